import {describe, expect, it} from "vitest";
import {anchorsOf} from "./anchorsOf.ts";
import {factsFound} from "./factsFound.ts";
import {harmonicScore} from "./harmonicScore.ts";
import {repetition} from "./repetition.ts";
import {spearman} from "./spearman.ts";
import {spread} from "./spread.ts";

describe("harmonicScore", () => {
    it("is the harmonic mean on 0 to 100", () => {
        expect(harmonicScore([2, 2, 2])).toBe(100);
        expect(harmonicScore([1, 1, 1])).toBe(50);
        // 3 / (1/2 + 1/1 + 1/.5) = 3 / 3.5 of 2
        expect(harmonicScore([2, 1, 0.5])).toBeCloseTo(50 * (3 / 3.5), 12);
    });
    it("is zero with any zero, and nothing while one is missing", () => {
        expect(harmonicScore([0, 2, 2])).toBe(0);
        expect(harmonicScore([0, 0, 0])).toBe(0);
        expect(harmonicScore([null, 2, 2])).toBeNull();
        expect(harmonicScore([undefined, 0, 2])).toBeNull();
    });
});

describe("repetition", () => {
    it("is the share of 3-grams that were there before", () => {
        // a b c | b c d | c d a | d a b | a b c: one of five was there
        expect(repetition("a b c d a b c")).toBeCloseTo(1 / 5, 12);
        // be be be, eight times, of which seven were there
        expect(repetition("be be be be be be be be be be")).toBeCloseTo(7 / 8, 12);
        expect(repetition("Be be BE be")).toBeCloseTo(1 / 2, 12);
    });
    it("counts signs, and is nothing for a few words", () => {
        expect(repetition(", , , ,")).toBeCloseTo(1 / 2, 12);
        expect(repetition("ah so")).toBe(0);
        expect(repetition("")).toBe(0);
    });
});

describe("factsFound", () => {
    const says = (fact: string, answer: string) => factsFound([fact], answer)[0];
    it("forgives how a number is written", () => {
        for (const answer of [
            "about 2.5 million light years",
            "2,500,000 light years away",
            "2 500 000 light years",
            "2,5 million light-years",
            "Arr, 2.5 MILLION light years!"
        ])
            expect(says("2.5 million light years", answer), answer).toBe(true);
        expect(says("two moons", "It has 2 moons.")).toBe(true);
        expect(says("one trillion stars", "1,000,000,000,000 stars")).toBe(true);
        expect(says("384,000", "It is 384000 km away.")).toBe(true);
        expect(says("1969", "in 1969, people")).toBe(true);
    });
    it("does not forgive another number, or half a word", () => {
        expect(says("2.5 million light years", "about 25 million light years")).toBe(false);
        expect(says("2.5 million", "12.5 million")).toBe(false);
        expect(says("31", "Messier 310")).toBe(false);
        expect(says("Earth", "an earthquake")).toBe(false);
        expect(says("in 1969", "1969 in")).toBe(false);
    });
    it("forgives case, accents and punctuation, and finds nothing in nothing", () => {
        expect(says("Milky Way", "our milky, way")).toBe(true);
        expect(says("Chopin's études", "CHOPIN’S ETUDES.")).toBe(true);
        expect(says("!", "!")).toBe(false);
        expect(factsFound([], "x")).toEqual([]);
    });
});

describe("anchorsOf", () => {
    it("takes numbers and names, each once, and not what merely begins a sentence", () => {
        expect(anchorsOf("The Andromeda Galaxy lies about 2.5 million light years from Earth. It is larger than our Milky Way. I know Earth well.")).toEqual([
            "2500000",
            "andromeda",
            "galaxy",
            "earth",
            "milky",
            "way"
        ]);
        expect(anchorsOf("That is all that I know.")).toEqual([]);
    });
});

describe("spread", () => {
    it("takes the mean of each prompt's seeds before quartiles over prompts", () => {
        // prompts: 1, 2, 3, 10
        expect(spread([[0, 2], [2], [10], [3, null]])).toEqual({mean: 4, low: 1.75, high: 4.75, n: 4});
    });
    it("leaves out what could not be had", () => {
        expect(spread([[null], [4]])).toEqual({mean: 4, low: 4, high: 4, n: 1});
        expect(spread([[null], []])).toBeNull();
    });
});

describe("spearman", () => {
    it("compares ranks, ties sharing theirs", () => {
        expect(
            spearman([
                [1, 10],
                [2, 20],
                [3, 1000]
            ])
        ).toBeCloseTo(1, 12);
        expect(
            spearman([
                [1, 3],
                [2, 2],
                [3, 1]
            ])
        ).toBeCloseTo(-1, 12);
        // ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4: covariance 4.5, variances 4.5 and 5
        expect(
            spearman([
                [1, 1],
                [2, 3],
                [2, 2],
                [3, 4]
            ])
        ).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 12);
    });
    it("does not exist for one pair, or where one side is all the same", () => {
        expect(spearman([[1, 1]])).toBeNull();
        expect(
            spearman([
                [1, 1],
                [1, 2]
            ])
        ).toBeNull();
    });
});
