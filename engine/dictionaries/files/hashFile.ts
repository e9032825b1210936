import {createHash} from "node:crypto";
import type {OpenFile} from "./OpenFile.ts";

/** Large enough that reads run at disk speed, small enough that an abort is felt at once. */
const CHUNK_BYTES = 4 << 20;

/**
 * SHA-256 of a whole file, lower-case hex. The next chunk is read while the last one is hashed.
 * @throws EngineError `file/truncated` when the file shrinks meanwhile; the signal's reason when aborted
 */
export async function hashFile(file: OpenFile, {signal, onBytes}: {signal?: AbortSignal | undefined; onBytes?: (done: number) => void} = {}): Promise<string> {
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
        position += chunk.byteLength;
        ahead = read(position, turn + 1);
        // Awaited only a turn later, after the hash: mark it as handled until then.
        ahead.catch(() => {});
        hash.update(chunk);
        onBytes?.(position);
    }
    await ahead;
    return hash.digest("hex");
}
