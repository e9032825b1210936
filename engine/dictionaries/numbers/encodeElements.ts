import type {WeightType} from "../types.ts";
import {floatToHalf} from "./floatToHalf.ts";
import {halfToFloat} from "./halfToFloat.ts";

/**
 * Float32 numbers as a file holds them, rounded to nearest. Q8_0 as ggml does it: scale = max|x| / 127 per block of 32,
 * rounded to binary16 after the quotients are taken with the unrounded scale.
 * @param values finite; for Q8_0 a multiple of 32
 * @returns index of the first value that the type cannot hold (infinite in F16, BF16 or as a Q8_0 scale), -1 when all fit
 * @see ggml `quantize_row_q8_0_ref`
 */
export function encodeElements(type: WeightType, values: Float32Array, out: Uint8Array): number {
    switch (type) {
        case "F32":
            out.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
            return -1;
        case "F16": {
            const halves = new Uint16Array(out.buffer, out.byteOffset, values.length);
            let overflow = -1;
            for (let i = values.length - 1; i >= 0; i--) {
                const half = floatToHalf(values[i]!);
                halves[i] = half;
                if ((half & 0x7c00) === 0x7c00) overflow = i;
            }
            return overflow;
        }
        case "BF16": {
            const halves = new Uint16Array(out.buffer, out.byteOffset, values.length);
            const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
            let overflow = -1;
            for (let i = values.length - 1; i >= 0; i--) {
                const word = words[i]!;
                const half = (word + 0x7fff + ((word >>> 16) & 1)) >>> 16;
                halves[i] = half;
                if ((half & 0x7f80) === 0x7f80) overflow = i;
            }
            return overflow;
        }
        case "Q8_0":
            return encodeQ8(values, out);
    }
}

function encodeQ8(values: Float32Array, out: Uint8Array): number {
    for (let start = 0, at = 0; start < values.length; start += 32, at += 34) {
        let largest = 0;
        for (let i = start; i < start + 32; i++) largest = Math.max(largest, Math.abs(values[i]!));
        const scale = Math.fround(largest / 127);
        const half = floatToHalf(scale);
        if (halfToFloat(half) === Number.POSITIVE_INFINITY) return start;
        const inverse = scale === 0 ? 0 : Math.fround(1 / scale);
        out[at] = half & 0xff;
        out[at + 1] = half >>> 8;
        for (let i = 0; i < 32; i++) {
            const x = Math.fround(values[start + i]! * inverse);
            out[at + 2 + i] = Math.sign(x) * Math.floor(Math.abs(x) + 0.5);
        }
    }
    return -1;
}
