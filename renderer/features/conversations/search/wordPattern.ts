/** The words of a text as a search reads them: letters, marks and digits in a row. */
const wordsOf = (text: string) => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** Finds where words begin with one of those of a query, whatever their case; null: it has none. */
export function wordPattern(query: string): RegExp | null {
    const words = wordsOf(query);
    // the longest first, so that of `a` and `an` the whole is found
    const any = words.toSorted((a, b) => b.length - a.length).join("|");
    return words.length === 0 ? null : new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${any})`, "giu");
}
