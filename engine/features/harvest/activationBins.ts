/**
 * Bins of activations that every feature shares: four to an octave over 2^-12 to 2^12, so that they can be counted before a feature's maximum is known.
 * A quantile read from them is off by at most a fifth.
 */
export const N_BINS = 96;
const PER_OCTAVE = 4;
const LOWEST = -12;

/** The outermost bins take what lies beyond. @param value above 0 */
export const binOf = (value: number) => Math.min(N_BINS - 1, Math.max(0, Math.floor((Math.log2(value) - LOWEST) * PER_OCTAVE)));

/** Lower edge, in activation units; `binEdge(i + 1)` is the upper one. */
export const binEdge = (bin: number) => 2 ** (LOWEST + bin / PER_OCTAVE);

/**
 * The activation that a share of all activations lies below, linear within a bin.
 * @param share 0..1
 */
export function quantile(counts: ArrayLike<number>, share: number): number {
    let total = 0;
    for (let i = 0; i < counts.length; i++) total += counts[i]!;
    let left = share * total;
    for (let i = 0; i < counts.length; i++) {
        const count = counts[i]!;
        if (count > 0 && left <= count) return binEdge(i) + (binEdge(i + 1) - binEdge(i)) * (left / count);
        left -= count;
    }
    return 0;
}
