import {comparisonsOf, featuresOfSteering, type Rule, type Steering} from "../../contract/index.ts";
import {emberWords} from "./emberWords.ts";

/**
 * What of a steering Ember can't say, a sentence each: `writeEmber` keeps it in its own part of the file, which only Saelor reads.
 * @returns empty: Ember's part says all of it
 */
export function emberLosses(steering: Steering): string[] {
    const {edits, scope, decay, normRestore, cap, rules = []} = steering;
    const has = emberWords(featuresOfSteering(steering)[0]?.dictionary);
    const lost = edits.filter((edit) => !has.ofEdit(edit)).length;
    const grouped = edits.some((edit) => edit.group !== undefined && has.ofEdit(edit));
    const losses = [
        ...(lost > 0
            ? [`${lost} of ${edits.length} edits are left out: only nudges, and pins of up to twice a maximum, of one dictionary can be said in Ember's JSON.`]
            : []),
        ...(grouped ? ["The groups of edits are left out: their members are separate edits in Ember's JSON."] : []),
        ...rules.flatMap((rule, place) => ofRule(rule, `Rule ${rule.name ?? place + 1}`, has)),
        ...(scope === "answer" ? [] : [`That it acts on ${scope === "all" ? "every token" : "prompt and answer"} is left out.`]),
        ...(decay === undefined ? [] : ["The fading of its edits is left out."]),
        ...(cap === undefined ? [] : ["Its cap is left out."]),
        ...(normRestore === undefined || normRestore === 0 ? [] : ["That the norm is restored is left out."])
    ];
    return losses.length === 0 ? [] : [...losses, "Saelor reads all of it back from the same file; Ember does not."];
}

function ofRule({when, on, sticky, action}: Rule, name: string, has: ReturnType<typeof emberWords>): string[] {
    const reasons = [
        ...(on === "both" ? [] : [`it looks at the ${on} alone`]),
        ...(sticky ? [] : ["it is not sticky"]),
        ...(comparisonsOf(when).every(has.ofComparison)
            ? []
            : ["its condition reads a mean or sum of several features, another dictionary, or values on another scale than Ember's"]),
        ...(action.type === "set" && !action.edits.every(has.ofEdit) ? ["it makes edits that Ember has no words for"] : [])
    ];
    if (reasons.length > 0) return [`${name} is left out: ${reasons.join("; ")}.`];
    if (action.type === "abort" && action.message !== undefined) return [`${name} stops the answer, but its message is left out.`];
    if (action.type === "handle" && action.reply !== undefined) return [`${name} tells its event, but what it says in the answer's place is left out.`];
    return [];
}
