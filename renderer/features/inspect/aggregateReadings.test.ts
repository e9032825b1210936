import {describe, expect, it} from "vitest";
import type {TokenReading} from "../../../engine/contract/features.ts";
import {featureId, tokenPosition} from "../../../engine/contract/ids.ts";
import {aggregateReadings} from "./aggregateReadings.ts";

const aToken = (position: number, values: Record<number, number>, special = false): TokenReading => ({
    position: tokenPosition(position),
    text: `t${position}`,
    token: position,
    special,
    steered: false,
    moved: 0,
    top: Object.entries(values).map(([feature, value]) => ({feature: featureId(Number(feature)), value, label: `f${feature}`})),
    chosen: []
});

// feature 1: 4, 0.05, 0; feature 2: 1, 1, 1; the special token is left out
const tokens = [aToken(0, {1: 99}, true), aToken(1, {1: 4, 2: 1}), aToken(2, {1: 0.05, 2: 1}), aToken(3, {2: 1})];
const by = (aggregate: "frequency" | "mean" | "max" | "sum") =>
    aggregateReadings(tokens, aggregate, 10).features.map(({feature, value}) => [feature, Number(value.toFixed(6))]);

describe("aggregateReadings", () => {
    it("adds up over the ordinary tokens, whether a feature fires on them or not", () => {
        expect(by("max")).toEqual([
            [1, 4],
            [2, 1]
        ]);
        expect(by("sum")).toEqual([
            [1, 4.05],
            [2, 3]
        ]);
        expect(by("mean")).toEqual([
            [1, 1.35],
            [2, 1]
        ]);
    });
    it("counts a token as active above 0.1", () =>
        expect(by("frequency")).toEqual([
            [2, 1],
            [1, 0.333333]
        ]));
    it("shows every token in the matrix, the features in their order", () =>
        expect(aggregateReadings(tokens, "frequency", 10).matrix).toEqual([
            [0, 0],
            [1, 4],
            [1, 0.05],
            [1, 0]
        ]));
    it("keeps the strongest", () => expect(aggregateReadings(tokens, "max", 1).features.map(({feature}) => feature)).toEqual([1]));
});
