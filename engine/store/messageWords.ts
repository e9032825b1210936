/**
 * What a user typed, as an FTS5 query in which every word is a prefix. Only letters, digits and their marks get through, each word in
 * quotes: operators (`NEAR`, `*`, `-`, `"`, `:`) are text like any other and nothing that can be typed is a syntax error.
 * @returns undefined when nothing searchable was typed
 */
export function messageWords(typed: string, join: "AND" | "OR"): string | undefined {
    const words = typed.normalize("NFC").match(/[\p{L}\p{N}\p{M}]+/gu);
    return words?.map((word) => `"${word}"*`).join(` ${join} `);
}
