/** Up to this many features every pair is counted exactly (a matrix of 64 MB); beyond it each feature keeps its most frequent companions. */
const EXACT_UP_TO = 4096;
/** Companions kept for each feature beyond that. */
const SLOTS = 48;
/** Strongest features of a token that are counted as firing together: a token fires a hundred, and ten thousand pairs a token say little more. */
const STRONGEST = 24;

export interface Companion {
    readonly feature: number;
    /** tokens on which both were among the strongest */
    readonly together: number;
}

/**
 * How often features fire together. For large dictionaries by the space-saving algorithm: a count is at most too high by the least count that is kept.
 * @see Metwally, Agrawal, El Abbadi 2005, "Efficient computation of frequent and top-k elements in data streams"
 */
export class Coactivation {
    readonly nFeatures: number;
    readonly isExact: boolean;
    /** exact: [nFeatures][nFeatures]; else [nFeatures][SLOTS] */
    readonly counts: Uint32Array;
    /** [nFeatures][SLOTS] the companion + 1; 0: free. Empty where exact */
    readonly companions: Uint32Array;
    readonly #order = new Uint32Array(4096);

    constructor(nFeatures: number) {
        this.nFeatures = nFeatures;
        this.isExact = nFeatures <= EXACT_UP_TO;
        this.counts = new Uint32Array(nFeatures * (this.isExact ? nFeatures : SLOTS));
        this.companions = new Uint32Array(this.isExact ? 0 : nFeatures * SLOTS);
    }

    /** One token: features and their values, [from, to) of a sparse matrix. */
    addToken(features: Int32Array, values: Float32Array, from: number, to: number): void {
        const strongest = this.#strongest(values, from, to);
        for (const a of strongest) {
            for (const b of strongest) if (a !== b) this.#add(features[a]!, features[b]!);
        }
    }

    /** most frequent first; ties by index */
    of(feature: number, limit: number): Companion[] {
        const width = this.isExact ? this.nFeatures : SLOTS;
        return Array.from(this.counts.subarray(feature * width, (feature + 1) * width), (together, i) => ({
            feature: this.isExact ? i : this.companions[feature * SLOTS + i]! - 1,
            together
        }))
            .filter(({together}) => together > 0)
            .sort((a, b) => b.together - a.together || a.feature - b.feature)
            .slice(0, limit);
    }

    arrays() {
        return {counts: this.counts, companions: this.companions};
    }

    #strongest(values: Float32Array, from: number, to: number): ArrayLike<number> & Iterable<number> {
        const n = Math.min(to - from, this.#order.length);
        const order = this.#order.subarray(0, n);
        for (let i = 0; i < n; i++) order[i] = from + i;
        if (n <= STRONGEST) return order;
        return order.sort((a, b) => values[b]! - values[a]! || a - b).subarray(0, STRONGEST);
    }

    #add(feature: number, companion: number): void {
        if (this.isExact) {
            this.counts[feature * this.nFeatures + companion]!++;
            return;
        }
        const base = feature * SLOTS;
        let least = base;
        for (let at = base; at < base + SLOTS; at++) {
            const held = this.companions[at]!;
            if (held === companion + 1) {
                this.counts[at]!++;
                return;
            }
            if (held === 0) {
                this.companions[at] = companion + 1;
                this.counts[at] = 1;
                return;
            }
            if (this.counts[at]! < this.counts[least]!) least = at;
        }
        this.companions[least] = companion + 1;
        this.counts[least]!++;
    }
}
