import {EngineError} from "../../contract/errors.ts";
import {ByteCursor} from "../files/ByteCursor.ts";
import type {WeightType} from "../types.ts";
import {type GgufHeader, type GgufTensor, type GgufValue, tensorTypeNumbers, valueTypes} from "./ggufTypes.ts";

const MAGIC = "GGUF";
/** A dictionary has about twenty entries and eight tensors; more than these is not one. */
const MAX_ENTRIES = 4096;
const MAX_TENSORS = 64;
const MAX_NAME_BYTES = 1024;
const DEFAULT_ALIGNMENT = 32;

/** Bytes per element of the value types of fixed size. */
const fixedSizes: readonly (number | undefined)[] = [1, 1, 2, 2, 4, 4, 4, 1, undefined, undefined, 8, 8, 8];

/**
 * Header of a GGUF file, version 2 or 3.
 * @param bytes the file's beginning, at least up to the end of the tensor directory
 * @param path for errors only
 * @throws EngineError `file/truncated` when `bytes` end too early, `file/malformed`, `dictionary/unknown-format` without the magic,
 * `dictionary/unsupported` for tensor types that no dictionary has
 */
export function parseGgufHeader(bytes: Uint8Array, path: string): GgufHeader {
    const cursor = new ByteCursor(bytes, path, "GGUF");
    if (latin1(cursor.bytes(4)) !== MAGIC) throw new EngineError("dictionary/unknown-format", {path, detail: "it does not begin with GGUF"});
    const version = cursor.u32();
    if (version !== 2 && version !== 3) throw new EngineError("dictionary/unsupported", {path, detail: `GGUF version ${version}; 3 is expected`});
    const nTensors = limited(cursor, cursor.u64(), MAX_TENSORS, "tensors");
    const nEntries = limited(cursor, cursor.u64(), MAX_ENTRIES, "metadata entries");

    const metadata = new Map<string, GgufValue>();
    for (let i = 0; i < nEntries; i++) {
        const key = readName(cursor);
        const value = readValue(cursor, cursor.u32());
        if (metadata.has(key)) throw cursor.malformed(`${key} is there twice`);
        if (value !== undefined) metadata.set(key, value);
    }
    const tensors = Array.from({length: nTensors}, () => readTensor(cursor, path));
    const alignment = metadata.get("general.alignment") ?? DEFAULT_ALIGNMENT;
    if (typeof alignment !== "number" || alignment < 8 || alignment > 65_536 || (alignment & (alignment - 1)) !== 0) {
        throw cursor.malformed(`alignment ${alignment}`);
    }
    const end = cursor.position;
    return {metadata, tensors, dataOffset: Math.ceil(end / alignment) * alignment, bytes: bytes.subarray(0, end)};
}

function readTensor(cursor: ByteCursor, path: string): GgufTensor {
    const name = readName(cursor);
    const nDims = limited(cursor, cursor.u32(), 4, "dimensions");
    const shape = Array.from({length: nDims}, () => cursor.u64());
    const number = cursor.u32();
    const type = (Object.keys(tensorTypeNumbers) as WeightType[]).find((known) => tensorTypeNumbers[known] === number);
    const offset = cursor.u64();
    if (type === undefined)
        throw new EngineError("dictionary/unsupported", {path, detail: `${name} has ggml type ${number}; F32, F16, BF16 and Q8_0 are read`});
    return {name, type, shape, offset};
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
        // Every string takes eight bytes at least, so the header's end bounds this loop.
        for (let i = 0; i < length; i++) cursor.bytes(cursor.u64());
    } else {
        throw cursor.malformed(`an array of value type ${type}`);
    }
    return undefined;
}

function readName(cursor: ByteCursor): string {
    return cursor.text(limited(cursor, cursor.u64(), MAX_NAME_BYTES, "bytes in a name"));
}

function limited(cursor: ByteCursor, count: number, limit: number, what: string): number {
    if (count > limit) throw cursor.malformed(`${count} ${what}; a dictionary has at most ${limit}`);
    return count;
}

function latin1(bytes: Uint8Array): string {
    return String.fromCharCode(...bytes);
}
