import {EngineError} from "../../contract/errors.ts";
import type {WeightType} from "../types.ts";
import {elementTypes} from "./elementTypes.ts";

/**
 * @param path of the file whose weights they are, for the error
 * @throws EngineError `dictionary/unsupported` for rows that are no whole number of the type's blocks
 */
export function assertWholeBlocks(type: WeightType, dModel: number, path: string): void {
    const {block} = elementTypes[type];
    if (dModel % block === 0) return;
    throw new EngineError("dictionary/unsupported", {path, detail: `${type} needs a d_model that is a multiple of ${block}, not ${dModel}`});
}
