const words = new Intl.Segmenter(undefined, {granularity: "word"});

/** Share of a text's 3-grams of words and signs that were there before, 0..1; 0 for fewer than three. Cutting is by Unicode's rules, for any script. */
export function repetition(text: string): number {
    const pieces = [...words.segment(text.toLowerCase())].map(({segment}) => segment).filter((piece) => piece.trim() !== "");
    const n = pieces.length - 2;
    if (n < 1) return 0;
    const seen = new Set<string>();
    for (let i = 0; i < n; i++) seen.add(pieces.slice(i, i + 3).join("\0"));
    return 1 - seen.size / n;
}
