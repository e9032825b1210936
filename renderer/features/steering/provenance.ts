import type {Label} from "../../../engine/contract/features.ts";
import {ago, shown} from "../../widgets/numbers.ts";

export const sourceWords = (source: string) => (source === "user" ? "you" : source);

/** Who wrote a label, with what, how well it did, how, and when: what is known of it, in this order. */
export function provenance({source, model, score, method, createdAt}: Label, now = Date.now()): readonly string[] {
    return [
        `by ${sourceWords(source)}`,
        ...(model === undefined || model === source ? [] : [`written by ${model}`]),
        ...(score === undefined ? [] : [`score ${shown(score)}`]),
        ...(method === undefined ? [] : [method]),
        ...(createdAt === undefined ? [] : [ago(createdAt, now)])
    ];
}
