import {type Rule, ruleSchema} from "../../../../engine/contract/edits.ts";
import {comparisonsOf} from "../../../../engine/contract/steeringFeatures.ts";

/** What a rule still lacks, as a sentence; null: nothing. */
export function whyIncomplete(rule: Rule): string | null {
    const comparisons = comparisonsOf(rule.when);
    if (comparisons.some(({left, right}) => left.features.length === 0 || (typeof right !== "number" && right.features.length === 0)))
        return "A condition has no feature yet.";
    if (rule.action.type === "set" && rule.action.edits.length === 0) return "It sets no edits yet.";
    if (rule.action.type === "handle" && rule.action.event.trim() === "") return "The event has no name.";
    const parsed = ruleSchema.safeParse(rule);
    return parsed.success ? null : (parsed.error.issues[0]?.message ?? "It is not complete.");
}
