import {EngineError, isEngineError} from "../../contract/errors.ts";
import {OpenFile} from "../files/OpenFile.ts";
import {readGrowing} from "./readGgufHeader.ts";
import {type GgufLimits, walkGguf} from "./walkGguf.ts";

/** The largest vocabularies make headers of some 20 MB; mixtures of experts have a few thousand tensors. */
const MODEL_LIMITS: GgufLimits = {kind: "a model", entries: 65_536, tensors: 1 << 20, headerBytes: 256 << 20};

/**
 * Walks a model's header before llama.cpp does, which may wait for ever on a header that makes no sense and says little about one that ends early.
 * @throws EngineError `file/not-found`, `file/no-permission`, `file/truncated`, `file/malformed`
 */
export async function checkModelFile(path: string): Promise<void> {
    let file: OpenFile | undefined;
    try {
        file = await OpenFile.open(path);
        const {tensors, dataOffset} = await readGrowing(file, MODEL_LIMITS.headerBytes, (bytes) => walkGguf(bytes, path, MODEL_LIMITS));
        const lastStart = dataOffset + Math.max(0, ...tensors.map(({offset}) => offset));
        if (tensors.length > 0 && lastStart >= file.size)
            throw new EngineError("file/truncated", {path, expectedBytes: lastStart, gotBytes: file.size, detail: "tensors lie beyond the file's end"});
    } catch (error) {
        // to a person who loads a model, "not a dictionary" would be beside the point
        if (isEngineError(error, "dictionary/unknown-format") || isEngineError(error, "dictionary/unsupported"))
            throw new EngineError("file/malformed", {path, format: "GGUF model", detail: error.data.detail}, {cause: error});
        throw error;
    } finally {
        await file?.close();
    }
}
