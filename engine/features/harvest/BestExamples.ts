import {type Allocate, inOwnMemory} from "./Allocate.ts";

/** Tokens shown before and after the one that fired. */
export const BEFORE = 24;
export const AFTER = 8;
export const WINDOW_TOKENS = BEFORE + 1 + AFTER;

/** An activation that is worth showing. */
export interface Example {
    /** index of the text in the harvest */
    readonly context: number;
    readonly position: number;
    readonly value: number;
    /** [WINDOW_TOKENS] the feature's activations around it; 0 beyond the text's ends */
    readonly window: Float16Array;
}

/**
 * For every feature, the k entries with the greatest rank, in flat arrays, so that 65,536 features take megabytes and no objects. An entry takes the place of
 * the least one: to look for the next least among two dozen numbers takes less time than moving entries with their windows up and down a heap.
 * Ties are broken by context and position, so that the outcome depends on what was offered and not on the order.
 */
export class BestExamples {
    readonly k: number;
    readonly size: Uint8Array;
    readonly rank: Float64Array;
    readonly context: Uint32Array;
    readonly position: Uint16Array;
    readonly value: Float32Array;
    readonly window: Float16Array;
    /** [nFeatures] of a full feature, which entry is the least, from 1; 0: to be looked for */
    readonly #least: Uint8Array;

    /** @param k 254 at most */
    constructor(nFeatures: number, k: number, allocate: Allocate = inOwnMemory) {
        this.k = k;
        this.size = new Uint8Array(allocate(nFeatures));
        this.rank = new Float64Array(allocate(8 * nFeatures * k));
        this.context = new Uint32Array(allocate(4 * nFeatures * k));
        this.position = new Uint16Array(allocate(2 * nFeatures * k));
        this.value = new Float32Array(allocate(4 * nFeatures * k));
        this.window = new Float16Array(allocate(2 * nFeatures * k * WINDOW_TOKENS));
        this.#least = new Uint8Array(nFeatures);
    }

    /** Whether an entry of this rank would be kept: asked before it is offered. */
    wants(feature: number, rank: number, context: number, position: number): boolean {
        return this.size[feature]! < this.k || this.#above(rank, context, position, this.#leastOf(feature));
    }

    /**
     * Keeps an entry that is wanted.
     * @returns its window, all 0, to be filled
     */
    keep(feature: number, rank: number, {context, position, value}: Omit<Example, "window">): Float16Array {
        const at = this.size[feature]! < this.k ? feature * this.k + this.size[feature]!++ : this.#leastOf(feature);
        this.#least[feature] = 0;
        this.rank[at] = rank;
        this.context[at] = context;
        this.position[at] = position;
        this.value[at] = value;
        return this.window.subarray(at * WINDOW_TOKENS, (at + 1) * WINDOW_TOKENS).fill(0);
    }

    /** To be called when the arrays were filled from elsewhere. */
    restored(): void {
        this.#least.fill(0);
    }

    /** greatest rank first */
    of(feature: number): Example[] {
        const base = feature * this.k;
        return Array.from({length: this.size[feature]!}, (_, i) => base + i)
            .sort((a, b) => (this.#above(this.rank[a]!, this.context[a]!, this.position[a]!, b) ? -1 : 1))
            .map((at) => ({
                context: this.context[at]!,
                position: this.position[at]!,
                value: this.value[at]!,
                window: this.window.slice(at * WINDOW_TOKENS, (at + 1) * WINDOW_TOKENS)
            }));
    }

    arrays() {
        const {size, rank, context, position, value, window} = this;
        return {size, rank, context, position, value, window};
    }

    /** Whether an entry outranks the one at a place; among equals the earlier text and token wins. */
    #above(rank: number, context: number, position: number, at: number): boolean {
        const other = this.rank[at]!;
        if (rank !== other) return rank > other;
        if (context !== this.context[at]!) return context < this.context[at]!;
        return position < this.position[at]!;
    }

    /** where the least entry of a full feature is */
    #leastOf(feature: number): number {
        const base = feature * this.k;
        const known = this.#least[feature]!;
        if (known > 0) return base + known - 1;
        let least = base;
        for (let at = base + 1; at < base + this.k; at++) if (this.#above(this.rank[least]!, this.context[least]!, this.position[least]!, at)) least = at;
        this.#least[feature] = least - base + 1;
        return least;
    }
}
