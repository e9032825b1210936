import {describe, expect, it} from "vitest";
import {conditionSchema} from "../contract/index.ts";
import {evaluateCondition} from "./evaluateCondition.ts";
import {randomCondition, randomText} from "./fixtures/randomRules.ts";
import {randomSource} from "./fixtures/randomSource.ts";
import {randomTree} from "./fixtures/randomSteering.ts";
import type {RawComparison, RawCondition, RawReading} from "./types.ts";

const one = (feature: number): RawReading => ({dictionary: "d", features: [feature], weights: [1], combine: "max"});
const isOn = (feature: number): RawComparison => ({left: one(feature), operator: ">", right: 0});
const bits = (pattern: number) => (_: string, feature: number) => (pattern >> feature) & 1;

describe("evaluateCondition", () => {
    it.each([
        [">", [false, false, true]],
        [">=", [false, true, true]],
        ["<", [true, false, false]],
        ["<=", [true, true, false]],
        ["==", [false, true, false]],
        ["!=", [true, false, true]]
    ] as const)("compares with %s", (operator, expected) => {
        expect([1, 2, 3].map((value) => evaluateCondition({left: one(0), operator, right: 2}, () => value))).toEqual(expected);
    });

    it("compares as the model's own numbers are: 0.1 of float32 is 0.1", () => {
        expect(evaluateCondition({left: one(0), operator: "==", right: 0.1}, () => Math.fround(0.1))).toBe(true);
    });

    it.each([
        ["max", 3],
        ["mean", 1.5],
        ["sum", 6]
    ] as const)("makes one number of a group by its %s, after the weights", (combine, expected) => {
        // 2 x .5, 3 x 1, 0 x 1, 1 x 2
        const left = {dictionary: "d", features: [0, 1, 2, 3], weights: [0.5, 1, 1, 2], combine};
        expect(evaluateCondition({left, operator: "==", right: expected}, (_, feature) => [2, 3, 0, 1][feature]!)).toBe(true);
    });

    it("compares a feature with a group", () => {
        const right: RawReading = {dictionary: "d", features: [1, 2], weights: [1, 1], combine: "mean"};
        expect(evaluateCondition({left: one(0), operator: ">", right}, (_, feature) => [4, 3, 4][feature]!)).toBe(true);
        expect(evaluateCondition({left: one(0), operator: ">", right}, (_, feature) => [4, 4, 4][feature]!)).toBe(false);
    });

    it("joins by the truth tables of AND and OR", () => {
        for (let pattern = 0; pattern < 8; pattern++) {
            const [a, b, c] = [0, 1, 2].map((bit) => ((pattern >> bit) & 1) === 1) as [boolean, boolean, boolean];
            const holds = (condition: RawCondition) => evaluateCondition(condition, bits(pattern));
            expect(holds({all: [isOn(0), isOn(1)]})).toBe(a && b);
            expect(holds({any: [isOn(0), isOn(1)]})).toBe(a || b);
            expect(holds({all: [isOn(0), {any: [isOn(1), isOn(2)]}]})).toBe(a && (b || c));
            expect(holds({any: [{all: [isOn(0), isOn(1)]}, isOn(2)]})).toBe((a && b) || c);
        }
    });

    it("obeys De Morgan on random trees: the tree of opposites holds exactly where it does not", () => {
        const random = randomSource(7);
        const dictionaries = [
            {id: "a", nFeatures: 5},
            {id: "b", nFeatures: 3}
        ];
        let held = 0;
        for (let i = 0; i < 400; i++) {
            const condition = randomCondition(random, dictionaries, 5);
            const [value] = randomText(random, dictionaries, 1).values;
            const holds = evaluateCondition(condition, value!);
            expect(evaluateCondition(opposite(condition), value!)).toBe(!holds);
            held += holds ? 1 : 0;
        }
        // the trees tell texts apart
        expect(held).toBeGreaterThan(80);
        expect(held).toBeLessThan(320);
    });
});

describe("conditionSchema", () => {
    it("gives random trees back as they were after JSON", () => {
        const random = randomSource(11);
        for (let i = 0; i < 200; i++) {
            const tree = randomTree(random, 6);
            expect(conditionSchema.parse(JSON.parse(JSON.stringify(tree)))).toEqual(tree);
        }
    });
});

const OPPOSITES = {">": "<=", "<=": ">", "<": ">=", ">=": "<", "==": "!=", "!=": "=="} as const;

function opposite(condition: RawCondition): RawCondition {
    if ("all" in condition) return {any: condition.all.map(opposite)};
    if ("any" in condition) return {all: condition.any.map(opposite)};
    return {...condition, operator: OPPOSITES[condition.operator]};
}
