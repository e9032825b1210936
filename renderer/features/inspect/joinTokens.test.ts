import {describe, expect, it} from "vitest";
import {joinTokens} from "./joinTokens.ts";

const pieces = (...texts: string[]) => texts.map((text) => ({text}));
const B = "\uFFFD";

describe("joinTokens", () => {
    it("leaves whole tokens alone", () =>
        expect(joinTokens(pieces("The", " sea"), "The sea")).toEqual([
            {text: "The", special: false, from: 0, to: 0},
            {text: " sea", special: false, from: 1, to: 1}
        ]));

    it("gives each character of single bytes its own bytes", () => {
        // shin and lamed are two bytes each in UTF-8
        const joined = joinTokens(pieces("a ", B, B, B, B, " b"), "a \u05E9\u05DC b");
        expect(joined.map(({text, from, to}) => [text, from, to])).toEqual([
            ["a ", 0, 0],
            ["\u05E9", 1, 2],
            ["\u05DC", 3, 4],
            [" b", 5, 5]
        ]);
    });

    it("takes tokens of several bytes together", () => {
        const joined = joinTokens(pieces("so ", `${B}${B}`, B, "!"), "so \u{1F600}!");
        expect(joined.map(({text, from, to}) => [text, from, to])).toEqual([
            ["so ", 0, 0],
            ["\u{1F600}", 1, 2],
            ["!", 3, 3]
        ]);
    });

    it("takes in tokens that say nothing within a character", () =>
        expect(joinTokens(pieces("so ", B, "", "", B, "!"), "so \u{1F600}!").map(({text, from, to}) => [text, from, to])).toEqual([
            ["so ", 0, 0],
            ["\u{1F600}", 1, 4],
            ["!", 5, 5]
        ]));

    it("shows one sign for what it can't give back, and never a special token within", () =>
        expect(joinTokens([{text: B}, {text: B}, {text: "<s>", special: true}, {text: B}]).map(({text, from, to}) => [text, from, to])).toEqual([
            [B, 0, 1],
            ["<s>", 2, 2],
            [B, 3, 3]
        ]));
});
