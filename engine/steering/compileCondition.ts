import {CONDITION_LIMITS, type Condition, EngineError, type FeatureReading} from "../contract/index.ts";
import type {CalibratedDictionary} from "../dictionaries/index.ts";
import {dictionaryOf, maximumOf, requireFeatureIn} from "./resolveFeature.ts";
import type {RawCondition, RawReading} from "./types.ts";

const bad = (detail: string) => new EngineError("steering/bad-condition", {detail});

/**
 * A tree of comparisons against the loaded dictionaries; multiples of the maximum become weights 1 / M.
 * @throws EngineError `steering/bad-condition` (too deep, too large, empty, no finite number), `dictionary/not-loaded`, `feature/not-found`,
 * `steering/not-calibrated`
 */
export function compileCondition(condition: Condition, dictionaries: readonly CalibratedDictionary[]): RawCondition {
    requireBounded(condition);
    return compileNode(condition, dictionaries);
}

/**
 * Looks at a tree's size before anything walks it by recursion: it may come from a file.
 * A comparison alone has depth 1, each `all` or `any` around it one more.
 * @throws EngineError `steering/bad-condition`
 */
export function requireBounded(condition: Condition): void {
    const waiting: [Condition, number][] = [[condition, 1]];
    let comparisons = 0;
    while (waiting.length > 0) {
        const [node, depth] = waiting.pop()!;
        if (depth > CONDITION_LIMITS.depth) throw bad(`a tree of conditions is at most ${CONDITION_LIMITS.depth} levels deep`);
        if ("left" in node) {
            if (++comparisons > CONDITION_LIMITS.comparisons) throw bad(`a tree of conditions holds at most ${CONDITION_LIMITS.comparisons} comparisons`);
            continue;
        }
        const children = "all" in node ? node.all : node.any;
        if (children.length === 0) throw bad("an AND or OR of nothing says nothing: give it a comparison");
        if (children.length > CONDITION_LIMITS.comparisons) throw bad(`a tree of conditions holds at most ${CONDITION_LIMITS.comparisons} comparisons`);
        for (const child of children) waiting.push([child, depth + 1]);
    }
}

function compileNode(condition: Condition, dictionaries: readonly CalibratedDictionary[]): RawCondition {
    if ("all" in condition) return {all: condition.all.map((child) => compileNode(child, dictionaries))};
    if ("any" in condition) return {any: condition.any.map((child) => compileNode(child, dictionaries))};
    const {left, operator, right} = condition;
    return {
        left: compileReading(left, dictionaries),
        operator,
        right: typeof right === "number" ? requireNumber(right) : compileReading(right, dictionaries)
    };
}

function compileReading(reading: FeatureReading, dictionaries: readonly CalibratedDictionary[]): RawReading {
    const {features, combine, unit} = reading;
    const dictionary = dictionaryOf(reading, dictionaries);
    if (features.length === 0 || features.length > CONDITION_LIMITS.features)
        throw bad(`a condition reads 1 to ${CONDITION_LIMITS.features} features as one number, not ${features.length}`);
    for (const feature of features) requireFeatureIn(dictionary, feature);
    const weights = features.map((feature) => (unit === "max" ? 1 / maximumOf(dictionary, feature) : 1));
    return {dictionary: dictionary.file.id, features: [...features], weights, combine};
}

/** Compared as float32, in which a larger number would be infinite. */
function requireNumber(value: number): number {
    if (!Number.isFinite(Math.fround(value))) throw bad(`${value} is no number that a feature could be compared with`);
    return value;
}
