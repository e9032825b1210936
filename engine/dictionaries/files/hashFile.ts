import {createHash} from "node:crypto";
import {crc32} from "node:zlib";
import {EngineError} from "../../contract/errors.ts";
import type {ChecksummedRange} from "../containers/types.ts";
import type {ReadableFile} from "./ReadableFile.ts";

/** Large enough that reads run at disk speed, small enough that an abort is felt at once. */
const CHUNK_BYTES = 4 << 20;

export interface HashOptions {
    /** in order of offset; checked on the way, as every byte passes anyway */
    readonly checksums?: readonly ChecksummedRange[];
    readonly signal?: AbortSignal | undefined;
    readonly onBytes?: (done: number) => void;
}

/**
 * SHA-256 of a whole file, lower-case hex. The next chunk is read while the last one is hashed.
 * @throws EngineError `file/truncated` when the file shrinks meanwhile, `file/malformed` for a wrong checksum; the signal's reason when aborted
 */
export async function hashFile(file: ReadableFile, {checksums = [], signal, onBytes}: HashOptions = {}): Promise<string> {
    const verify = checksumVerifier(checksums, file.path);
    const hash = createHash("sha256");
    const buffers = [new Uint8Array(CHUNK_BYTES), new Uint8Array(CHUNK_BYTES)];
    const read = async (position: number, turn: number) => {
        const chunk = buffers[turn % 2]!.subarray(0, Math.min(CHUNK_BYTES, file.size - position));
        await file.readExactly(chunk, position);
        return chunk;
    };
    let ahead = read(0, 0);
    for (let position = 0, turn = 0; position < file.size; turn++) {
        const chunk = await ahead;
        signal?.throwIfAborted();
        const start = position;
        position += chunk.byteLength;
        ahead = read(position, turn + 1);
        // Awaited only a turn later, after the hash: mark it as handled until then.
        ahead.catch(() => {});
        hash.update(chunk);
        verify(chunk, start);
        onBytes?.(position);
    }
    await ahead;
    return hash.digest("hex");
}

/** Takes a file's bytes in order. */
function checksumVerifier(ranges: readonly ChecksummedRange[], path: string): (chunk: Uint8Array, start: number) => void {
    let next = 0;
    let value = 0;
    return (chunk, start) => {
        const end = start + chunk.byteLength;
        for (let range = ranges[next]; range !== undefined && range.offset < end; range = ranges[next]) {
            const rangeEnd = range.offset + range.bytes;
            value = crc32(chunk.subarray(Math.max(0, range.offset - start), Math.min(chunk.byteLength, rangeEnd - start)), value);
            if (rangeEnd > end) return;
            if (value !== range.crc32) throw new EngineError("file/malformed", {path, format: "zip", detail: `${range.name} does not match its checksum`});
            value = 0;
            next++;
        }
    };
}
