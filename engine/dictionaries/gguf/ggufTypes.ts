import type {WeightType} from "../types.ts";

/** ggml's numbers for the tensor types that a dictionary may hold. */
export const tensorTypeNumbers: Readonly<Record<WeightType, number>> = {F32: 0, F16: 1, Q8_0: 8, BF16: 30};

/** GGUF's numbers for metadata values. */
export const valueTypes = {
    u8: 0,
    i8: 1,
    u16: 2,
    i16: 3,
    u32: 4,
    i32: 5,
    f32: 6,
    bool: 7,
    string: 8,
    array: 9,
    u64: 10,
    i64: 11,
    f64: 12
} as const;

export type GgufValue = string | number | boolean;

export interface GgufTensor {
    readonly name: string;
    readonly type: WeightType;
    /** ne[0] is the fastest */
    readonly shape: readonly number[];
    /** from the start of the tensor data, bytes */
    readonly offset: number;
}

export interface GgufHeader {
    /** arrays are skipped: a dictionary's metadata has none */
    readonly metadata: ReadonlyMap<string, GgufValue>;
    readonly tensors: readonly GgufTensor[];
    /** from the start of the file, bytes */
    readonly dataOffset: number;
    /** the bytes of metadata and tensor directory, without padding */
    readonly bytes: Uint8Array;
}
