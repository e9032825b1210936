export {DictionaryPicker} from "./DictionaryPicker.tsx";
export {followEngineStatus, useEngineStatus, useLoadedModel} from "./engineStatus.ts";
export {cancelLoad, loadModel} from "./loadModel.ts";
export {ModelPicker} from "./ModelPicker.tsx";
export {warningOf, warningsWords, warningWords} from "./pairWarnings.ts";
export {useWarnings} from "./useWarnings.ts";
export {backendName, shortName, stageWords} from "./words.ts";
