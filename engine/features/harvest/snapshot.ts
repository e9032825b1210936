import {open} from "node:fs/promises";
import {crc32} from "node:zlib";
import {EngineError} from "../../contract/index.ts";
import {toFileError} from "../../dictionaries/files/toFileError.ts";
import {writeAtomically} from "../../dictionaries/files/writeAtomically.ts";

type NumberArray = Uint8Array | Uint16Array | Uint32Array | Float16Array | Float32Array | Float64Array;
export type SnapshotArrays = Readonly<Record<string, NumberArray>>;

const MAGIC = "SLRSNAP1";

interface Header {
    readonly about: unknown;
    readonly arrays: readonly {readonly name: string; readonly bytes: number; readonly crc: number}[];
}

/**
 * Writes arrays and what is to be known about them as one file, whole or not at all: magic, length of the JSON header (u32), header, arrays one after the
 * other as they lie in memory. It is read on the machine that wrote it.
 * @throws EngineError `file/*`, `disk/full`
 */
export async function writeSnapshot(path: string, about: unknown, arrays: SnapshotArrays): Promise<void> {
    const entries = Object.entries(arrays).map(([name, array]) => ({name, bytes: bytesOf(array)}));
    const header: Header = {about, arrays: entries.map(({name, bytes}) => ({name, bytes: bytes.byteLength, crc: crc32(bytes)}))};
    const json = Buffer.from(JSON.stringify(header));
    const start = Buffer.concat([Buffer.from(MAGIC, "latin1"), u32(json.byteLength), json]);
    const expectedBytes = entries.reduce((sum, {bytes}) => sum + bytes.byteLength, start.byteLength);
    await writeAtomically(path, {overwrite: true, expectedBytes}, async (handle) => {
        let at = 0;
        for (const bytes of [start, ...entries.map((entry) => entry.bytes)]) {
            for (let done = 0; done < bytes.byteLength; ) {
                const {bytesWritten} = await handle.write(bytes, done, bytes.byteLength - done, at + done);
                done += bytesWritten;
            }
            at += bytes.byteLength;
        }
    });
}

/**
 * Fills arrays from a snapshot.
 * @param arrays of the names and sizes that were written
 * @returns what was written about them
 * @throws EngineError `file/not-found`, `file/truncated`, `file/malformed` when it is damaged or of another shape; arrays are then half filled
 */
export async function readSnapshot(path: string, arrays: SnapshotArrays): Promise<unknown> {
    const malformed = (detail: string) => new EngineError("file/malformed", {path, format: "snapshot", detail});
    try {
        const handle = await open(path);
        try {
            const read = async (into: Uint8Array, at: number) => {
                for (let done = 0; done < into.byteLength; ) {
                    const {bytesRead} = await handle.read(into, done, into.byteLength - done, at + done);
                    if (bytesRead === 0) throw new EngineError("file/truncated", {path, detail: `it ends at ${at + done}`});
                    done += bytesRead;
                }
            };
            const start = Buffer.alloc(MAGIC.length + 4);
            await read(start, 0);
            if (start.toString("latin1", 0, MAGIC.length) !== MAGIC) throw malformed("it is no snapshot");
            const length = start.readUInt32LE(MAGIC.length);
            if (length > 2 ** 20) throw malformed("its header is too long");
            const json = Buffer.alloc(length);
            await read(json, start.byteLength);
            const header = parseHeader(json) ?? bad(malformed("its header can't be read"));
            let at = start.byteLength + length;
            for (const {name, bytes, crc} of header.arrays) {
                const array = arrays[name];
                if (array === undefined || array.byteLength !== bytes) throw malformed(`${name} has ${bytes} bytes, not ${array?.byteLength ?? "any"}`);
                await read(bytesOf(array), at);
                if (crc32(bytesOf(array)) !== crc) throw malformed(`${name} is damaged`);
                at += bytes;
            }
            if (header.arrays.length !== Object.keys(arrays).length) throw malformed("arrays are missing");
            return header.about;
        } finally {
            await handle.close();
        }
    } catch (error) {
        throw toFileError(error, path, "read");
    }
}

function parseHeader(json: Buffer): Header | undefined {
    try {
        return JSON.parse(json.toString("utf8")) as Header;
    } catch {
        return undefined;
    }
}

function bad(error: Error): never {
    throw error;
}

const bytesOf = (array: NumberArray) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

function u32(value: number): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
}
