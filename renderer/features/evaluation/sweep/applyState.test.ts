import {describe, expect, it} from "vitest";
import type {SweepPoint} from "../../../../engine/contract/evaluation.ts";
import {applyState, beginningOf} from "./applyState.ts";

const none = {mean: 0, low: 0, high: 0, n: 2};
const steered = (strength: number, score: number | null, set = 0): SweepPoint => ({
    arm: "steered",
    set,
    strength,
    score: score === null ? null : {...none, mean: score},
    metrics: {},
    repetition: none,
    nllRise: none,
    knowledge: null
});
const points = [steered(0.2, 10), steered(0.6, 40), steered(1.4, 0)];
const chosen = [
    {set: 0, strength: 0.6, score: 40},
    {set: 1, strength: 0.2, score: 70}
];

describe("applyState", () => {
    it("offers the best set at its chosen strength", () =>
        expect(applyState({points, chosen, done: true}, undefined)).toEqual({set: 1, strength: 0.2, isChosen: true}));

    it("says of what a person picked whether it was chosen", () => {
        expect(applyState({points, chosen, done: true}, {set: 0, strength: 0.6})).toMatchObject({strength: 0.6, isChosen: true});
        expect(applyState({points, chosen, done: true}, {set: 0, strength: 1.4})).toMatchObject({strength: 1.4, isChosen: false});
        expect(applyState({points, chosen: [], done: false}, {set: 0, strength: 0.2})).toMatchObject({isChosen: false});
    });

    it("offers nothing while nothing is chosen, where nothing could be scored, and at strength 0", () => {
        expect(applyState({points, chosen: [], done: false}, undefined)).toEqual({reason: expect.stringMatching(/before all prompts/)});
        expect(applyState({points, chosen: [], done: true}, undefined)).toEqual({reason: expect.stringMatching(/could be scored/)});
        expect(applyState({points, chosen, done: true}, {set: 0, strength: 0})).toEqual({reason: expect.stringMatching(/nothing is steered/)});
    });
});

describe("beginningOf", () => {
    it("is what is chosen, else the best so far, else the weakest", () => {
        expect(beginningOf({points, chosen})).toEqual({set: 1, strength: 0.2});
        expect(beginningOf({points, chosen: []})).toEqual({set: 0, strength: 0.6});
        expect(beginningOf({points: [steered(0.2, null), steered(1.4, null)], chosen: []})).toEqual({set: 0, strength: 0.2});
        expect(beginningOf({points: [], chosen: []})).toEqual({set: 0, strength: 0});
    });
});
