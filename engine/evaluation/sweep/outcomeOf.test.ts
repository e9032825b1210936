import {describe, expect, it} from "vitest";
import type {Arm, EvaluatedAnswer} from "../../contract/index.ts";
import {outcomeOf} from "./outcomeOf.ts";

const answersOf = (arm: Arm, ...scores: readonly (number | null)[]) =>
    scores.map((score, prompt) => ({arm, prompt, score, strength: arm === "steered" ? 0.5 : 0, ...(arm === "steered" && {set: 0})}) as EvaluatedAnswer);
const best = {set: 0, strength: 0.5, score: 0};
const outcome = (steered: readonly (number | null)[], other: readonly (number | null)[], reporting = [0, 1, 2, 3]) =>
    outcomeOf({reporting}, [...answersOf("steered", ...steered), ...answersOf("prompt", ...other)], best).prompt;

describe("outcomeOf", () => {
    it("is the mean difference over the prompts that report, with its standard error", () => {
        // differences 10, 20, 30, 40: mean 25, variance 500 / 3, error sqrt(500 / 3 / 4)
        const found = outcome([10, 20, 30, 40], [0, 0, 0, 0])!;
        expect(found).toMatchObject({by: 25, prompts: 4, told: "above"});
        expect(found.error).toBeCloseTo(6.455, 4);
        expect(outcome([10, 20, 30, 40], [0, 0, 0, 0], [3])).toMatchObject({by: 40, prompts: 1});
    });

    it("tells what is clear from what is not", () => {
        expect(outcome([0, 0, 0, 0], [10, 20, 30, 40])).toMatchObject({told: "below"});
        expect(outcome([50, 51, 50, 51], [50, 50, 50, 50])).toMatchObject({told: "same"});
        // 80, -20, 0, 0: mean 15, error 22.2
        expect(outcome([80, 0, 10, 10], [0, 20, 10, 10])).toMatchObject({by: 15, told: "unclear"});
    });

    it("leaves out prompts without a score, and arms without any", () => {
        expect(outcome([10, null, 30, 40], [0, 0, null, 0])).toMatchObject({by: 25, prompts: 2});
        expect(outcome([null, null, null, null], [0, 0, 0, 0])).toBeUndefined();
        expect(outcome([1, 1, 1, 1], [])).toBeUndefined();
    });
});
