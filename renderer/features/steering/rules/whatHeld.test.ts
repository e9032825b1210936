import {describe, expect, it} from "vitest";
import type {Condition, FeatureReading} from "../../../../engine/contract/conditions.ts";
import {featureId} from "../../../../engine/contract/ids.ts";
import {whatHeld} from "./whatHeld.ts";

const reading = (features: number[], change: Partial<FeatureReading> = {}): FeatureReading => ({
    features: features.map(featureId),
    combine: "max",
    unit: "activation",
    ...change
});
const unknown = () => undefined;

describe("whatHeld", () => {
    it("says the value and what it was compared with", () =>
        expect(whatHeld({left: reading([7]), operator: ">", right: 2}, [4.1], unknown)).toEqual(["4.1 > 2"]));

    it("counts in multiples of the maximum where the rule does, and says nothing where that is not known", () => {
        const condition: Condition = {left: reading([7], {unit: "max"}), operator: ">=", right: 0.5};
        expect(whatHeld(condition, [6], () => 10)).toEqual(["0.6 ≥ 0.5 × max"]);
        expect(whatHeld(condition, [6], unknown)).toEqual([]);
    });

    it("combines groups, reads each feature once however often it is named, and leaves out what did not hold", () => {
        const condition: Condition = {
            any: [
                {left: reading([1, 2], {combine: "mean"}), operator: ">", right: reading([3])},
                {left: reading([2]), operator: "<", right: 1},
                {left: reading([1, 2, 3], {combine: "sum"}), operator: "==", right: 9}
            ]
        };
        expect(whatHeld(condition, [2, 6, 1], unknown)).toEqual(["4 > 1", "9 = 9"]);
    });
});
