import {describe, expect, it} from "vitest";
import type {SweepPoint} from "../../../../engine/contract/evaluation.ts";
import {factsFall} from "./factsFall.ts";
import {referencesOf} from "./references.ts";
import {seriesOf, strengthsOf} from "./series.ts";

const spread = (mean: number) => ({mean, low: mean - 5, high: mean + 5, n: 4});
const aPoint = (point: Partial<SweepPoint> & Pick<SweepPoint, "arm" | "strength">): SweepPoint => ({
    score: spread(50),
    metrics: {},
    repetition: spread(0),
    nllRise: spread(0),
    knowledge: null,
    ...point
});
const steered = (strength: number, score: number, facts: number, concept = score) =>
    aPoint({arm: "steered", set: 0, strength, score: spread(score), metrics: {concept: spread(concept), factuality: spread(facts)}});

describe("seriesOf", () => {
    it("draws a set from strength 0, the unsteered answers, on, whatever order the points have", () => {
        const points = [steered(0.6, 80, 20), steered(0.2, 40, 90), aPoint({arm: "unsteered", strength: 0, score: spread(3)})];
        expect(
            seriesOf(points, 0)
                .find(({name}) => name === "score")
                ?.points.map(({strength, mean}) => [strength, mean])
        ).toEqual([
            [0, 3],
            [0.2, 40],
            [0.6, 80]
        ]);
    });

    it("leaves out what was not rated, what only the unsteered answers have, and other sets", () => {
        const points = [
            aPoint({arm: "unsteered", strength: 0, knowledge: 90}),
            aPoint({arm: "steered", set: 0, strength: 0.2, score: null}),
            steered(0.4, 70, 60)
        ];
        expect(seriesOf(points, 0).map(({name}) => name)).toEqual(["score", "concept", "factuality"]);
        expect(seriesOf(points, 1)).toEqual([]);
    });
});

describe("strengthsOf", () => {
    it("has each strength of the set once, the unsteered 0 among them", () =>
        expect(strengthsOf([steered(0.6, 1, 1), aPoint({arm: "unsteered", strength: 0}), steered(-0.2, 1, 1), steered(0.6, 1, 1)], 0)).toEqual([-0.2, 0, 0.6]));
});

describe("referencesOf", () => {
    it("keeps the arms beside the set: unsteered and prompted once, the random feature at each strength of this set", () => {
        const points = [
            aPoint({arm: "unsteered", strength: 0, score: spread(10)}),
            aPoint({arm: "prompt", strength: 0, score: spread(70)}),
            aPoint({arm: "random", set: 0, strength: 0.2, score: spread(12)}),
            aPoint({arm: "random", set: 1, strength: 0.2, score: spread(99)})
        ];
        expect(referencesOf(points, 0).map(({name, points: own}) => [name, own.map(({mean}) => mean)])).toEqual([
            ["unsteered", [10]],
            ["prompt", [70]],
            ["random", [12]]
        ]);
    });
});

describe("factsFall", () => {
    const unsteered = aPoint({arm: "unsteered", strength: 0, metrics: {factuality: spread(95)}});

    it("is where facts are 25 points down and the score keeps 70 % of its best", () =>
        expect(factsFall([unsteered, steered(0.2, 50, 90), steered(0.4, 80, 71), steered(0.6, 78, 40), steered(0.8, 56, 10), steered(1, 20, 0)], 0)).toEqual({
            from: 0.6,
            to: 0.8,
            blind: "score"
        }));

    it("falls back to the behaviour where the score sees it", () =>
        expect(factsFall([unsteered, steered(0.2, 80, 90, 80), steered(0.6, 20, 40, 95)], 0)).toEqual({from: 0.6, to: 0.6, blind: "behaviour"}));

    it("is nowhere where facts hold, or nobody rated them", () => {
        expect(factsFall([unsteered, steered(0.2, 50, 90), steered(0.4, 80, 80)], 0)).toBeNull();
        expect(factsFall([steered(0.2, 50, 9)], 0)).toBeNull();
    });
});
