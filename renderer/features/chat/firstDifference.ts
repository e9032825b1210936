/**
 * Where two answers part.
 * @returns the index at which the first differing word begins, in UTF-16 units, the same in both; null while they agree
 *   and one of them is still being written, and when they are equal
 */
export function firstDifference(a: string, b: string, {writing = false}: {readonly writing?: boolean} = {}): number | null {
    const shorter = Math.min(a.length, b.length);
    let index = 0;
    while (index < shorter && a[index] === b[index]) index++;
    if (index === shorter && (a.length === b.length || writing)) return null;
    return wordStart(a, index);
}

/** Moves back to the start of the word that an index is in, so that never half a word or half a character is marked. */
function wordStart(text: string, index: number): number {
    const before = text.slice(0, index);
    return before.length - (/[^\s]*$/u.exec(before)?.[0].length ?? 0);
}
