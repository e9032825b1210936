export {DictionaryPicker} from "./DictionaryPicker.tsx";
export {followEngineStatus, useEngineStatus, useLoadedModel} from "./engineStatus.ts";
export {cancelLoad, loadModel} from "./loadModel.ts";
export {ModelPicker} from "./ModelPicker.tsx";
export {stopsOf, warningOf, warningsWords, warningWords} from "./pairWarnings.ts";
export {useModelTitle} from "./useModelTitle.ts";
export {useWarnings} from "./useWarnings.ts";
export {backendName, modelTitle, shortName, stageWords, tells} from "./words.ts";
