export {DictionaryPicker} from "./DictionaryPicker.tsx";
export {followEngineStatus, useEngineStatus, useLoadedModel} from "./engineStatus.ts";
export {loadModel} from "./loadModel.ts";
export {ModelPicker} from "./ModelPicker.tsx";
