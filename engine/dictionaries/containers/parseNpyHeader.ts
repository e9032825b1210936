import {ByteCursor} from "../files/ByteCursor.ts";
import type {StoredType} from "./types.ts";

/** What an array of numpy says of itself. */
export interface NpyHeader {
    readonly type: StoredType;
    readonly shape: readonly number[];
    readonly fortranOrder: boolean;
    /** of the header: where the numbers begin */
    readonly bytes: number;
}

/** More than any header here: three keys and a shape of two numbers. */
export const NPY_HEADER_LIMIT = 64 << 10;
const MAX_DIMENSIONS = 8;

const types: Readonly<Record<string, StoredType>> = {
    f8: "F64",
    f4: "F32",
    f2: "F16",
    i8: "I64",
    u8: "U64",
    i4: "I32",
    u4: "U32",
    i2: "I16",
    u2: "U16",
    i1: "I8",
    u1: "U8",
    b1: "BOOL"
};

/**
 * The header of a `.npy`, versions 1 to 3: a Python dict written out, of which only the form that numpy writes is understood.
 * @param head the first bytes of the array's file, up to `NPY_HEADER_LIMIT` of them
 * @param name of the array, for errors
 * @throws EngineError `file/malformed`, `file/truncated`
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function parseNpyHeader(head: Uint8Array, path: string, name: string): NpyHeader {
    const cursor = new ByteCursor(head, path, "npy");
    const refuse = (detail: string) => cursor.malformed(`${name}: ${detail}`);
    if (cursor.bytes(6).join() !== [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59].join()) throw refuse("it does not begin like an array of numpy");
    const version = cursor.u8();
    cursor.u8();
    if (version < 1 || version > 3) throw refuse(`version ${version}; 1 to 3 are read`);
    const length = version === 1 ? cursor.u16() : cursor.u32();
    if (length > NPY_HEADER_LIMIT) throw refuse(`a header of ${length} bytes`);
    const text = cursor.text(length);
    const field = (key: string, value: string) => {
        const found = [...text.matchAll(new RegExp(`['"]${key}['"]\\s*:\\s*${value}`, "g"))];
        if (found.length !== 1) throw refuse(`its header does not tell its ${key} as numpy does`);
        return found[0]![1]!;
    };
    const descr = field("descr", `['"]([^'"]{1,16})['"]`);
    const type = /^[<|]/.test(descr) ? types[descr.slice(1)] : undefined;
    if (type === undefined) throw refuse(`numbers of type ${descr}, which is not read`);
    const shape = field("shape", "\\(([\\d\\sL,]*)\\)")
        .split(",")
        .map((size) => size.trim().replace(/L$/, ""))
        .filter((size) => size !== "")
        .map(Number);
    if (shape.length > MAX_DIMENSIONS || !shape.every((size) => Number.isSafeInteger(size))) throw refuse("its shape is no list of sizes");
    return {type, shape, fortranOrder: field("fortran_order", "(True|False)") === "True", bytes: cursor.position};
}
