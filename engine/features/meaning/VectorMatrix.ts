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
    nearness(query: Float32Array): Float32Array {
        const {dimensions} = this;
        const numbers = this.#numbers;
        const {whole, unit} = wholeQuery(query);
        const best = new Float32Array(this.nFeatures).fill(Number.NaN);
        const take = (row: number, sum: number) => {
            const feature = this.#features[row]!;
            if (feature < 0) return;
            const near = Math.max(0, 1 + sum * unit * this.#scales[row]!);
            if (!(best[feature]! >= near)) best[feature] = near;
        };
        // four rows at a time share what is read of the query; there is room for them behind the last
        for (let row = 0, first = 0; row < this.#used; row += 4, first += 4 * dimensions) {
            let a = 0;
            let b = 0;
            let c = 0;
            let d = 0;
            const [second, third, fourth] = [first + dimensions, first + 2 * dimensions, first + 3 * dimensions];
            for (let i = 0; i < dimensions; i++) {
                const asked = whole[i]!;
                a = (a + Math.imul(numbers[first + i]!, asked)) | 0;
                b = (b + Math.imul(numbers[second + i]!, asked)) | 0;
                c = (c + Math.imul(numbers[third + i]!, asked)) | 0;
                d = (d + Math.imul(numbers[fourth + i]!, asked)) | 0;
            }
            take(row, a);
            take(row + 1, b);
            take(row + 2, c);
            take(row + 3, d);
        }
        return best;
    }

    #grow(): void {
        // a multiple of four: see nearness
        const rows = 4 * Math.max(64, Math.ceil((this.#scales.length * 1.5) / 4));
        const [numbers, scales, features] = [this.#numbers, this.#scales, this.#features];
        this.#numbers = new Int8Array(rows * this.dimensions);
        this.#numbers.set(numbers);
        this.#scales = new Float32Array(rows);
        this.#scales.set(scales);
        this.#features = new Int32Array(rows).fill(-1);
        this.#features.set(features);
    }
}

/** A query as whole numbers, as large as they may be for a sum of products with whole ones up to 127 to stay within 32 bits; whole numbers multiply a third faster. */
function wholeQuery(query: Float32Array): {readonly whole: Int32Array; readonly unit: number} {
    const most = Math.floor((2 ** 31 - 1) / (127 * query.length));
    const largest = query.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    const unit = largest / most;
    return {whole: Int32Array.from(query, (value) => Math.round(value / unit)), unit};
}
