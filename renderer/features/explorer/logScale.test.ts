import {describe, expect, it} from "vitest";
import {densityAt, densityShare, oneIn} from "./logScale.ts";

describe("densityShare", () => {
    it("goes up by a fifth with every power of ten", () => {
        expect([0.00001, 0.0001, 0.001, 0.1, 1].map((density) => Number(densityShare(density).toFixed(6)))).toEqual([0, 0.2, 0.4, 0.8, 1]);
        expect([densityShare(0), densityShare(1e-9), densityShare(2)]).toEqual([0, 0, 1]);
    });
    it("is undone by densityAt", () => expect(densityShare(densityAt(0.37))).toBeCloseTo(0.37, 12));
});

describe("oneIn", () => {
    it("counts tokens, few or many", () =>
        expect([oneIn(0.003125), oneIn(0.5), oneIn(0), oneIn(0.00001)]).toEqual(["1 in 320 tokens", "50 of 100 tokens", "no token", "1 in 100,000 tokens"]));
});
