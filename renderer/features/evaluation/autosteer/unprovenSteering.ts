import type {Steering} from "../../../../engine/contract/edits.ts";
import type {Autosteer} from "../../../../engine/contract/evaluation.ts";

/** The set that was found, as strong as its proof chose; undefined where none was. */
export function unprovenSteering({found, proof, input}: Pick<Autosteer, "found" | "proof" | "input">): Steering | undefined {
    if (found === undefined) return undefined;
    const times = proof?.chosen.toSorted((a, b) => b.score - a.score)[0]?.strength ?? 1;
    return {
        edits: found.edits.map(({feature, strength}) => ({
            feature,
            dictionary: input.dictionary,
            mode: "nudge" as const,
            value: Number((strength * times).toFixed(4))
        })),
        scope: "answer"
    };
}
