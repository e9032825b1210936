import {describe, expect, it} from "vitest";
import type {EvaluatedAnswer} from "../../contract/index.ts";
import {experienceOf} from "./experienceOf.ts";

const answer = (prompt: number, text: string, tokens: number) => ({prompt, seed: 0, text, tokens}) as EvaluatedAnswer;

describe("experienceOf", () => {
    it("tells how many answers differ, and how long they are where they may be so long", () => {
        // of the first question 2 of 4 differ, of the second 1 of 2
        const answers = [...["a", "a", "a", "b"].map((text) => answer(0, text, 10)), answer(1, "c", 30), answer(1, "c", 30)];
        const {different, length} = experienceOf(answers, 30)!;
        expect(different).toBe(0.5);
        // (4 x 8 + 2 x 8) / 6; those of 30 were cut off, so they would go on to 60: (4 x 10 + 2 x 60) / 6
        expect(length(8)).toBe(8);
        expect(length(60)).toBeCloseTo(160 / 6);
        expect(experienceOf([], 30)).toBeUndefined();
    });
});
