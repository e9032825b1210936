/** What was typed, as numbers; or what of it is none. */
export type FeatureNumbers = {readonly numbers: readonly number[]} | {readonly problem: string};

const MOST = 65_536;

/**
 * `3, 17 200-204`: single numbers and ranges, both ends inclusive, apart by commas, blanks or lines.
 * @param nFeatures numbers are below it
 */
export function readFeatureNumbers(text: string, nFeatures: number): FeatureNumbers {
    const numbers = new Set<number>();
    const words = text
        .replaceAll(/\s*[-\u2013\u2026]\s*/g, "-")
        .split(/[\s,;]+/)
        .filter((word) => word !== "");
    for (const word of words) {
        const range = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(word);
        if (range === null) return {problem: `“${word}” is no feature number`};
        const from = Number(range[1]);
        const to = Number(range[2] ?? range[1]);
        if (to < from) return {problem: `“${word}” ends before it begins`};
        if (to >= nFeatures) return {problem: `there is no feature ${to}: this dictionary has 0 to ${nFeatures - 1}`};
        for (let number = from; number <= to; number++) numbers.add(number);
        if (numbers.size > MOST) return {problem: `more than ${MOST.toLocaleString("en")} at once`};
    }
    return {numbers: [...numbers].sort((a, b) => a - b)};
}
