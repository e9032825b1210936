import {describe, expect, it} from "vitest";
import {featureId} from "../../../../engine/contract/ids.ts";
import {type ReadingSum, SPAN, sumReadings, viewOf} from "./sumReadings.ts";

const empty = (): ReadingSum => ({tokens: 0, last: null, features: new Map()});
const reading = (at: number, values: Record<number, number>) => ({
    at,
    text: `t${at}`,
    moved: at / 10,
    top: Object.entries(values).map(([feature, value]) => ({feature: featureId(Number(feature)), value, label: `f${feature}`}))
});

describe("sumReadings", () => {
    it("ranks by what was seen over all tokens, not at the newest one", () => {
        const sum = empty();
        sumReadings(sum, [reading(-1, {7: 2}), reading(0, {7: 2, 9: 3}), reading(1, {5: 3.5})]);
        const view = viewOf(sum);
        expect(view.features.map(({feature, mean}) => [feature, mean])).toEqual([
            [7, 4 / 3],
            [5, 3.5 / 3],
            [9, 1]
        ]);
        expect([view.tokens, view.text, view.moved, view.largest]).toEqual([3, "t1", 0.1, 3.5]);
    });

    it("draws the newest tokens' course, with 0 where a feature was not among the strongest", () => {
        const sum = empty();
        sumReadings(sum, [reading(0, {7: 1}), reading(1, {9: 1}), reading(2, {7: 3})]);
        expect(viewOf(sum).features[0]).toMatchObject({feature: 7, now: 3, max: 3, course: [1, 0, 3]});
        expect(viewOf(sum).features[1]).toMatchObject({feature: 9, now: 0, course: [0, 1, 0]});
    });

    it("keeps the length of a course however long the answer is", () => {
        const sum = empty();
        for (let at = 0; at < 500; at++) sumReadings(sum, [reading(at, {7: at})]);
        const {course, max} = viewOf(sum).features[0]!;
        expect([course.length, course[0], course.at(-1), max]).toEqual([SPAN, 500 - SPAN, 499, 499]);
    });
});
