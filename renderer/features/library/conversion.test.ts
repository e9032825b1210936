import {describe, expect, it} from "vitest";
import {conversionInput, isComplete} from "./conversion.ts";

describe("isComplete", () => {
    it("waits for what the file does not tell; layer 0 is a layer", () => {
        expect(isComplete({}, [])).toBe(true);
        expect(isComplete({k: 32}, ["layer", "k"])).toBe(false);
        expect(isComplete({layer: 0, k: 32}, ["layer", "k"])).toBe(true);
    });
});

describe("conversionInput", () => {
    it("leaves to the source what was not told", () => {
        expect(conversionInput({layer: undefined, weightType: "Q8_0"})).toEqual({weightType: "Q8_0"});
        expect(conversionInput({layer: 0})).toEqual({layer: 0});
    });
});
