import {describe, expect, it} from "vitest";
import type {WholeBatch} from "../llama/types.ts";
import {Tally} from "./Tally.ts";

/** Two numbers a residual, four features. Rows: [x, y, error, features that fire]. */
function aBatch(rows: readonly (readonly [x: number, y: number, error: number, features: readonly number[]])[]): WholeBatch {
    return {
        positions: rows.map((_, i) => i),
        offsets: Int32Array.from([0, ...rows.map((_, i) => rows.slice(0, i + 1).reduce((sum, [, , , features]) => sum + features.length, 0))]),
        features: Int32Array.from(rows.flatMap(([, , , features]) => features)),
        values: Float32Array.from(rows.flatMap(([, , , features]) => features.map(() => 1))),
        errors: Float32Array.from(rows, ([, , error]) => error),
        residual: Float32Array.from(rows.flatMap(([x, y]) => [x, y].map(Number)))
    };
}

const isSpecial = (token: number) => token === 99;

describe("Tally", () => {
    // BOS of length 500, then (3, 4), (0, 5), (3, 0), (0, 1): norms 5, 5, 3, 1, and a sink of length 60
    const batch = aBatch([
        [300, 400, 7, [0, 1, 2, 3]],
        [3, 4, 1, [0, 1]],
        [0, 5, 2, [1]],
        [3, 0, 3, [1, 2]],
        [0, 1, 4, []],
        [60, 0, 9, [0, 1, 2]]
    ]);
    const tally = new Tally({nFeatures: 4, dModel: 2});
    tally.addWindow(0, [99, 1, 2, 3, 4, 5], [batch], isSpecial);

    it("leaves special tokens and tokens of more than ten times the median length out of the figures", () => {
        expect([tally.nTokens, tally.nOrdinary]).toEqual([6, 4]);
        expect(tally.figures.l0).toBe(5 / 4);
        expect(tally.figures.deadShare).toBe(1 / 4);
        expect(tally.figures.residualNorm).toBe(5);
    });

    it("divides the errors by the variance about the mean", () => {
        // mean (1.5, 2.5); squares about it: 2.25+2.25, 2.25+6.25, 2.25+6.25, 2.25+2.25
        expect(tally.figures.fvu).toBeCloseTo(10 / 26, 10);
    });

    it("lists what stands out, the longest first", () => {
        const [bos, sink, ...rest] = tally.outliers((window, position) => `${window}:${position}`);
        expect(bos).toEqual({position: 0, text: "0:0", norm: 500, ratio: 100, special: true});
        expect(sink).toMatchObject({position: 5, norm: 60, ratio: 12, special: false});
        expect(rest).toEqual([]);
    });

    it("counts features by how often they fire", () => {
        const {counts, never} = tally.densityHistogram;
        expect(never).toBe(1);
        // feature 1 fires on 3 of 4, features 0 and 2 on 1 of 4: all in the two topmost of 25 bins over five decades, but one
        expect(counts.reduce((sum, n) => sum + n, 0)).toBe(3);
        expect(counts.at(-1)).toBe(1);
        expect(counts.at(-4)).toBe(2);
    });

    it("counts tokens by how many features fire", () => {
        // the sink counts here: it is no special token
        expect(tally.l0Histogram).toEqual({max: 4, counts: [1, 1, 2, 1]});
    });
});
