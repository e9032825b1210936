/** Words without their accents and capitals, as the index of messages takes them. */
const wordsOf = (text: string): string[] =>
    text
        .normalize("NFD")
        .replace(/\p{M}/gu, "")
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether every word of a query begins a word of a title; no query matches nothing. */
export function titleMatch(query: string): (title: string) => boolean {
    const wanted = wordsOf(query);
    return (title) => {
        if (wanted.length === 0) return false;
        const words = wordsOf(title);
        return wanted.every((beginning) => words.some((word) => word.startsWith(beginning)));
    };
}
