import {describe, expect, it} from "vitest";
import {seededRandom} from "../fixtures/seededRandom.ts";
import type {WeightType} from "../types.ts";
import {decodeElements} from "./decodeElements.ts";
import {bytesOf} from "./elementTypes.ts";
import {encodeElements} from "./encodeElements.ts";
import {floatToHalf} from "./floatToHalf.ts";
import {halfToFloat} from "./halfToFloat.ts";

function roundTrip(type: WeightType, values: Float32Array): Float32Array {
    const bytes = new Uint8Array(bytesOf(type, values.length));
    expect(encodeElements(type, values, bytes)).toBe(-1);
    const out = new Float32Array(values.length);
    decodeElements(type, bytes, out);
    return out;
}

const random = seededRandom(7);
const weights = Float32Array.from({length: 4096}, () => (random(2_000_001) - 1_000_000) / 1e6);

describe("floatToHalf", () => {
    // The engine's own binary16 arrays are the independent computation.
    const Float16Array = (globalThis as unknown as {Float16Array?: new (values: ArrayLike<number> | ArrayBuffer) => ArrayLike<number> & {buffer: ArrayBuffer}})
        .Float16Array;

    it.skipIf(!Float16Array)("rounds any float32 as the machine does", () => {
        const bits = Uint32Array.from({length: 200_000}, () => random(2 ** 32));
        const values = new Float32Array(bits.buffer).filter((value) => !Number.isNaN(value));
        const expected = new Uint16Array(new Float16Array!(values).buffer);
        expect(Uint16Array.from(values, floatToHalf)).toEqual(expected);
    });

    it("keeps every binary16 number", () => {
        for (let half = 0; half < 0x1_0000; half++) {
            const value = halfToFloat(half);
            if (!Number.isNaN(value)) expect(floatToHalf(value)).toBe(half);
        }
    });

    it("rounds ties to even, across exponents and into the subnormals", () => {
        expect([1, 1 + 2 ** -11, 1 + 3 * 2 ** -11, 65504, 65520, 2 ** -24, 2 ** -25, 3 * 2 ** -25, -2].map(floatToHalf)).toEqual([
            0x3c00, 0x3c00, 0x3c02, 0x7bff, 0x7c00, 1, 0, 2, 0xc000
        ]);
    });
});

describe("encodeElements", () => {
    it("keeps float32 bit for bit", () => {
        expect(roundTrip("F32", weights)).toEqual(weights);
    });

    it("stays within half a step of F16 and BF16", () => {
        for (const [type, step] of [
            ["F16", 2 ** -11],
            ["BF16", 2 ** -8]
        ] as const) {
            roundTrip(type, weights).forEach((value, i) => {
                expect(Math.abs(value - weights[i]!)).toBeLessThanOrEqual(Math.max(Math.abs(weights[i]!) * step, 2 ** -25));
            });
        }
    });

    it("rounds BF16 ties to even", () => {
        const out = new Uint8Array(8);
        encodeElements("BF16", Float32Array.of(1, 1 + 2 ** -8, 1 + 3 * 2 ** -8, -1.5), out);
        expect([...new Uint16Array(out.buffer)]).toEqual([0x3f80, 0x3f80, 0x3f82, 0xbfc0]);
    });

    it("stays within half a step of each Q8_0 block, plus the scale's own rounding", () => {
        const out = roundTrip("Q8_0", weights);
        for (let start = 0; start < weights.length; start += 32) {
            const largest = Math.max(...weights.subarray(start, start + 32).map(Math.abs));
            const bound = largest / 127 / 2 + largest * 2 ** -11;
            for (let i = start; i < start + 32; i++) expect(Math.abs(out[i]! - weights[i]!)).toBeLessThanOrEqual(bound * 1.0001);
        }
    });

    it("lays a Q8_0 block out as a binary16 scale and 32 signed bytes", () => {
        const values = Float32Array.from({length: 32}, (_, i) => (i === 3 ? -127 : i));
        const out = new Uint8Array(34);
        encodeElements("Q8_0", values, out);
        expect([...out.subarray(0, 7)]).toEqual([0x00, 0x3c, 0, 1, 2, 0x81, 4]);
    });

    it("tells the first value that a type cannot hold", () => {
        expect(encodeElements("F16", Float32Array.of(1, 65504, 7e4, -1e9), new Uint8Array(8))).toBe(2);
        expect(encodeElements("BF16", Float32Array.of(1, -3.38e38, -3.4028234e38), new Uint8Array(6))).toBe(2);
        const values = new Float32Array(64).fill(1);
        values[40] = 1e9;
        expect(encodeElements("Q8_0", values, new Uint8Array(68))).toBe(32);
    });
});
