import type {Label} from "../../../engine/contract/features.ts";

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function matches({description}: Label, query: readonly string[]): boolean {
    const words = wordsOf(description);
    return query.every((wanted) => words.some((word) => word.startsWith(wanted)));
}

/** The label that a search found a feature by, where that is not its best one; a feature goes by its best. */
export function matchedLabel(labels: readonly Label[], query: string): Label | undefined {
    const words = wordsOf(query);
    const [best] = labels;
    if (words.length === 0 || best === undefined || matches(best, words)) return undefined;
    return labels.find((label) => matches(label, words));
}
