import type {Comparison, Condition, FeatureReading} from "../../../../engine/contract/conditions.ts";
import {comparisonsOf, featuresOfCondition, type NamedFeature} from "../../../../engine/contract/steeringFeatures.ts";
import {shown} from "../../../widgets/numbers.ts";
import {operatorWords} from "./ruleWords.ts";

/** A feature's maximum over the reference corpus, in activation units. */
export type MaximumOf = (feature: NamedFeature["feature"], dictionary: string | undefined) => number | undefined;

const holds: Record<Comparison["operator"], (a: number, b: number) => boolean> = {
    ">": (a, b) => a > b,
    ">=": (a, b) => a >= b,
    "<": (a, b) => a < b,
    "<=": (a, b) => a <= b,
    "==": (a, b) => a === b,
    "!=": (a, b) => a !== b
};

/**
 * The numbers with which a condition held: `4.1 > 2`, one for each of its comparisons that did, in their order.
 * @param values `Firing.values`: of each feature, in the order of `featuresOfCondition`, in activation units
 * @returns what can't be said, as a maximum is not known, is left out
 */
export function whatHeld(condition: Condition, values: readonly number[], maximumOf: MaximumOf): readonly string[] {
    const order = featuresOfCondition(condition);
    const numberOf = (feature: NamedFeature["feature"], {dictionary, unit}: FeatureReading) => {
        const value = values[order.findIndex((named) => named.feature === feature && named.dictionary === dictionary)];
        const scale = unit === "max" ? maximumOf(feature, dictionary) : 1;
        return value === undefined || scale === undefined || scale === 0 ? Number.NaN : value / scale;
    };
    const read = (reading: FeatureReading) => {
        const all = reading.features.map((feature) => numberOf(feature, reading));
        if (reading.combine === "max") return Math.max(...all);
        const sum = all.reduce((total, value) => total + value, 0);
        return reading.combine === "mean" ? sum / all.length : sum;
    };
    return comparisonsOf(condition).flatMap(({left, operator, right}) => {
        const [a, b] = [read(left), typeof right === "number" ? right : read(right)];
        return holds[operator](Math.fround(a), Math.fround(b))
            ? [`${shown(a)} ${operatorWords[operator]} ${shown(b)}${left.unit === "max" ? " × max" : ""}`]
            : [];
    });
}
