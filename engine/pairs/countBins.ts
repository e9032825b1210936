export interface Bins {
    readonly from: number;
    readonly to: number;
    readonly n: number;
}

/** How many values lie in each of n equal bins of [from, to]; what lies outside counts in the outermost ones. */
export function countBins(values: readonly number[], {from, to, n}: Bins): number[] {
    const counts = Array.from({length: n}, () => 0);
    for (const value of values) counts[Math.min(n - 1, Math.max(0, Math.floor(((value - from) / (to - from)) * n)))]!++;
    return counts;
}
