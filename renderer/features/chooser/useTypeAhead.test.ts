import {describe, expect, it} from "vitest";
import {findByBeginning} from "./useTypeAhead.ts";

describe("findByBeginning", () => {
    const names = ["Apple", "banana", "apricot"];
    it("looks from where one is, around the end, and does not mind capitals", () => {
        expect(findByBeginning(names, "ap", 0)).toBe(0);
        expect(findByBeginning(names, "ap", 1)).toBe(2);
        expect(findByBeginning(names, "B", 2)).toBe(1);
    });
    it("finds nothing where nothing is", () => {
        expect(findByBeginning(names, "z", 0)).toBe(-1);
        expect(findByBeginning([], "a", 3)).toBe(-1);
    });
});
