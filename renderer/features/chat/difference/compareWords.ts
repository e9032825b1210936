import {type ChangeObject, diffArrays} from "diff";
import type {TextRange, Word} from "./cutWords.ts";

/** Words that only one of two texts has: neighbours are one range, with the space between them. */
export interface Difference {
    readonly a: readonly TextRange[];
    readonly b: readonly TextRange[];
}

/** A stretch of both lists of words: equal in both, or what each has in its place. Ends exclusive. */
export interface Stretch {
    readonly same: boolean;
    readonly a: TextRange;
    readonly b: TextRange;
}

/**
 * The shortest way from one list of words to the other.
 * @param limit more words than this removed and added together are given up
 * @returns null where it was given up
 */
export function compareWords(a: readonly Word[], b: readonly Word[], limit = Number.POSITIVE_INFINITY): readonly Stretch[] | null {
    const texts = (words: readonly Word[]) => words.map(({text}) => text);
    const parts: ChangeObject<string[]>[] | undefined = diffArrays(texts(a), texts(b), {maxEditLength: limit});
    if (parts === undefined) return null;
    const stretches: Stretch[] = [];
    let [atA, atB] = [0, 0];
    for (const {added, removed, count} of parts) {
        const same = !added && !removed;
        const a = {start: atA, end: added ? atA : atA + count};
        const b = {start: atB, end: removed ? atB : atB + count};
        const last = stretches.at(-1);
        if (!same && last?.same === false) stretches[stretches.length - 1] = {same, a: {start: last.a.start, end: a.end}, b: {start: last.b.start, end: b.end}};
        else stretches.push({same, a, b});
        [atA, atB] = [a.end, b.end];
    }
    return stretches;
}

/** From places in lists of words to places in their texts. */
export function rangesOf(stretches: readonly Stretch[], a: readonly Word[], b: readonly Word[]): Difference {
    const range = (words: readonly Word[], {start, end}: TextRange): TextRange[] =>
        start === end ? [] : [{start: words[start]!.start, end: words[end - 1]!.end}];
    const changed = stretches.filter(({same}) => !same);
    return {a: changed.flatMap((stretch) => range(a, stretch.a)), b: changed.flatMap((stretch) => range(b, stretch.b))};
}
