import {orderBy} from "../list/orderBy.ts";
import {WholeVectors} from "./WholeVectors.ts";

/** What an embedding model made of one label. */
export interface MatrixRow {
    readonly label: number;
    readonly feature: number;
    readonly scale: number;
    /** i8 */
    readonly vector: Uint8Array;
}

/**
 * What an embedding model made of a dictionary's labels, in memory: 25 MB for 65,536 of 384 numbers. Every row is compared with a query: quicker than sqlite-vec, and there is
 * no native library to carry along.
 */
export class VectorMatrix {
    readonly dimensions: number;
    readonly nFeatures: number;
    readonly #vectors: WholeVectors;
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
        this.#vectors = new WholeVectors(dimensions);
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
        this.#vectors.set(row, vector);
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
    nearness(query: Float32Array): Float32Array {
        const best = new Float32Array(this.nFeatures).fill(Number.NaN);
        this.#vectors.multiply(query, this.#used, (first, products) => {
            for (let i = 0; i < products.length; i++) {
                const feature = this.#features[first + i]!;
                if (feature < 0) continue;
                const near = Math.max(0, 1 + products[i]! * this.#scales[first + i]!);
                if (!(best[feature]! >= near)) best[feature] = near;
            }
        });
        return best;
    }

    #grow(): void {
        const rows = Math.max(256, Math.ceil(this.#scales.length * 1.5));
        const [scales, features] = [this.#scales, this.#features];
        this.#vectors.reserve(rows);
        this.#scales = new Float32Array(rows);
        this.#scales.set(scales);
        this.#features = new Int32Array(rows).fill(-1);
        this.#features.set(features);
    }
}
