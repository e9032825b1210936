import {describe, expect, it} from "vitest";
import {N_BINS} from "../harvest/activationBins.ts";
import {histogramOf} from "./histogramOf.ts";

const bins = (counts: Readonly<Record<number, number>>) => Uint32Array.from({length: N_BINS}, (_, i) => counts[i] ?? 0);

describe("histogramOf", () => {
    it("leaves out empty bins at the ends, and tells where the others begin and end", () => {
        // bin 48 is [1, 2^(1/4)), bin 52 begins at 2
        expect(histogramOf(bins({48: 3, 50: 1}))).toEqual([
            {from: 1, to: 2 ** 0.25, count: 3},
            {from: 2 ** 0.25, to: 2 ** 0.5, count: 0},
            {from: 2 ** 0.5, to: 2 ** 0.75, count: 1}
        ]);
        expect(histogramOf(bins({}))).toEqual([]);
    });

    it("joins neighbours until there are at most thirty, without losing a count or leaving a gap", () => {
        const counts = Object.fromEntries(Array.from({length: 71}, (_, i) => [10 + i, i + 1]));
        const bars = histogramOf(bins(counts));
        expect(bars.length).toBeLessThanOrEqual(30);
        expect(bars.reduce((sum, {count}) => sum + count, 0)).toBe((71 * 72) / 2);
        expect(bars[0]).toMatchObject({from: 2 ** (-12 + 10 / 4), count: 1 + 2 + 3});
        expect(bars.at(-1)!.to).toBe(2 ** (-12 + 81 / 4));
        for (let i = 1; i < bars.length; i++) expect(bars[i]!.from).toBe(bars[i - 1]!.to);
    });
});
