import {bytesOf} from "../numbers/elementTypes.ts";
import type {WeightType} from "../types.ts";
import {tensorTypeNumbers, valueTypes} from "./ggufTypes.ts";

/** ggml's default; every tensor begins at a multiple of it. */
const ALIGNMENT = 32;
const VERSION = 3;

export type GgufEntry =
    | {readonly key: string; readonly type: "string"; readonly value: string}
    | {readonly key: string; readonly type: "u32" | "f32"; readonly value: number}
    | {readonly key: string; readonly type: "array"; readonly of: "string"; readonly value: readonly string[]}
    | {readonly key: string; readonly type: "array"; readonly of: "i32" | "f32"; readonly value: readonly number[]};

export interface GgufLayout {
    /** magic to the first tensor, padding included */
    readonly header: Uint8Array;
    /** where each tensor goes, from the start of the file, in the order given */
    readonly offsets: readonly number[];
    readonly fileBytes: number;
}

/** Header of a GGUF version 3 file and the places of its tensors, which follow in the order given. */
export function encodeGgufHeader(
    entries: readonly GgufEntry[],
    tensors: readonly {readonly name: string; readonly type: WeightType; readonly shape: readonly number[]}[]
): GgufLayout {
    const parts: Buffer[] = [Buffer.from("GGUF"), u32(VERSION), u64(tensors.length), u64(entries.length)];
    for (const entry of entries) parts.push(...text(entry.key), u32(valueTypes[entry.type]), Buffer.concat(encodedValue(entry)));
    const relative: number[] = [];
    let end = 0;
    for (const {name, type, shape} of tensors) {
        const offset = aligned(end);
        parts.push(...text(name), u32(shape.length), ...shape.map(u64), u32(tensorTypeNumbers[type]), u64(offset));
        relative.push(offset);
        end =
            offset +
            bytesOf(
                type,
                shape.reduce((product, size) => product * size, 1)
            );
    }
    const written = Buffer.concat(parts);
    const header = new Uint8Array(aligned(written.byteLength));
    header.set(written);
    return {header, offsets: relative.map((offset) => header.byteLength + offset), fileBytes: header.byteLength + end};
}

function encodedValue(entry: GgufEntry): Buffer[] {
    switch (entry.type) {
        case "string":
            return text(entry.value);
        case "u32":
            return [u32(entry.value)];
        case "f32":
            return [f32(entry.value)];
        case "array": {
            const length = [u32(valueTypes[entry.of]), u64(entry.value.length)];
            if (entry.of === "string") return [...length, ...entry.value.flatMap(text)];
            return [...length, ...entry.value.map(entry.of === "i32" ? u32 : f32)];
        }
    }
}

const aligned = (offset: number) => Math.ceil(offset / ALIGNMENT) * ALIGNMENT;

function u32(value: number): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
}

function u64(value: number): Buffer {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt(value));
    return bytes;
}

function f32(value: number): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(value);
    return bytes;
}

function text(value: string): [Buffer, Buffer] {
    const bytes = Buffer.from(value, "utf8");
    return [u64(bytes.byteLength), bytes];
}
