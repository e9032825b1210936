import {type Allocate, inOwnMemory} from "./Allocate.ts";
import {type Example, WINDOW_TOKENS} from "./BestExamples.ts";
import type {FeatureSums} from "./FeatureSums.ts";
import {mixHash} from "./mixHash.ts";
import {N_TENTHS, rankKey, tenthEdges, tenthOf} from "./tenths.ts";

/** Examples of each tenth of a feature's activations. */
export const OF_EACH_TENTH = 3;
const SLOTS = N_TENTHS * OF_EACH_TENTH;
const NONE = -1;
/** Share of all activations in a tenth, at which the edges are read anew. */
const CROWDED = 0.15;

/** An activation that was drawn. */
export interface DrawnExample extends Example {
    /** above 0, by which it was drawn: of a tenth's activations those with the highest are kept */
    readonly lot: number;
    /** as its feature's tenths lie now: 0 the weakest, 9 the strongest */
    readonly tenth: number;
}

/**
 * For every feature a few activations of each tenth, in flat arrays. A plain draw of as many leaves a tenth empty now and then; here each tenth has its own
 * places, held by the highest of lots that are hashed from the feature, text and token.
 * Where the tenths lie is read from the feature's histogram and these entries when all places are full, and anew whenever it fired half as often again or one
 * tenth has grown beyond its share: its entries are then dealt out to the tenths that they lie in now. All of this is in the arrays: what is kept depends on the texts and their order, and not on batches or stops.
 */
