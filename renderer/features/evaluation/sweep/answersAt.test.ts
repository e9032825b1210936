import {describe, expect, it} from "vitest";
import type {EvaluatedAnswer} from "../../../../engine/contract/evaluation.ts";
import {answersAt} from "./answersAt.ts";

const anAnswer = (answer: Partial<EvaluatedAnswer>): EvaluatedAnswer => ({
    id: 0,
    arm: "steered",
    strength: 0,
    prompt: 0,
    seed: 0,
    text: "",
    tokens: 1,
    finishReason: "stop",
    ratings: [],
    score: null,
    repetition: 0,
    nll: 0,
    nllRise: 0,
    ...answer
});

describe("answersAt", () => {
    const answers = [
        anAnswer({id: 1, arm: "unsteered"}),
        anAnswer({id: 2, arm: "prompt"}),
        anAnswer({id: 3, set: 0, strength: 0.2}),
        anAnswer({id: 4, set: 0, strength: 0.4}),
        anAnswer({id: 5, set: 1, strength: 0.4}),
        anAnswer({id: 6, arm: "random", set: 0, strength: 0.4}),
        anAnswer({id: 7, set: 0, strength: 0.4, prompt: 1}),
        anAnswer({id: 8, set: 0, strength: 0.4, seed: 1})
    ];

    it("is of the set, strength, prompt and seed; arms that nothing acts in are there at each strength", () =>
        expect([...answersAt(answers, {set: 0, strength: 0.4, prompt: 0, seed: 0})].map(([arm, {id}]) => [arm, id])).toEqual([
            ["unsteered", 1],
            ["prompt", 2],
            ["steered", 4],
            ["random", 6]
        ]));

    it("at strength 0 has those alone", () =>
        expect([...answersAt(answers, {set: 0, strength: 0, prompt: 0, seed: 0}).keys()]).toEqual(["unsteered", "prompt"]));
});
