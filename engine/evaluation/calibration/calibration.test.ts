import {describe, expect, it} from "vitest";
import type {EvaluatedAnswer} from "../../contract/index.ts";
import {agreementOf} from "./agreementOf.ts";
import {chooseToRate} from "./chooseToRate.ts";

const anAnswer = (id: number, concept: number | null, more: Partial<EvaluatedAnswer> = {}): EvaluatedAnswer => ({
    id,
    arm: "steered",
    strength: 0.3,
    prompt: 0,
    seed: 0,
    text: `text ${id}`,
    tokens: 1,
    finishReason: "end-of-turn",
    ratings: [{metric: "concept", value: concept, judge: "j", prompt: "p", reply: "r"}],
    score: concept === null ? null : 50 * concept,
    repetition: 0,
    nll: 0,
    nllRise: 0,
    ...more
});

describe("chooseToRate", () => {
    it("takes ten from the worst to the best, in an order that does not tell, the same each time", () => {
        const answers = Array.from({length: 91}, (_, id) => anAnswer(id, (2 * id) / 90));
        const chosen = chooseToRate(answers).map(({id}) => id);
        expect(chosen.toSorted((a, b) => a - b)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
        expect(chosen).not.toEqual(chosen.toSorted((a, b) => a - b));
        expect(chooseToRate(answers.toReversed()).map(({id}) => id)).toEqual(chosen);
    });
    it("shows no text twice, and what there is of few", () => {
        expect(chooseToRate([anAnswer(0, 1), anAnswer(1, 1, {text: "text 0"}), anAnswer(2, null)])).toHaveLength(2);
        expect(chooseToRate([])).toEqual([]);
    });
});

describe("agreementOf", () => {
    it("compares a person with the judge where both rated", () => {
        const answers = [
            anAnswer(0, 0, {byHand: {concept: 0}}),
            anAnswer(1, 1.5, {byHand: {concept: 1}}),
            anAnswer(2, 2, {byHand: {concept: 1}}),
            anAnswer(3, null, {byHand: {concept: 2}}),
            anAnswer(4, 2)
        ];
        // ranks 1, 2.5, 2.5 against 1, 2, 3: covariance 1.5, variances 1.5 and 2; differences 0, .5, 1
        const {concept, ...others} = agreementOf(answers);
        expect(others).toEqual({});
        expect(concept).toMatchObject({n: 3, close: 2 / 3, meanDifference: 0.5});
        expect(concept!.correlation).toBeCloseTo(1.5 / Math.sqrt(3), 12);
    });
});
