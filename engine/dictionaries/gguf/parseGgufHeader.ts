import {EngineError} from "../../contract/errors.ts";
import type {WeightType} from "../types.ts";
import {type GgufHeader, tensorTypeNumbers} from "./ggufTypes.ts";
import {type GgufLimits, walkGguf} from "./walkGguf.ts";

/** A dictionary has about twenty entries, eight tensors and a header of 2 KB; much more than that is not one. */
export const DICTIONARY_LIMITS: GgufLimits = {kind: "a dictionary", entries: 4096, tensors: 64, headerBytes: 16 << 20};

/**
 * Header of a dictionary's GGUF file.
 * @param bytes the file's beginning, at least up to the end of the tensor directory
 * @param path for errors only
 * @throws EngineError as `walkGguf`, and `dictionary/unsupported` for tensor types that no dictionary has
 */
export function parseGgufHeader(bytes: Uint8Array, path: string): GgufHeader {
    const walked = walkGguf(bytes, path, DICTIONARY_LIMITS);
    const tensors = walked.tensors.map(({name, shape, typeNumber, offset}) => {
        const type = (Object.keys(tensorTypeNumbers) as WeightType[]).find((known) => tensorTypeNumbers[known] === typeNumber);
        if (type === undefined)
            throw new EngineError("dictionary/unsupported", {path, detail: `${name} has ggml type ${typeNumber}; F32, F16, BF16 and Q8_0 are read`});
        return {name, type, shape, offset};
    });
    return {...walked, tensors};
}
