/** How much less the tenth place counts than the first. (Cormack, Clarke, Büttcher 2009: reciprocal rank fusion) */
const FLAT = 60;

/**
 * Reciprocal rank fusion: sum over the rankings that hold an item of 1 / (60 + its rank), rank 1 the best.
 * @returns items of any ranking, best first; of equal ones the one that comes first in the first ranking that holds one of them
 */
export function fuseRanks(rankings: readonly (readonly number[])[]): number[] {
    const fused = new Map<number, number>();
    for (const ranking of rankings) for (const [i, item] of ranking.entries()) fused.set(item, (fused.get(item) ?? 0) + 1 / (FLAT + i + 1));
    return [...fused].sort(([, a], [, b]) => b - a).map(([item]) => item);
}

/** rank of each item, 1 the best */
export const ranksOf = (ranking: readonly number[]): ReadonlyMap<number, number> => new Map(ranking.map((item, i) => [item, i + 1]));
