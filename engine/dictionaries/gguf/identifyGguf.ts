import {createHash} from "node:crypto";
import {OpenFile} from "../files/OpenFile.ts";
import {readGrowing} from "./readGgufHeader.ts";
import {MODEL_LIMITS} from "./readModelHeader.ts";
import {walkGguf} from "./walkGguf.ts";

/**
 * First 16 hex digits of the SHA-256 over metadata, tensor directory and file size: the same on every machine. A dictionary's header holds the hash of
 * what it was made from, so that other weights give another.
 * @param header metadata and tensor directory, without padding
 */
export function identifyGguf(header: Uint8Array, fileBytes: number): string {
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(fileBytes));
    return createHash("sha256").update(header).update(size).digest("hex").slice(0, 16);
}

/**
 * Which model a file holds, by its header: weights that were changed in place under the same header are not told apart. Of a split file its first part.
 * @throws EngineError `file/*`, `dictionary/unknown-format`, `dictionary/unsupported`
 */
export async function identifyModel(path: string): Promise<string> {
    const file = await OpenFile.open(path);
    try {
        const {bytes} = await readGrowing(file, MODEL_LIMITS.headerBytes, (start) => walkGguf(start, path, MODEL_LIMITS));
        return identifyGguf(bytes, file.size);
    } finally {
        await file.close();
    }
}
