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
 * For every feature, the k entries with the greatest rank: a binary min-heap each, in flat arrays, so that 65,536 features take megabytes and no objects.
 * Ties are broken by context and position, so that the outcome depends on what was offered and not on the order.
 */
export class ExampleHeap {
    readonly k: number;
    readonly size: Uint8Array;
    readonly rank: Float64Array;
    readonly context: Uint32Array;
    readonly position: Uint16Array;
    readonly value: Float32Array;
    readonly window: Float16Array;

    constructor(nFeatures: number, k: number) {
        this.k = k;
        this.size = new Uint8Array(nFeatures);
        this.rank = new Float64Array(nFeatures * k);
        this.context = new Uint32Array(nFeatures * k);
        this.position = new Uint16Array(nFeatures * k);
        this.value = new Float32Array(nFeatures * k);
        this.window = new Float16Array(nFeatures * k * WINDOW_TOKENS);
    }

    /** Whether an entry of this rank would be kept: asked before its window is gathered. */
    wants(feature: number, rank: number, context: number, position: number): boolean {
        return this.size[feature]! < this.k || this.#above(rank, context, position, feature * this.k);
    }

    /** @param fill writes the window in place */
    offer(feature: number, rank: number, {context, position, value}: Omit<Example, "window">, fill: (window: Float16Array) => void): void {
        if (!this.wants(feature, rank, context, position)) return;
        const base = feature * this.k;
        let at: number;
        if (this.size[feature]! < this.k) at = this.#siftUp(base, this.size[feature]!++, rank, context, position);
        else at = this.#siftDown(base, rank, context, position);
        this.rank[at] = rank;
        this.context[at] = context;
        this.position[at] = position;
        this.value[at] = value;
        const window = this.window.subarray(at * WINDOW_TOKENS, (at + 1) * WINDOW_TOKENS);
        window.fill(0);
        fill(window);
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
        if (rank !== this.rank[at]!) return rank > this.rank[at]!;
        if (context !== this.context[at]!) return context < this.context[at]!;
        return position < this.position[at]!;
    }

    #siftUp(base: number, from: number, rank: number, context: number, position: number): number {
        let at = from;
        while (at > 0) {
            const parent = (at - 1) >> 1;
            if (this.#above(rank, context, position, base + parent)) break;
            this.#move(base + parent, base + at);
            at = parent;
        }
        return base + at;
    }

    #siftDown(base: number, rank: number, context: number, position: number): number {
        let at = 0;
        for (;;) {
            const left = 2 * at + 1;
            if (left >= this.k) break;
            const right = left + 1;
            const least = right < this.k && !this.#outranks(base + right, base + left) ? right : left;
            if (!this.#above(rank, context, position, base + least)) break;
            this.#move(base + least, base + at);
            at = least;
        }
        return base + at;
    }

    #outranks(a: number, b: number): boolean {
        return this.#above(this.rank[a]!, this.context[a]!, this.position[a]!, b);
    }

    #move(from: number, to: number): void {
        this.rank[to] = this.rank[from]!;
        this.context[to] = this.context[from]!;
        this.position[to] = this.position[from]!;
        this.value[to] = this.value[from]!;
        this.window.copyWithin(to * WINDOW_TOKENS, from * WINDOW_TOKENS, (from + 1) * WINDOW_TOKENS);
    }
}
