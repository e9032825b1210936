import {type Allocate, inOwnMemory} from "./Allocate.ts";
import {binOf, N_BINS} from "./activationBins.ts";

/** What is added up for every feature: exact, in the order in which tokens come. */
export class FeatureSums {
    readonly nFeatures: number;
    /** ordinary tokens on which it fired */
    readonly count: Uint32Array;
    readonly sum: Float64Array;
    readonly max: Float32Array;
    /** least activation above 0; 0: there was none */
    readonly min: Float32Array;
    /** [nFeatures][N_BINS] */
    readonly bins: Uint32Array;

    constructor(nFeatures: number, allocate: Allocate = inOwnMemory) {
        this.nFeatures = nFeatures;
        this.count = new Uint32Array(allocate(4 * nFeatures));
        this.sum = new Float64Array(allocate(8 * nFeatures));
        this.max = new Float32Array(allocate(4 * nFeatures));
        this.min = new Float32Array(allocate(4 * nFeatures));
        this.bins = new Uint32Array(allocate(4 * nFeatures * N_BINS));
    }

    add(feature: number, value: number): void {
        this.count[feature]!++;
        this.sum[feature]! += value;
        if (value > this.max[feature]!) this.max[feature] = value;
        // a signed top-k may fire below zero: it counts, and has no place among the bins
        if (!(value > 0)) return;
        this.bins[feature * N_BINS + binOf(value)]!++;
        const least = this.min[feature]!;
        if (least === 0 || value < least) this.min[feature] = value;
    }

    binsOf(feature: number): Uint32Array {
        return this.bins.subarray(feature * N_BINS, (feature + 1) * N_BINS);
    }

    /** the arrays, for a snapshot */
    arrays() {
        return {count: this.count, sum: this.sum, max: this.max, min: this.min, bins: this.bins};
    }
}
