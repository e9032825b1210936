import {orderBy} from "../list/orderBy.ts";

/** What an embedding model made of one label. */
export interface MatrixRow {
    readonly label: number;
    readonly feature: number;
    readonly scale: number;
    /** i8 */
    readonly vector: Uint8Array;
}

/**
 * What an embedding model made of a dictionary's labels, in memory: 25 MB for 65,536 of 384 numbers. Every row is compared with a query, in one plain loop: that
 * takes half as long as sqlite-vec takes, and there is no native library to carry along.
 */
export class VectorMatrix {
    readonly dimensions: number;
    readonly nFeatures: number;
    #numbers: Int8Array;
    #scales: Float32Array;
    /** -1: a free row */
    #features: Int32Array;
    #used = 0;
    readonly #rowOf = new Map<number, number>();
    readonly #labelsOf = new Map<number, Set<number>>();
    readonly #free: number[] = [];

    constructor(dimensions: number, nFeatures: number) {
        this.dimensions = dimensions;
        this.nFeatures = nFeatures;
        this.#numbers = new Int8Array(0);
        this.#scales = new Float32Array(0);
        this.#features = new Int32Array(0);
    }

    get size(): number {
        return this.#rowOf.size;
    }

    /** a row of another length, or of a feature that there is not, is left out */
    set({label, feature, scale, vector}: MatrixRow): void {
        if (vector.byteLength !== this.dimensions || feature >= this.nFeatures) return;
        const row = this.#rowOf.get(label) ?? this.#free.pop() ?? this.#used++;
        if (row >= this.#scales.length) this.#grow();
        this.#rowOf.set(label, row);
        this.#features[row] = feature;
        this.#scales[row] = scale;
        this.#numbers.set(new Int8Array(vector.buffer, vector.byteOffset, vector.byteLength), row * this.dimensions);
        const labels = this.#labelsOf.get(feature);
        if (labels === undefined) this.#labelsOf.set(feature, new Set([label]));
        else labels.add(label);
    }

    /** Takes away what a feature's labels say. */
    clear(feature: number): void {
        for (const label of this.#labelsOf.get(feature) ?? []) {
            const row = this.#rowOf.get(label)!;
            this.#features[row] = -1;
            this.#rowOf.delete(label);
            this.#free.push(row);
        }
        this.#labelsOf.delete(feature);
    }

    /**
     * @param query [dimensions], of length 1
     * @returns features that have a row, each by the nearest of its labels, nearest first
     */
    nearest(query: Float32Array): Uint32Array {
        const {features, known} = orderBy(this.nearness(query), true);
        return features.subarray(0, known);
    }

    /** [nFeatures] cosine + 1 of the nearest label; NaN where there is none */
    nearness(asked: Float32Array): Float32Array {
        const {dimensions} = this;
        // numbers are multiplied as float64 anyway
        const query = Float64Array.from(asked);
        const numbers = this.#numbers;
        const best = new Float32Array(this.nFeatures).fill(Number.NaN);
        const even = dimensions - (dimensions % 4);
        for (let row = 0, at = 0; row < this.#used; row++, at += dimensions) {
            const feature = this.#features[row]!;
            if (feature < 0) continue;
            // four sums, so that additions need not wait for each other
            let a = 0;
            let b = 0;
            let c = 0;
            let d = 0;
            for (let i = 0; i < even; i += 4) {
                a += numbers[at + i]! * query[i]!;
                b += numbers[at + i + 1]! * query[i + 1]!;
                c += numbers[at + i + 2]! * query[i + 2]!;
                d += numbers[at + i + 3]! * query[i + 3]!;
            }
            for (let i = even; i < dimensions; i++) a += numbers[at + i]! * query[i]!;
            const near = Math.max(0, 1 + (a + b + c + d) * this.#scales[row]!);
            if (!(best[feature]! >= near)) best[feature] = near;
        }
        return best;
    }

    #grow(): void {
        const rows = Math.max(256, Math.ceil(this.#scales.length * 1.5));
        const [numbers, scales, features] = [this.#numbers, this.#scales, this.#features];
        this.#numbers = new Int8Array(rows * this.dimensions);
        this.#numbers.set(numbers);
        this.#scales = new Float32Array(rows);
        this.#scales.set(scales);
        this.#features = new Int32Array(rows).fill(-1);
        this.#features.set(features);
    }
}
