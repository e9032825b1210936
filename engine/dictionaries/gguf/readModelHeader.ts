import {EngineError, isEngineError} from "../../contract/errors.ts";
import {OpenFile} from "../files/OpenFile.ts";
import type {GgufValue} from "./ggufTypes.ts";
import {readGrowing} from "./readGgufHeader.ts";
import {type GgufLimits, walkGguf} from "./walkGguf.ts";

/** The largest vocabularies make headers of some 20 MB; mixtures of experts have a few thousand tensors. */
export const MODEL_LIMITS: GgufLimits = {kind: "a model", entries: 65_536, tensors: 1 << 20, headerBytes: 256 << 20};

/** What a GGUF file of any kind but a dictionary says before its weights; arrays are left out. */
export interface ModelHeader {
    readonly path: string;
    readonly fileBytes: number;
    readonly metadata: ReadonlyMap<string, GgufValue>;
    /** ne[0] of a shape is the fastest; typeNumber is ggml's */
    readonly tensors: readonly {readonly name: string; readonly shape: readonly number[]; readonly typeNumber: number; readonly offset: number}[];
    /** where tensors begin, from the start of the file, bytes; their offsets count from here */
    readonly dataOffset: number;
}

/**
 * Walks a model's header: bounded work, whatever the file claims, and nothing of the weights is read.
 * @throws EngineError `file/not-found`, `file/no-permission`, `file/truncated`, `file/malformed`
 */
export async function readModelHeader(path: string): Promise<ModelHeader> {
    let file: OpenFile | undefined;
    try {
        file = await OpenFile.open(path);
        const {metadata, tensors, dataOffset} = await readGrowing(file, MODEL_LIMITS.headerBytes, (bytes) => walkGguf(bytes, path, MODEL_LIMITS));
        const lastStart = dataOffset + tensors.reduce((last, {offset}) => Math.max(last, offset), 0);
        if (tensors.length > 0 && lastStart >= file.size)
            throw new EngineError("file/truncated", {path, expectedBytes: lastStart, gotBytes: file.size, detail: "tensors lie beyond the file's end"});
        return {path, fileBytes: file.size, metadata, tensors, dataOffset};
    } catch (error) {
        // to a person who loads a model, "not a dictionary" would be beside the point
        if (isEngineError(error, "dictionary/unknown-format") || isEngineError(error, "dictionary/unsupported"))
            throw new EngineError("file/malformed", {path, format: "GGUF model", detail: error.data.detail}, {cause: error});
        throw error;
    } finally {
        await file?.close();
    }
}
