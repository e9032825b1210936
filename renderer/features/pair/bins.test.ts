import {describe, expect, it} from "vitest";
import {densityBins, l0Bins} from "./bins.ts";

describe("l0Bins", () => {
    it("names what each bin covers", () =>
        expect(l0Bins({max: 20, counts: [3, 5]})).toEqual([
            {from: 0, name: "0 to 10 features", count: 3},
            {from: 10, name: "10 to 20 features", count: 5}
        ]));
    it("is empty without counts", () => expect(l0Bins({max: 0, counts: []})).toEqual([]));
});

describe("densityBins", () => {
    it("turns powers of ten into shares of tokens", () =>
        expect(densityBins({from: -2, to: 0, counts: [1, 2], never: 0}).map(({name}) => name)).toEqual([
            "on 1 % to 10 % of tokens",
            "on 10 % to 100 % of tokens"
        ]));
    it("tells bins apart by where they begin, also where their names are the same", () => {
        const bins = densityBins({from: -5, to: 0, counts: Array.from({length: 50}, () => 0), never: 0});
        expect(new Set(bins.map(({from}) => from)).size).toBe(50);
        expect(bins[0]!.from).toBe(-5);
    });
});
