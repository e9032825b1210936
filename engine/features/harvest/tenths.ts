import {binEdge, binOf, N_BINS} from "./activationBins.ts";
import {mixHash} from "./mixHash.ts";

export const N_TENTHS = 10;

/** Of a value: less than a reader sees, more than float32 rounds. */
const JITTER = 2 ** -12;
const EDGES = Float64Array.from({length: N_BINS + 1}, (_, bin) => binEdge(bin));

/**
 * By what an activation is ranked: its value, with so little added that equal ones (the first token after the beginning has the same activation in every text)
 * have an order, and are spread over the tenths that they take up.
 * @param lot by which the order is drawn
 */
export const rankKey = (value: number, lot: number) => value * (1 + (JITTER * mixHash(lot, 1, 2)) / 2 ** 32);

/** A few activations, by each of which many are represented. */
export interface Sample {
    /** ascending, see `rankKey` */
    readonly keys: Float64Array;
    /** value of each, whose bin it counts in */
    readonly values: Float64Array;
    /** how many activations each represents; changed so that they add up to what the bins hold */
    readonly weights: Float64Array;
    readonly n: number;
}

/**
 * Where the tenths of a feature's activations meet: by strength, as many activations in each. How many lie below a bin is known exactly; how they lie within
 * one is read from a sample, as activations gather around few values, and else taken as even. The outermost bins reach no further than the activations do.
 * @param counts [N_BINS]
 * @param low least of the activations that were counted
 * @param high greatest
 * @param edges [N_TENTHS - 1] filled, ascending, on the scale of `rankKey`
 */
export function tenthEdges(counts: Uint32Array, low: number, high: number, {keys, values, weights, n}: Sample, edges: Float32Array): void {
    let total = 0;
    let last = 0;
    for (let i = 0; i < N_BINS; i++) {
        if (counts[i]! === 0) continue;
        total += counts[i]!;
        last = i;
    }
    let below = 0;
    let edge = 0;
    let key = low;
    /** Goes on to where so many activations lie below a key. */
    const reach = (rank: number, to: number) => {
        for (; edge < N_TENTHS - 1; edge++) {
            const wanted = ((edge + 1) / N_TENTHS) * total;
            if (wanted > rank) break;
            edges[edge] = rank > below ? key + (to - key) * ((wanted - below) / (rank - below)) : to;
        }
        below = rank;
        key = to;
    };
    let at = 0;
    let before = 0;
    for (let i = 0; i <= last; i++) {
        if (counts[i]! === 0) continue;
        if (before > 0) reach(before, Math.max(key, EDGES[i]!));
        const first = at;
        let sum = 0;
        for (; at < n && binOf(values[at]!) <= i; at++) sum += weights[at]!;
        let rank = before;
        for (let j = first; j < at; j++) {
            weights[j]! *= counts[i]! / sum;
            reach(rank + weights[j]! / 2, keys[j]!);
            rank += weights[j]!;
        }
        before += counts[i]!;
        reach(before, Math.max(key, i === last ? high : EDGES[i + 1]!));
    }
}

/**
 * Which tenth an activation lies in: 0 the weakest, 9 the strongest.
 * @param edges ascending
 * @param at where the feature's begin
 * @param key see `rankKey`
 */
export function tenthOf(edges: Float32Array, at: number, key: number): number {
    let tenth = 0;
    while (tenth < N_TENTHS - 1 && key >= edges[at + tenth]!) tenth++;
    return tenth;
}
