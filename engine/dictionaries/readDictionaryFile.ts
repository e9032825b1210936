import {OpenFile} from "./files/OpenFile.ts";
import {identifyGguf} from "./gguf/identifyGguf.ts";
import {locateTensors} from "./gguf/locateTensors.ts";
import {readGgufHeader} from "./gguf/readGgufHeader.ts";
import {readMetadata} from "./gguf/readMetadata.ts";
import {identifyWeights} from "./identifyWeights.ts";
import type {DictionaryFile} from "./types.ts";

/**
 * Opens a `.sae.gguf` far enough to know all about it; the weights are left on disk.
 * @throws EngineError `file/not-found`, `file/no-permission`, `file/truncated`, `file/malformed`, `dictionary/unknown-format`,
 * `dictionary/unsupported`, `dictionary/shape-mismatch`
 */
export async function readDictionaryFile(path: string): Promise<DictionaryFile> {
    const file = await OpenFile.open(path);
    try {
        const header = await readGgufHeader(file);
        const about = readMetadata(header, path);
        const tensors = locateTensors(header, about, path, file.size);
        const weights = await identifyWeights(file, about, tensors);
        return {path, id: identifyGguf(header.bytes, file.size), weights, ...about, weightType: tensors.encoderWeight.type, bytes: file.size, tensors};
    } finally {
        await file.close();
    }
}
