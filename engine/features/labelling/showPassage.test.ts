import {describe, expect, it} from "vitest";
import {showPassage} from "./showPassage.ts";

const words = ["<s>", " the", " old", " ship", "s", "\n\n«sail»", " on"];
const model = {detokenize: (tokens: readonly number[]) => tokens.map((token) => words[token]).join(""), isSpecial: (token: number) => token === 0};

describe("showPassage", () => {
    it("marks the tokens that fire as words, with strengths up to 10, and leaves special tokens out", () => {
        const shown = showPassage(model, {text: 4, from: 9, tokens: [0, 1, 2, 3, 4, 5, 6], values: [9, 0, 0, 6, 12, 0, 3], max: 24});
        expect(shown).toEqual({
            text: 4,
            from: 9,
            plain: "the old ships ⏎ ‹sail› on",
            marked: 'the old «ships» ⏎ ‹sail› «on»\n   strengths: "ships" 5, "on" 1'
        });
    });

    it("does not mark what only trails off, and nothing where nothing fires", () => {
        expect(showPassage(model, {text: 0, from: 0, tokens: [1, 3, 6], values: [0.1, 8, 1.5], max: 8}).marked).toBe('the «ship» on\n   strengths: "ship" 10');
        expect(showPassage(model, {text: 0, from: 0, tokens: [1, 3]}).marked).toBe("the ship");
    });
});
