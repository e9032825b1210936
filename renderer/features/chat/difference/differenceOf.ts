import {compareWords, type Difference, rangesOf} from "./compareWords.ts";
import {cutWords} from "./cutWords.ts";

/** removed and added words that take about a tenth of a second */
const LIMIT = 1200;

/** All words in which two finished texts differ, by the shortest way from one to the other; null where that is too long to look for. */
export function differenceOf(a: string, b: string): Difference | null {
    const words = {a: cutWords(a), b: cutWords(b)};
    const stretches = compareWords(words.a, words.b, LIMIT);
    return stretches === null ? null : rangesOf(stretches, words.a, words.b);
}
