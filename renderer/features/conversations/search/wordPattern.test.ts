import {describe, expect, it} from "vitest";
import {wordPattern} from "./wordPattern.ts";

const foundIn = (query: string, text: string) => [...text.matchAll(wordPattern(query)!)].map(([word]) => word);

describe("wordPattern", () => {
    it("finds beginnings of words, in any case", () => {
        expect(foundIn("gal star", "A galaxy of Stars; regal mustard")).toEqual(["gal", "Star"]);
        expect(foundIn("поис", "Поиск и поиски")).toEqual(["Поис", "поис"]);
    });

    it("takes signs between words for nothing", () => {
        expect(foundIn("(a.*b)", "a* b [x]")).toEqual(["a", "b"]);
        expect(wordPattern(" .* ")).toBeNull();
    });
});
