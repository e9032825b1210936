import {type Allocate, inOwnMemory} from "./Allocate.ts";

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
    /** [nFeatures] of a feature without a free slot: no slot before this one holds the smallest count */
    readonly #cursor: Uint8Array;
    /** [nFeatures] that count; 0: to be looked for */
    readonly #smallest: Uint32Array;
    readonly #strongest = new Int32Array(STRONGEST);
    readonly #values = new Float32Array(STRONGEST);

    constructor(nFeatures: number, allocate: Allocate = inOwnMemory) {
        this.nFeatures = nFeatures;
        this.isExact = nFeatures <= EXACT_UP_TO;
        const held = this.isExact ? 0 : nFeatures * SLOTS;
        this.counts = new Uint32Array(allocate(4 * (this.isExact ? nFeatures * nFeatures : held)));
        this.companions = new Uint32Array(allocate(4 * held));
        this.before = new Uint32Array(allocate(4 * held));
        this.strong = new Uint32Array(allocate(4 * nFeatures));
        this.#cursor = new Uint8Array(nFeatures);
        this.#smallest = new Uint32Array(nFeatures);
    }

    /** One token: features and their values, [from, to) of a sparse matrix. */
    addToken(features: Int32Array, values: Float32Array, from: number, to: number): void {
        const strongest = this.#strongest;
        const n = this.#select(features, values, from, to);
        for (let i = 0; i < n; i++) {
            const feature = strongest[i]!;
            this.strong[feature]!++;
            if (this.isExact) {
                const base = feature * this.nFeatures;
                for (let j = 0; j < n; j++) if (i !== j) this.counts[base + strongest[j]!]!++;
            } else for (let j = 0; j < n; j++) if (i !== j) this.#add(feature, strongest[j]!);
        }
    }

    /** To be called when the arrays were filled from elsewhere. */
    restored(): void {
        this.#smallest.fill(0);
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

    /** Puts the strongest features of a token into `#strongest`, strongest first, ties by index; where there are no more, all as they come. @returns how many */
    #select(features: Int32Array, values: Float32Array, from: number, to: number): number {
        const [strongest, kept] = [this.#strongest, this.#values];
        const n = Math.min(to - from, STRONGEST);
        if (to - from <= STRONGEST) {
            for (let i = 0; i < n; i++) strongest[i] = features[from + i]!;
            return n;
        }
        let used = 0;
        for (let i = from; i < to; i++) {
            const value = values[i]!;
            if (used === n && !(value > kept[n - 1]!)) continue;
            let at = used < n ? used++ : n - 1;
            for (; at > 0 && value > kept[at - 1]!; at--) {
                kept[at] = kept[at - 1]!;
                strongest[at] = strongest[at - 1]!;
            }
            kept[at] = value;
            strongest[at] = features[i]!;
        }
        return n;
    }

    #add(feature: number, companion: number): void {
        const base = feature * SLOTS;
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
        }
        const least = this.#least(feature, base);
        this.companions[least] = companion + 1;
        this.before[least] = this.counts[least]!;
        this.counts[least]!++;
    }

    /** The first slot with the smallest count. Counts only grow, so the search goes on from the last one that was found, and begins anew when none is left. */
    #least(feature: number, base: number): number {
        const {counts} = this;
        const end = base + SLOTS;
        const known = this.#smallest[feature]!;
        if (known > 0) {
            for (let at = base + this.#cursor[feature]!; at < end; at++) {
                if (counts[at] !== known) continue;
                this.#cursor[feature] = at - base;
                return at;
            }
        }
        let least = base;
        for (let at = base + 1; at < end; at++) if (counts[at]! < counts[least]!) least = at;
        this.#smallest[feature] = counts[least]!;
        this.#cursor[feature] = least - base;
        return least;
    }
}
