import {mean} from "./spread.ts";

/**
 * Spearman's rank correlation, equal values sharing their mean rank.
 * @returns null where it does not exist: fewer than two pairs, or one side all the same
 */
export function spearman(pairs: readonly (readonly [number, number])[]): number | null {
    if (pairs.length < 2) return null;
    const [a, b] = [ranks(pairs.map(([first]) => first)), ranks(pairs.map(([, second]) => second))];
    const [meanA, meanB] = [mean(a), mean(b)];
    let [ab, aa, bb] = [0, 0, 0];
    for (const [i, rank] of a.entries()) {
        const [da, db] = [rank - meanA, b[i]! - meanB];
        ab += da * db;
        aa += da * da;
        bb += db * db;
    }
    return aa === 0 || bb === 0 ? null : ab / Math.sqrt(aa * bb);
}

function ranks(values: readonly number[]): number[] {
    const sorted = values.toSorted((a, b) => a - b);
    return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}
