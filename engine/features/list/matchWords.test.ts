import {describe, expect, it} from "vitest";
import {LabelIndex} from "./LabelIndex.ts";
import {matchWords} from "./matchWords.ts";
import {nearWords} from "./nearWords.ts";

const index = anIndex(
    [0, "mentions of pirates and their ships"],
    [1, "pirate"],
    [2, "galaxies such as Andromeda"],
    [3, "piratical behaviour in legal contracts between ships of the line"],
    [4, "category theory"],
    [5, "cat"],
    [6, "naïve café owners"],
    [7, "parties"],
    [8, "cats", "user"]
);

describe("matchWords", () => {
    it.each([
        ["pirate", [1, 0, 3]],
        ["pirat", [1, 0, 3]],
        ["pirate ship", [0, 3]],
        ["ANDROMEDA", [2]],
        ["naive cafe", [6]],
        ["café", [6]]
    ])("finds %s as the beginning of words, in any case and with any accents; where few have it, words a slip away follow", (query, expected) => {
        expect([...matchWords(index, query)]).toEqual(expected);
    });

    it("puts the user's own first, then whole words, then beginnings", () => {
        expect([...matchWords(index, "cat")]).toEqual([8, 5, 4]);
    });

    it.each([
        ["pirtae", 1],
        ["pirrate", 1],
        ["andromedda", 2],
        ["andormeda", 2],
        ["anrdomda", 2],
        ["galxies", 2],
        ["leagl contracts", 3],
        ["contarct", 3]
    ])("forgives %s", (query, expected) => {
        expect(matchWords(index, query)[0]).toBe(expected);
    });

    it("takes any of the words where no label has all, and nothing for what nobody meant", () => {
        expect([...matchWords(index, "cat galaxies")]).toEqual(expect.arrayContaining([2, 5, 8, 4]));
        for (const query of ["zzzzqqq", "", " ?! ", "xy", '"', "NEAR(", "*"]) expect([...matchWords(index, query)]).toEqual([]);
    });

    it("knows nothing more of labels that were taken away, and words that come again", () => {
        const changing = anIndex([0, "pirates"], [1, "pirates"]);
        expect([...matchWords(changing, "pirate")]).toEqual([0, 1]);
        changing.clear(0);
        expect([...matchWords(changing, "pirate")]).toEqual([1]);
        changing.add({id: 9, feature: 0, description: "aardvarks", source: "recipe", score: null});
        expect([...matchWords(changing, "aardv")]).toEqual([0]);
        expect(changing.vocabulary).toEqual(["aardvarks", "pirates"]);
    });

    it("weighs by score and by length", () => {
        const scored = anIndex([0, "the sea"], [1, "the sea"], [2, "the sea at night with its many lights"]);
        scored.clear(1);
        scored.add({id: 20, feature: 1, description: "the sea", source: "recipe", score: 0.9});
        expect([...matchWords(scored, "sea")]).toEqual([1, 0, 2]);
    });
});

describe("nearWords", () => {
    it("agrees with the distance as it is defined, to the nearest beginning of a word", () => {
        const words = ["pirate", "pirates", "private", "prime", "parties", "irate", "pyramid", "rotate", "pi", "tirade"];
        for (const typed of ["pirtae", "pirat", "priate", "privat", "tirage", "pyrmid"]) {
            const expected = words.map((word) => [word, distanceToBeginning(typed, word)] as const).filter(([, slips]) => slips === 1);
            expect(nearWords(typed, words).map(({word}) => word)).toEqual(expect.arrayContaining(expected.map(([word]) => word)));
            expect(nearWords(typed, words)).toHaveLength(expected.length);
        }
    });
});

/** optimal string alignment by its recursive definition */
function distance(a: string, b: string): number {
    if (a === "" || b === "") return a.length + b.length;
    const swapped = a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1) && a.length > 1 && b.length > 1;
    return Math.min(
        distance(a.slice(0, -1), b) + 1,
        distance(a, b.slice(0, -1)) + 1,
        distance(a.slice(0, -1), b.slice(0, -1)) + (a.at(-1) === b.at(-1) ? 0 : 1),
        swapped ? distance(a.slice(0, -2), b.slice(0, -2)) + 1 : Number.POSITIVE_INFINITY
    );
}

function distanceToBeginning(typed: string, word: string): number {
    return Math.min(...Array.from({length: word.length + 1}, (_, end) => distance(typed, word.slice(0, end))));
}

function anIndex(...labels: readonly (readonly [feature: number, description: string, source?: string])[]): LabelIndex {
    const made = new LabelIndex(32);
    for (const [i, [feature, description, source = "recipe"]] of labels.entries()) made.add({id: i, feature, description, source, score: null});
    return made;
}
