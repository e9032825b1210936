import {describe, expect, it} from "vitest";
import type {TextRange} from "./cutWords.ts";
import {differenceOf} from "./differenceOf.ts";
import {WordDiffer} from "./WordDiffer.ts";

const BOTH = {a: true, b: true};
const NEITHER = {a: false, b: false};
const pieces = (text: string, ranges: readonly TextRange[]) => ranges.map(({start, end}) => text.slice(start, end));
const look = (a: string, b: string, writing = NEITHER) => {
    const found = new WordDiffer().update(a, b, writing);
    return [pieces(a, found.a), pieces(b, found.b)];
};

describe("WordDiffer", () => {
    it("finds every difference, not only the first one", () => {
        expect(look("Arr, the sea is calm, matey.", "Well, the sea was calm.")).toEqual([
            ["Arr", "is", ", matey"],
            ["Well", "was"]
        ]);
    });

    it("finds none in equal texts, also where only their spaces differ", () => expect(look("one  two\n", "one two")).toEqual([[], []]));

    it("says nothing of an end that the other text may still reach", () => {
        expect(look("The sea is calm", "The sea", BOTH)).toEqual([[], []]);
        expect(look("The sea is calm", "The sea", {a: false, b: false})).toEqual([["is calm"], []]);
        expect(look("The sea is calm", "The sea", {a: false, b: true})).toEqual([[], []]);
    });

    it("waits for the end of a word that is half written", () => expect(look("The gal", "The galaxy", {a: true, b: false})).toEqual([[], []]));

    it("finds signs of scripts without spaces one by one", () => expect(look("我喜欢猫", "我喜欢狗")).toEqual([["猫"], ["狗"]]));

    it("grows to what one look at both whole texts finds, where they stay near each other", () => {
        const words = Array.from({length: 900}, (_, index) => `word${index % 97}`);
        const a = words.join(" ");
        const b = words.map((word, index) => (index % 50 === 7 ? "other" : word)).join(" ");
        const growing = new WordDiffer();
        for (let length = 0; length < a.length; length += 333) growing.update(a.slice(0, length), b.slice(0, length), BOTH);
        const found = growing.update(a, b, NEITHER);
        expect(found).toEqual(differenceOf(a, b));
        expect(pieces(b, found.b)).toEqual(Array.from({length: 18}, () => "other"));
    });

    it("begins again when a text is another one", () => {
        const differ = new WordDiffer();
        differ.update("one two", "one three", NEITHER);
        expect(differ.update("six", "six", NEITHER)).toEqual({a: [], b: []});
    });
});

describe("differenceOf", () => {
    it("marks a long passage that only one text has, and nothing after it", () => {
        const shared = Array.from({length: 200}, (_, index) => `s${index}`).join(" ");
        const passage = Array.from({length: 400}, (_, index) => `p${index}`).join(" ");
        const a = `${passage} ${shared}`;
        expect(pieces(a, differenceOf(a, shared)!.a)).toEqual([passage]);
        expect(differenceOf(a, shared)!.b).toEqual([]);
    });

    it("gives up where next to nothing is shared", () => {
        const text = (letter: string) => Array.from({length: 3000}, (_, index) => `${letter}${index}`).join(" ");
        expect(differenceOf(text("a"), text("b"))).toBeNull();
    });
});