export class DrawnExamples {
    readonly #sums: FeatureSums;
    /** activations that were offered */
    readonly seen: Uint32Array;
    /** at how many of them the edges are read next; 0: when the places are full for the first time */
    readonly due: Uint32Array;
    /** [nFeatures][N_TENTHS - 1] */
    readonly edges: Float32Array;
    /** [nFeatures][N_TENTHS] activations that a tenth's entries represent: a tenth of all when its edges were read, and those that came since */
    readonly mass: Float32Array;
    /** [nFeatures][N_TENTHS][OF_EACH_TENTH], as what follows; 0: the place is free */
    readonly lot: Uint32Array;
    readonly context: Uint32Array;
    readonly position: Uint16Array;
    readonly value: Float32Array;
    readonly window: Float16Array;
    /** `window` as it lies in memory: moved without being converted */
    readonly #bits: Uint16Array;
    /** one feature's entries while they are dealt out */
    readonly #held = {
        lot: new Uint32Array(SLOTS),
        context: new Uint32Array(SLOTS),
        position: new Uint16Array(SLOTS),
        value: new Float32Array(SLOTS),
        window: new Uint16Array(SLOTS * WINDOW_TOKENS)
    };

    /** one feature's entries, weakest first: where they lie, and see `Sample` */
    readonly #ranked = {
        places: new Uint32Array(SLOTS),
        keys: new Float64Array(SLOTS),
        values: new Float64Array(SLOTS),
        weights: new Float64Array(SLOTS)
    };

    /** @param sums of the same features, to which an activation is added before it is offered here */
    constructor(sums: FeatureSums, allocate: Allocate = inOwnMemory) {
        const n = sums.nFeatures;
        this.#sums = sums;
        this.seen = new Uint32Array(allocate(4 * n));
        this.due = new Uint32Array(allocate(4 * n));
        this.edges = new Float32Array(allocate(4 * n * (N_TENTHS - 1)));
        this.mass = new Float32Array(allocate(4 * n * N_TENTHS));
        this.lot = new Uint32Array(allocate(4 * n * SLOTS));
        this.context = new Uint32Array(allocate(4 * n * SLOTS));
        this.position = new Uint16Array(allocate(2 * n * SLOTS));
        this.value = new Float32Array(allocate(4 * n * SLOTS));
        this.window = new Float16Array(allocate(2 * n * SLOTS * WINDOW_TOKENS));
        this.#bits = new Uint16Array(this.window.buffer);
    }

    /**
     * @param value above 0
     * @returns the window of its place, all 0, to be filled; undefined: it was not drawn
     */
    offer(feature: number, value: number, context: number, position: number): Float16Array | undefined {
        const seen = this.seen[feature]!++;
        if (seen >= SLOTS && seen >= this.due[feature]!) {
            this.#deal(feature);
            this.due[feature] = seen + (seen >> 1);
        }
        const lot = (mixHash(feature, context, position) | 1) >>> 0;
        // until every place is taken all are kept, wherever there is room
        const tenth = seen < SLOTS ? Math.floor(seen / OF_EACH_TENTH) : tenthOf(this.edges, feature * (N_TENTHS - 1), rankKey(value, lot));
        const mass = ++this.mass[feature * N_TENTHS + tenth]!;
        // activations of another strength have come
        if (mass > CROWDED * seen + OF_EACH_TENTH) this.due[feature] = seen;
        const at = this.#placeIn(feature, tenth, lot);
        if (at === NONE) return undefined;
        this.lot[at] = lot;
        this.context[at] = context;
        this.position[at] = position;
        this.value[at] = value;
        return this.window.subarray(at * WINDOW_TOKENS, (at + 1) * WINDOW_TOKENS).fill(0);
    }

    /** weakest first */
    of(feature: number): DrawnExample[] {
        const edges = new Float32Array(N_TENTHS - 1);
        const n = this.#rank(feature, edges);
        return Array.from(this.#ranked.places.subarray(0, n), (at, i) => ({
            lot: this.lot[at]!,
            tenth: tenthOf(edges, 0, this.#ranked.keys[i]!),
            context: this.context[at]!,
            position: this.position[at]!,
            value: this.value[at]!,
            window: this.window.slice(at * WINDOW_TOKENS, (at + 1) * WINDOW_TOKENS)
        }));
    }

    arrays() {
        const {seen, due, edges, mass, lot, context, position, value, window} = this;
        return {seen, due, edges, mass, lot, context, position, value, window};
    }

    /** The tenth's place that is free or has the lowest lot, if this one is higher; else `NONE`. */
    #placeIn(feature: number, tenth: number, lot: number): number {
        const first = feature * SLOTS + tenth * OF_EACH_TENTH;
        let lowest = first;
        for (let at = first + 1; at < first + OF_EACH_TENTH; at++) if (this.lot[at]! < this.lot[lowest]!) lowest = at;
        return lot > this.lot[lowest]! ? lowest : NONE;
    }

    /**
     * Orders a feature's entries in `#ranked`, weakest first, and reads where its tenths lie.
     * @param edges filled
     * @returns how many entries there are
     */
    #rank(feature: number, edges: Float32Array): number {
        const {places, keys, values, weights} = this.#ranked;
        let n = 0;
        for (let tenth = 0; tenth < N_TENTHS; tenth++) {
            const first = feature * SLOTS + tenth * OF_EACH_TENTH;
            let taken = 0;
            for (let at = first; at < first + OF_EACH_TENTH; at++) if (this.lot[at]! > 0) taken++;
            for (let at = first; at < first + OF_EACH_TENTH; at++) {
                if (this.lot[at] === 0) continue;
                const key = rankKey(this.value[at]!, this.lot[at]!);
                // they are all but in order already
                let i = n++;
                for (; i > 0 && keys[i - 1]! > key; i--) {
                    places[i] = places[i - 1]!;
                    keys[i] = keys[i - 1]!;
                    weights[i] = weights[i - 1]!;
                }
                places[i] = at;
                keys[i] = key;
                weights[i] = this.mass[feature * N_TENTHS + tenth]! / taken;
            }
        }
        for (let i = 0; i < n; i++) values[i] = this.value[places[i]!]!;
        const {min, max} = this.#sums;
        tenthEdges(this.#sums.binsOf(feature), min[feature]!, max[feature]!, {keys, values, weights, n}, edges);
        return n;
    }

    /** Reads where the tenths lie now, and gives each its own of the entries that there are. */
    #deal(feature: number): void {
        const edgesAt = feature * (N_TENTHS - 1);
        const n = this.#rank(feature, this.edges.subarray(edgesAt, edgesAt + N_TENTHS - 1));
        const {places, keys} = this.#ranked;
        const base = feature * SLOTS;
        const held = this.#held;
        held.lot.set(this.lot.subarray(base, base + SLOTS));
        held.context.set(this.context.subarray(base, base + SLOTS));
        held.position.set(this.position.subarray(base, base + SLOTS));
        held.value.set(this.value.subarray(base, base + SLOTS));
        held.window.set(this.#bits.subarray(base * WINDOW_TOKENS, (base + SLOTS) * WINDOW_TOKENS));
        this.lot.fill(0, base, base + SLOTS);
        this.mass.fill(this.seen[feature]! / N_TENTHS, feature * N_TENTHS, (feature + 1) * N_TENTHS);
        for (let i = 0; i < n; i++) {
            const from = places[i]! - base;
            const tenth = tenthOf(this.edges, edgesAt, keys[i]!);
            const at = this.#placeIn(feature, tenth, held.lot[from]!);
            if (at === NONE) continue;
            this.lot[at] = held.lot[from]!;
            this.context[at] = held.context[from]!;
            this.position[at] = held.position[from]!;
            this.value[at] = held.value[from]!;
            for (let j = 0; j < WINDOW_TOKENS; j++) this.#bits[at * WINDOW_TOKENS + j] = held.window[from * WINDOW_TOKENS + j]!;
        }
    }
}
