import type {Rating} from "../../contract/index.ts";
import {anchorsOf} from "../metrics/anchorsOf.ts";
import {factsFound} from "../metrics/factsFound.ts";
import {plainWords} from "../metrics/plainWords.ts";

/** Share of the given facts that an answer says, 0..2, whoever else judges. */
export function factsRating(facts: readonly string[], answer: string): Rating {
    const found = factsFound(facts, answer);
    const missing = facts.filter((_, i) => !found[i]);
    return {
        metric: "factuality",
        value: (2 * found.filter(Boolean).length) / facts.length,
        judge: "facts",
        prompt: `Facts looked for: ${facts.join("; ")}`,
        reply: missing.length === 0 ? "all of them are in it" : `not in it: ${missing.join("; ")}`
    };
}

/**
 * Share of the unsteered answer's numbers and names that are in an answer, 0..2. It tells facts that were lost from facts that stayed; it takes the unsteered answer
 * for the truth, and sees nothing of what is wrong without a number or a name.
 */
export function survivalRating(unsteered: string, answer: string): Rating {
    const anchors = anchorsOf(unsteered);
    const prompt = `Numbers and names of the unsteered answer looked for: ${anchors.join(", ")}`;
    const rating = {metric: "factuality", judge: "unsteered answer", prompt} as const;
    if (anchors.length === 0) return {...rating, value: null, reply: "", problem: "the unsteered answer has no number or name to look for"};
    const said = new Set(plainWords(answer));
    const lost = anchors.filter((anchor) => !said.has(anchor));
    return {
        ...rating,
        value: (2 * (anchors.length - lost.length)) / anchors.length,
        reply: lost.length === 0 ? "all of them are in it" : `not in it: ${lost.join(", ")}`
    };
}
