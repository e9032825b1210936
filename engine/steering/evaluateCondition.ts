import type {ComparisonOperator} from "../contract/index.ts";
import type {RawCondition, RawReading} from "./types.ts";

/** What a feature is at one token, in activation units. */
export type ValueAt = (dictionary: string, feature: number) => number;

/**
 * Whether a condition holds at a token, read off its definition: slow, and the measure for the native core. Every step is a float32.
 * @param value f of each feature at the token, before anything is edited
 */
export function evaluateCondition(condition: RawCondition, value: ValueAt): boolean {
    if ("all" in condition) return condition.all.every((child) => evaluateCondition(child, value));
    if ("any" in condition) return condition.any.some((child) => evaluateCondition(child, value));
    const left = evaluateReading(condition.left, value);
    const right = typeof condition.right === "number" ? Math.fround(condition.right) : evaluateReading(condition.right, value);
    return COMPARE[condition.operator](left, right);
}

/** combine(weight_i f_i); features are added in their order */
function evaluateReading({dictionary, features, weights, combine}: RawReading, value: ValueAt): number {
    const values = features.map((feature, i) => Math.fround(Math.fround(weights[i]!) * Math.fround(value(dictionary, feature))));
    if (combine === "max") return Math.max(...values);
    const sum = values.reduce((total, value) => Math.fround(total + value), 0);
    return combine === "sum" ? sum : Math.fround(sum / values.length);
}

const COMPARE: Readonly<Record<ComparisonOperator, (left: number, right: number) => boolean>> = {
    ">": (left, right) => left > right,
    ">=": (left, right) => left >= right,
    "<": (left, right) => left < right,
    "<=": (left, right) => left <= right,
    "==": (left, right) => left === right,
    "!=": (left, right) => left !== right
};
