import type {Condition, FeatureReading} from "./conditions.ts";
import type {Edit, Steering} from "./edits.ts";
import type {FeatureId} from "./ids.ts";

/** A feature as something names it; without a dictionary it is the first loaded one's. */
export interface NamedFeature {
    readonly feature: FeatureId;
    readonly dictionary?: string | undefined;
}

/** Every comparison of a tree, from left to right. */
export function comparisonsOf(condition: Condition): Extract<Condition, {left: FeatureReading}>[] {
    const found: Extract<Condition, {left: FeatureReading}>[] = [];
    // a stack of our own: a tree from a file may be deeper than JavaScript's
    const waiting: Condition[] = [condition];
    while (waiting.length > 0) {
        const next = waiting.pop()!;
        if ("left" in next) found.push(next);
        else waiting.push(...("all" in next ? next.all : next.any).toReversed());
    }
    return found;
}

/** The features that a condition reads, in the order they are first named: the order of `Firing.values`. */
export function featuresOfCondition(condition: Condition): NamedFeature[] {
    const found = new Map<string, NamedFeature>();
    for (const {left, right} of comparisonsOf(condition))
        for (const reading of typeof right === "number" ? [left] : [left, right])
            for (const feature of reading.features) {
                const key = `${reading.dictionary ?? ""}/${feature}`;
                if (!found.has(key)) found.set(key, {feature, dictionary: reading.dictionary});
            }
    return [...found.values()];
}

/** All edits of a steering: its own and its rules'. */
export function editsOf({edits, rules = []}: Pick<Steering, "edits" | "rules">): Edit[] {
    return [...edits, ...rules.flatMap(({action}) => (action.type === "set" ? action.edits : []))];
}

/** Every feature that a steering edits or reads, with repetitions. */
export function featuresOfSteering(steering: Pick<Steering, "edits" | "rules">): NamedFeature[] {
    return [...editsOf(steering), ...(steering.rules ?? []).flatMap(({when}) => featuresOfCondition(when))];
}
