import {compareWords, type Difference, rangesOf} from "./compareWords.ts";
import {cutWords, type TextRange, type Word} from "./cutWords.ts";

/** words of each text that are compared at a time: two windows with nothing in common take about 10 ms */
const WINDOW = 160;

/** Which of the texts still grows. */
export interface Writing {
    readonly a: boolean;
    readonly b: boolean;
}

/**
 * Finds the words in which two growing texts differ, window after window, so that each look costs the same however long they are.
 * A window ends at the last words that both have in common there: a long passage that only one of them has may be marked wider
 * than `compareWords` over all of it would.
 */
export class WordDiffer {
    #a = "";
    #b = "";
    #at = {a: 0, b: 0};
    #settled: {a: TextRange[]; b: TextRange[]} = {a: [], b: []};

    /** What one of them has at its end is not yet a difference while the other one is being written. */
    update(a: string, b: string, writing: Writing): Difference {
        if (!a.startsWith(this.#a) || !b.startsWith(this.#b)) {
            this.#at = {a: 0, b: 0};
            this.#settled = {a: [], b: []};
        }
        [this.#a, this.#b] = [a, b];
        for (;;) {
            const next = {a: nextWords(a, this.#at.a, writing.a), b: nextWords(b, this.#at.b, writing.b)};
            const stretches = compareWords(next.a.words, next.b.words) ?? [];
            const isLast = !next.a.more && !next.b.more;
            const mustWait = (writing.a && !next.a.more) || (writing.b && !next.b.more);
            if (isLast || mustWait) {
                const found = rangesOf(stretches, next.a.words, next.b.words);
                const open = stretches.at(-1)?.same === false ? stretches.at(-1) : undefined;
                const known = (list: readonly TextRange[], end: TextRange | undefined, waits: boolean) =>
                    waits && end !== undefined && end.end > end.start ? list.slice(0, -1) : list;
                return {
                    a: [...this.#settled.a, ...known(found.a, open?.a, writing.b)],
                    b: [...this.#settled.b, ...known(found.b, open?.b, writing.a)]
                };
            }
            // where a window has nothing in common, all of it is a difference
            const lastSame = stretches.findLastIndex(({same}) => same);
            const settled = lastSame < 0 ? stretches : stretches.slice(0, lastSame + 1);
            const found = rangesOf(settled, next.a.words, next.b.words);
            this.#settled.a.push(...found.a);
            this.#settled.b.push(...found.b);
            const end = settled.at(-1);
            this.#at = {a: next.a.words[(end?.a.end ?? 0) - 1]?.end ?? this.#at.a, b: next.b.words[(end?.b.end ?? 0) - 1]?.end ?? this.#at.b};
        }
    }
}

/** @param grows the last word may be half of one, and waits for its end */
function nextWords(text: string, from: number, grows: boolean): {words: readonly Word[]; more: boolean} {
    const words = cutWords(text, from, WINDOW + 1);
    if (words.length > WINDOW) return {words: words.slice(0, WINDOW), more: true};
    return {words: grows && words.at(-1)?.end === text.length ? words.slice(0, -1) : words, more: false};
}
