import {bytesOf, type ElementType} from "./elementTypes.ts";
import {halfToFloat} from "./halfToFloat.ts";

/**
 * Numbers of a file as float32. F64 is rounded; the rest is exact.
 * Every machine that Saelor runs on is little-endian, as the files are.
 * @param bytes at least `bytesOf(type, out.length)` of them, at an offset that is a multiple of 8
 */
export function decodeElements(type: ElementType, bytes: Uint8Array, out: Float32Array): void {
    const needed = bytesOf(type, out.length);
    switch (type) {
        case "F32":
            new Uint8Array(out.buffer, out.byteOffset, out.byteLength).set(bytes.subarray(0, needed));
            return;
        case "F64":
            out.set(new Float64Array(bytes.buffer, bytes.byteOffset, out.length));
            return;
        case "F16": {
            const halves = new Uint16Array(bytes.buffer, bytes.byteOffset, out.length);
            for (let i = 0; i < out.length; i++) out[i] = halfToFloat(halves[i]!);
            return;
        }
        case "BF16": {
            const halves = new Uint16Array(bytes.buffer, bytes.byteOffset, out.length);
            const words = new Uint32Array(out.buffer, out.byteOffset, out.length);
            for (let i = 0; i < out.length; i++) words[i] = halves[i]! << 16;
            return;
        }
        case "Q8_0":
            for (let start = 0, at = 0; start < out.length; start += 32, at += 34) {
                const scale = halfToFloat(bytes[at]! | (bytes[at + 1]! << 8));
                for (let i = 0; i < 32; i++) out[start + i] = scale * ((bytes[at + 2 + i]! << 24) >> 24);
            }
            return;
    }
}
