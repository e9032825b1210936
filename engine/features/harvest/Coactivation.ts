/** Up to this many features every pair is counted exactly (a matrix of 64 MB); beyond it each feature keeps its most frequent companions. */
const EXACT_UP_TO = 4096;
/** Companions watched for each feature beyond that. */
const SLOTS = 48;
/** Strongest features of a token that are counted as firing together: a token fires a hundred, and ten thousand pairs a token say little more. */
const STRONGEST = 24;

export interface Companion {
    readonly feature: number;
    /** tokens on which both were among the strongest: so many, or, where they are not counted exactly, at least so many */
    readonly together: number;
}

/**
 * How often features fire together. For large dictionaries by the space-saving algorithm, which knows of each count how much of it may belong to companions
 * that had the slot before; that part is left out, so that a count is never too high.
 * @see Metwally, Agrawal, El Abbadi 2005, "Efficient computation of frequent and top-k elements in data streams"
 */
export class Coactivation {
    readonly nFeatures: number;
    readonly isExact: boolean;
    /** exact: [nFeatures][nFeatures]; else [nFeatures][SLOTS] */
    readonly counts: Uint32Array;
    /** [nFeatures][SLOTS] the companion + 1; 0: free. Empty where exact */
    readonly companions: Uint32Array;
    /** [nFeatures][SLOTS] part of the count that was there before the companion. Empty where exact */
    readonly before: Uint32Array;
    /** [nFeatures] tokens on which the feature was among the strongest: what its companions are a share of */
    readonly strong: Uint32Array;
    readonly #order = new Uint32Array(4096);

    constructor(nFeatures: number) {
        this.nFeatures = nFeatures;
        this.isExact = nFeatures <= EXACT_UP_TO;
        this.counts = new Uint32Array(nFeatures * (this.isExact ? nFeatures : SLOTS));
        this.companions = new Uint32Array(this.isExact ? 0 : nFeatures * SLOTS);
        this.before = new Uint32Array(this.companions.length);
        this.strong = new Uint32Array(nFeatures);
    }

    /** One token: features and their values, [from, to) of a sparse matrix. */
    addToken(features: Int32Array, values: Float32Array, from: number, to: number): void {
        const strongest = this.#strongest(values, from, to);
        for (const a of strongest) {
            this.strong[features[a]!]!++;
            for (const b of strongest) if (a !== b) this.#add(features[a]!, features[b]!);
        }
    }

    /** most frequent first; ties by index */
    of(feature: number, limit: number): Companion[] {
        const width = this.isExact ? this.nFeatures : SLOTS;
        return Array.from(this.counts.subarray(feature * width, (feature + 1) * width), (count, i) =>
            this.isExact
                ? {feature: i, together: count}
                : {feature: this.companions[feature * SLOTS + i]! - 1, together: count - this.before[feature * SLOTS + i]!}
        )
            .filter(({together}) => together > 0)
            .sort((a, b) => b.together - a.together || a.feature - b.feature)
            .slice(0, limit);
    }

    arrays() {
        const {counts, companions, before, strong} = this;
        return {counts, companions, before, strong};
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
        this.before[least] = this.counts[least]!;
        this.counts[least]!++;
    }
}
