export {type CalibratedDictionary, calibratedDictionary} from "./CalibratedDictionary.ts";
export {type Conversion, convertDictionary} from "./convertDictionary.ts";
export {checkModelFile} from "./gguf/checkModelFile.ts";
export {type ModelHeader, readModelHeader} from "./gguf/readModelHeader.ts";
export {lookAtSource, type SourceLook} from "./lookAtSource.ts";
export {readDictionaryFile} from "./readDictionaryFile.ts";
export {readTensorF32} from "./readTensorF32.ts";
export type * from "./types.ts";
export {type NewDictionary, writeDictionaryFile} from "./writeDictionaryFile.ts";
