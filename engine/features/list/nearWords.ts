/** How many slips a word of this length may have. */
export const slipsIn = (word: string) => (word.length < 5 || /\d/.test(word) ? 0 : word.length < 8 ? 1 : 2);

/** Most words that stand in for one that was mistyped. */
const MOST = 48;

export interface NearWord {
    readonly word: string;
    /** letters to add, drop, change or swap */
    readonly slips: number;
}

/**
 * Words that someone may have meant who typed this: whole words, or beginnings of them, with a slip or two.
 * @param vocabulary in any order
 * @returns fewest slips first, then the shortest
 */
export function nearWords(typed: string, vocabulary: readonly string[]): NearWord[] {
    const allowed = slipsIn(typed);
    if (allowed === 0) return [];
    const wanted = lettersOf(typed);
    const distance = beginningDistance(typed, allowed);
    const near: NearWord[] = [];
    for (const word of vocabulary) {
        if (word.length < typed.length - allowed) continue;
        // a letter that the word lacks altogether is a slip: most words are out by that alone
        if (bitsIn(wanted & ~lettersOf(word)) > allowed) continue;
        const slips = distance(word);
        if (slips > 0 && slips <= allowed) near.push({word, slips});
    }
    return near.sort((a, b) => a.slips - b.slips || a.word.length - b.word.length || (a.word < b.word ? -1 : 1)).slice(0, MOST);
}

/** Which letters there are: a bit each for a to z; all others share one. */
function lettersOf(word: string): number {
    let letters = 0;
    for (let i = 0; i < word.length; i++) {
        const letter = word.charCodeAt(i) - 97;
        letters |= 1 << (letter >= 0 && letter < 26 ? letter : 26);
    }
    return letters;
}

function bitsIn(number: number): number {
    let left = number;
    let bits = 0;
    for (; left !== 0; bits++) left &= left - 1;
    return bits;
}

/**
 * Distance of what was typed to the nearest beginning of a word, or more than `most`: letters added, dropped, changed, or two beside each other swapped.
 * @see Damerau 1964; the restricted form, in which no letter is touched twice
 */
function beginningDistance(typed: string, most: number): (word: string) => number {
    const rows = Array.from({length: 3}, () => new Uint8Array(typed.length + most + 1));
    return (word) => {
        const width = Math.min(word.length, typed.length + most);
        let [before, last, row] = rows as [Uint8Array, Uint8Array, Uint8Array];
        for (let j = 0; j <= width; j++) last[j] = j;
        for (let i = 1; i <= typed.length; i++) {
            row[0] = i;
            let least = i;
            for (let j = 1; j <= width; j++) {
                const same = typed.charCodeAt(i - 1) === word.charCodeAt(j - 1);
                let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
                if (i > 1 && j > 1 && typed.charCodeAt(i - 1) === word.charCodeAt(j - 2) && typed.charCodeAt(i - 2) === word.charCodeAt(j - 1))
                    best = Math.min(best, before[j - 2]! + 1);
                row[j] = best;
                if (best < least) least = best;
            }
            if (least > most + 1) return least;
            [before, last, row] = [last, row, before];
        }
        let nearest = Number.POSITIVE_INFINITY;
        for (let j = 0; j <= width; j++) nearest = Math.min(nearest, last[j]!);
        return nearest;
    };
}
