import {describe, expect, it} from "vitest";
import {densityBins, l0Bins} from "./bins.ts";

describe("l0Bins", () => {
    it("names what each bin covers", () =>
        expect(l0Bins({max: 20, counts: [3, 5]})).toEqual([
            {name: "0 to 10 features", count: 3},
            {name: "10 to 20 features", count: 5}
        ]));
    it("is empty without counts", () => expect(l0Bins({max: 0, counts: []})).toEqual([]));
});

describe("densityBins", () => {
    it("turns powers of ten into shares of tokens", () =>
        expect(densityBins({from: -2, to: 0, counts: [1, 2], never: 0}).map(({name}) => name)).toEqual([
            "on 1 % to 10 % of tokens (bin 1)",
            "on 10 % to 100 % of tokens (bin 2)"
        ]));
    it("gives every bin a name of its own, also where they are too fine to tell apart", () => {
        const names = densityBins({from: -5, to: 0, counts: Array.from({length: 50}, () => 0), never: 0}).map(({name}) => name);
        expect(new Set(names).size).toBe(50);
    });
});
