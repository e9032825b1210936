import {EngineError} from "../../contract/errors.ts";
import {ByteCursor} from "../files/ByteCursor.ts";
import {type GgufValue, valueTypes} from "./ggufTypes.ts";

const MAGIC = "GGUF";
const MAX_NAME_BYTES = 1024;
const DEFAULT_ALIGNMENT = 32;

/** Bytes per element of the value types of fixed size. */
const fixedSizes: readonly (number | undefined)[] = [1, 1, 2, 2, 4, 4, 4, 1, undefined, undefined, 8, 8, 8];

/** What a sound file of a kind does not exceed. */
export interface GgufLimits {
    /** of what: "a dictionary", "a model" */
    readonly kind: string;
    readonly entries: number;
    readonly tensors: number;
    readonly headerBytes: number;
}

export interface WalkedGguf {
    /** arrays are skipped */
    readonly metadata: ReadonlyMap<string, GgufValue>;
    readonly tensors: readonly {readonly name: string; readonly shape: readonly number[]; readonly typeNumber: number; readonly offset: number}[];
    /** from the start of the file, bytes */
    readonly dataOffset: number;
    /** the bytes of metadata and tensor directory, without padding */
    readonly bytes: Uint8Array;
}

/**
 * Walks a GGUF header, version 2 or 3, of any kind; work is bounded by the bytes given, whatever the header claims.
 * @param bytes the file's beginning, at least up to the end of the tensor directory
 * @param path for errors only
 * @throws EngineError `file/truncated` when `bytes` end too early, `file/malformed`, `dictionary/unknown-format` without the magic,
 * `dictionary/unsupported` for other versions
 */
export function walkGguf(bytes: Uint8Array, path: string, limits: GgufLimits): WalkedGguf {
    const cursor = new ByteCursor(bytes, path, "GGUF");
    if (latin1(cursor.bytes(4)) !== MAGIC) throw new EngineError("dictionary/unknown-format", {path, detail: "it does not begin with GGUF"});
    const version = cursor.u32();
    if (version !== 2 && version !== 3) throw new EngineError("dictionary/unsupported", {path, detail: `GGUF version ${version}; 3 is expected`});
    const nTensors = limited(cursor, cursor.u64(), limits.tensors, "tensors", limits.kind);
    const nEntries = limited(cursor, cursor.u64(), limits.entries, "metadata entries", limits.kind);

    const metadata = new Map<string, GgufValue>();
    for (let i = 0; i < nEntries; i++) {
        const key = readName(cursor);
        const value = readValue(cursor, cursor.u32());
        if (metadata.has(key)) throw cursor.malformed(`${key} is there twice`);
        if (value !== undefined) metadata.set(key, value);
    }
    const tensors = Array.from({length: nTensors}, () => readTensor(cursor));
    const alignment = metadata.get("general.alignment") ?? DEFAULT_ALIGNMENT;
    if (typeof alignment !== "number" || alignment < 8 || alignment > 65_536 || (alignment & (alignment - 1)) !== 0) {
        throw cursor.malformed(`alignment ${alignment}`);
    }
    const end = cursor.position;
    return {metadata, tensors, dataOffset: Math.ceil(end / alignment) * alignment, bytes: bytes.subarray(0, end)};
}

function readTensor(cursor: ByteCursor) {
    const name = readName(cursor);
    const nDims = limited(cursor, cursor.u32(), 4, "dimensions", "a tensor");
    const shape = Array.from({length: nDims}, () => cursor.u64());
    return {name, shape, typeNumber: cursor.u32(), offset: cursor.u64()};
}

/** @returns undefined for an array, which is skipped */
function readValue(cursor: ByteCursor, type: number): GgufValue | undefined {
    switch (type) {
        case valueTypes.u8:
            return cursor.u8();
        case valueTypes.i8:
            return cursor.i8();
        case valueTypes.u16:
            return cursor.u16();
        case valueTypes.i16:
            return cursor.i16();
        case valueTypes.u32:
            return cursor.u32();
        case valueTypes.i32:
            return cursor.i32();
        case valueTypes.f32:
            return cursor.f32();
        case valueTypes.bool:
            return cursor.u8() !== 0;
        case valueTypes.string:
            return cursor.text(cursor.u64());
        case valueTypes.array:
            return skipArray(cursor);
        case valueTypes.u64:
            return cursor.u64();
        case valueTypes.i64:
            return cursor.i64();
        case valueTypes.f64:
            return cursor.f64();
        default:
            throw cursor.malformed(`value type ${type} at byte ${cursor.position - 4}`);
    }
}

function skipArray(cursor: ByteCursor): undefined {
    const type = cursor.u32();
    const length = cursor.u64();
    const size = fixedSizes[type];
    if (size !== undefined) {
        cursor.bytes(length * size);
    } else if (type === valueTypes.string) {
        cursor.skipTexts(length);
    } else {
        throw cursor.malformed(`an array of value type ${type}`);
    }
    return undefined;
}

function readName(cursor: ByteCursor): string {
    return cursor.text(limited(cursor, cursor.u64(), MAX_NAME_BYTES, "bytes", "a name"));
}

function limited(cursor: ByteCursor, count: number, limit: number, what: string, owner: string): number {
    if (count > limit) throw cursor.malformed(`${count} ${what}; ${owner} has at most ${limit}`);
    return count;
}

function latin1(bytes: Uint8Array): string {
    return String.fromCharCode(...bytes);
}
