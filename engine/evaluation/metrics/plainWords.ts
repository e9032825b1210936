const SMALL = ["zero one two three four five six seven eight nine ten eleven twelve", "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"]
    .join(" ")
    .split(" ");
const NUMBERS = new Map(SMALL.map((word, value) => [word, value]));
for (const [i, word] of ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"].entries()) NUMBERS.set(word, 30 + 10 * i);
const POWERS = new Map([
    ["hundred", 100],
    ["thousand", 1e3],
    ["million", 1e6],
    ["billion", 1e9],
    ["trillion", 1e12]
]);
/** digits with separators of thousands or a decimal point, else a word; an apostrophe belongs to its word */
const PIECES = /\d+(?:[.,\u00a0\u202f ]\d+)*|[\p{L}\p{M}\d]+(?:['’][\p{L}\p{M}]+)*/gu;

/**
 * A text as words that can be compared: case, accents and punctuation gone, every number in one form ("2.5 million", "2,500,000" and "2 500 000" are the same, as are
 * "two" and "2").
 */
export function plainWords(text: string): string[] {
    const words: string[] = [];
    let number: number | undefined;
    const flush = () => {
        if (number !== undefined) words.push(String(Number(number.toPrecision(12))));
        number = undefined;
    };
    for (const piece of text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("’", "'").match(PIECES) ?? []) {
        const power = POWERS.get(piece);
        const values = /^\d/.test(piece) ? valuesOf(piece) : [NUMBERS.get(piece)];
        if (power !== undefined && number !== undefined) number *= power;
        else if (values.every((value) => value !== undefined))
            for (const value of values) {
                flush();
                number = value;
            }
        else {
            flush();
            words.push(piece);
        }
    }
    flush();
    return words;
}

/** A comma or space before three digits separates thousands; another comma is a decimal point; other spaces are between two numbers. */
function valuesOf(piece: string): (number | undefined)[] {
    if (/^\d{1,3}([,\u00a0\u202f ]\d{3})+(\.\d+)?$/.test(piece)) return [Number(piece.replace(/[^\d.]/g, ""))];
    return piece.split(/[\u00a0\u202f ]/).map((part) => {
        if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(part)) return Number(part.replaceAll(",", ""));
        const value = Number(part.replace(",", "."));
        return Number.isFinite(value) ? value : undefined;
    });
}
