import {describe, expect, it} from "vitest";
import {seededRandom} from "../../dictionaries/fixtures/seededRandom.ts";
import {WholeVectors} from "./WholeVectors.ts";

describe("WholeVectors", () => {
    it.each([
        [1, 1],
        [16, 1024],
        [37, 1025],
        [384, 3000],
        [4096, 9]
    ])("multiplies vectors of %i numbers, %i of them, as a plain loop does", (dimensions, n) => {
        const random = seededRandom(dimensions);
        const vectors = new WholeVectors(dimensions);
        const rows = Array.from({length: n}, () => Int8Array.from({length: dimensions}, () => random(255) - 127));
        rows.forEach((row, i) => {
            // grown while it is filled, and written over what was there
            vectors.reserve(i + 1);
            vectors.set(i, new Uint8Array(dimensions).fill(99));
            vectors.set(i, new Uint8Array(row.buffer));
        });
        const query = Float32Array.from({length: dimensions}, () => random(2001) / 1000 - 1);
        const products: number[] = [];
        vectors.multiply(query, n, (first, some) => {
            expect(first).toBe(products.length);
            products.push(...some);
        });
        expect(products).toHaveLength(n);
        // each number of the query is off by at most half of what it is a multiple of
        const off = (0.5 / Math.min(32_767, Math.floor((2 ** 31 - 1) / (127 * dimensions)))) * 127 * dimensions + 1e-3;
        for (const [i, row] of rows.entries()) {
            const expected = row.reduce((sum, value, j) => sum + value * query[j]!, 0);
            expect(Math.abs(products[i]! - expected)).toBeLessThan(off);
        }
    });

    it("stays within 32 bits where everything is as large as it can be", () => {
        const vectors = new WholeVectors(4096);
        vectors.reserve(1);
        vectors.set(0, new Uint8Array(Int8Array.from({length: 4096}, () => -127).buffer));
        vectors.multiply(new Float32Array(4096).fill(1), 1, (_first, [product]) => expect(product! / (-127 * 4096)).toBeCloseTo(1, 5));
        expect.assertions(1);
    });
});
