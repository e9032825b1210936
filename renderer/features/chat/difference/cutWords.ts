/** Where a word lies in its text, in UTF-16 units; `end` exclusive. */
export interface TextRange {
    readonly start: number;
    readonly end: number;
}

export interface Word extends TextRange {
    readonly text: string;
}

/** a letter of a script without spaces; a run of letters and digits; or one sign */
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}\p{M}_'’]+|\S/gu;

/**
 * The words and signs of a text; the spaces between them are no words.
 * @param from index to begin at
 * @param limit at most so many
 */
export function cutWords(text: string, from = 0, limit = Number.POSITIVE_INFINITY): readonly Word[] {
    const words: Word[] = [];
    WORD.lastIndex = from;
    for (let match = WORD.exec(text); match !== null && words.length < limit; match = WORD.exec(text)) {
        words.push({text: match[0], start: match.index, end: match.index + match[0].length});
    }
    return words;
}
