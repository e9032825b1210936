import type {Harvested} from "../../llama/types.ts";
import {AFTER, BEFORE} from "./BestExamples.ts";

const NONE = -1;

/**
 * The firings of one text, each linked to the one before and after it of the same feature: what a window shows is then found without a search in each of its
 * tokens. Firings go by their number in `Harvested.features`.
 */
export class TextFirings {
    /** [nFeatures] its last firing so far */
    readonly #last: Int32Array;
    #before = new Int32Array(0);
    #after = new Int32Array(0);
    #rows = new Int32Array(0);
    /** number of the text's first firing */
    #first = 0;
    #values: Float32Array = new Float32Array(0);

    constructor(nFeatures: number) {
        this.#last = new Int32Array(nFeatures).fill(NONE);
    }

    /** Takes the text whose tokens are rows `from` to `to`, exclusive. */
    read({offsets, features, values}: Harvested, from: number, to: number): void {
        const first = offsets[from]!;
        const end = offsets[to]!;
        if (this.#rows.length < end - first) {
            this.#before = new Int32Array(end - first);
            this.#after = new Int32Array(end - first);
            this.#rows = new Int32Array(end - first);
        }
        this.#first = first;
        this.#values = values;
        for (let row = from; row < to; row++) {
            const rowEnd = offsets[row + 1]! - first;
            for (let i = offsets[row]! - first; i < rowEnd; i++) {
                const feature = features[first + i]!;
                const last = this.#last[feature]!;
                this.#before[i] = last;
                this.#after[i] = NONE;
                this.#rows[i] = row;
                if (last !== NONE) this.#after[last] = i;
                this.#last[feature] = i;
            }
        }
        for (let i = first; i < end; i++) this.#last[features[i]!] = NONE;
    }

    rowOf(firing: number): number {
        return this.#rows[firing - this.#first]!;
    }

    /** Writes the feature's activations around one of its firings. @param window [WINDOW_TOKENS] all 0 */
    fill(window: Float16Array, firing: number): void {
        const own = firing - this.#first;
        const row = this.#rows[own]!;
        for (let i = own; i !== NONE && row - this.#rows[i]! <= BEFORE; i = this.#before[i]!)
            window[BEFORE + this.#rows[i]! - row] = this.#values[this.#first + i]!;
        for (let i = this.#after[own]!; i !== NONE && this.#rows[i]! - row <= AFTER; i = this.#after[i]!)
            window[BEFORE + this.#rows[i]! - row] = this.#values[this.#first + i]!;
    }
}
