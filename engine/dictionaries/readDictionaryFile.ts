import {createHash} from "node:crypto";
import {OpenFile} from "./files/OpenFile.ts";
import type {GgufHeader} from "./gguf/ggufTypes.ts";
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
        return {path, id: identify(header, file.size), weights, ...about, weightType: tensors.encoderWeight.type, bytes: file.size, tensors};
    } finally {
        await file.close();
    }
}

/** The same header and size give the same id on every machine; the header holds the source's hash, so other weights give another. */
function identify(header: GgufHeader, fileBytes: number): string {
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(fileBytes));
    return createHash("sha256").update(header.bytes).update(size).digest("hex").slice(0, 16);
}
