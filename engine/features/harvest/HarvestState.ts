import type {Harvested} from "../../llama/types.ts";
import {type Allocate, inOwnMemory} from "./Allocate.ts";
import {AFTER, BEFORE, BestExamples} from "./BestExamples.ts";
import {Coactivation} from "./Coactivation.ts";
import {FeatureSums} from "./FeatureSums.ts";
import {mixHash} from "./mixHash.ts";
import type {SnapshotArrays} from "./snapshot.ts";

/** Strongest examples that are gathered, one a text, so that a feature page does not show one sentence ten times. */
const TOP = 12;
/** Drawn evenly from all activations, so that each tenth of their range has examples. */
const DRAWN = 24;
/** A token whose residual is more than so many times the median's length is a sink, and its readings are left out. */
const SINK_RATIO = 10;

/** What one text brought. */
export interface HarvestedText {
    /** index of the text in the harvest */
    readonly context: number;
    readonly tokens: readonly number[];
}

export interface HarvestCounters {
    readonly tokens: number;
    readonly sinks: number;
    readonly norms: readonly number[];
}

/**
 * Everything that a harvest adds up. Its size depends on the number of features and not on the corpus; what it holds after some texts depends on
 * those texts and their order alone.
 */
export class HarvestState {
    readonly nFeatures: number;
    readonly sums: FeatureSums;
    readonly top: BestExamples;
    readonly drawn: BestExamples;
    readonly together: Coactivation;
    /** ordinary tokens that were counted */
    tokens = 0;
    /** tokens that were left out for the length of their residual */
    sinks = 0;
    /** lengths of the first ordinary tokens: R is their median */
    readonly norms: number[] = [];
    readonly #best: Float32Array;
    readonly #bestAt: Int32Array;

    /** @param allocate where `arrays` lie; asked for the same sizes in the same order every time */
    constructor(nFeatures: number, allocate: Allocate = inOwnMemory) {
        this.nFeatures = nFeatures;
        this.sums = new FeatureSums(nFeatures, allocate);
        this.top = new BestExamples(nFeatures, TOP, allocate);
        this.drawn = new BestExamples(nFeatures, DRAWN, allocate);
        this.together = new Coactivation(nFeatures, allocate);
        this.#best = new Float32Array(nFeatures);
        this.#bestAt = new Int32Array(nFeatures);
    }

    /** @param texts in the order in which their tokens lie in `harvested` */
    add(texts: readonly HarvestedText[], harvested: Harvested): void {
        let row = 0;
        for (const text of texts) {
            this.#addText(text, harvested, row);
            row += text.tokens.length;
        }
    }

    /** everything that it holds, by name; `restore` takes the same back */
    arrays(): SnapshotArrays {
        const named = (prefix: string, arrays: SnapshotArrays) =>
            Object.fromEntries(Object.entries(arrays).map(([name, array]) => [`${prefix}.${name}`, array]));
        return {
            ...named("sums", this.sums.arrays()),
            ...named("top", this.top.arrays()),
            ...named("drawn", this.drawn.arrays()),
            ...named("together", this.together.arrays())
        };
    }

    /** the numbers beside the arrays */
    counters(): HarvestCounters {
        return {tokens: this.tokens, sinks: this.sinks, norms: [...this.norms]};
    }

    /** @param counters as they were when the arrays, which were filled from a snapshot, were written */
    restore({tokens, sinks, norms}: HarvestCounters): void {
        this.tokens = tokens;
        this.sinks = sinks;
        this.norms.length = 0;
        for (const norm of norms) this.norms.push(norm);
        this.top.restored();
        this.drawn.restored();
        this.together.restored();
    }

    get residualNorm(): number {
        return median(this.norms);
    }

    #addText({context, tokens}: HarvestedText, harvested: Harvested, first: number): void {
        const {offsets, features, values, norms} = harvested;
        const last = first + tokens.length;
        const lengths = Array.from(norms.subarray(first, last)).filter((norm) => norm > 0);
        const limit = SINK_RATIO * median(lengths);
        const touched: number[] = [];
        for (let row = first; row < last; row++) {
            const norm = norms[row]!;
            // special tokens were not read
            if (norm === 0) continue;
            if (norm > limit) {
                this.sinks++;
                continue;
            }
            this.tokens++;
            if (this.norms.length < NORMS_KEPT) this.norms.push(norm);
            const from = offsets[row]!;
            const to = offsets[row + 1]!;
            this.together.addToken(features, values, from, to);
            for (let i = from; i < to; i++) {
                const feature = features[i]!;
                const value = values[i]!;
                this.sums.add(feature, value);
                // what a signed top-k fires below zero is no example of a feature
                if (!(value > 0)) continue;
                const position = row - first;
                const lot = mixHash(feature, context, position);
                if (this.drawn.wants(feature, lot, context, position))
                    fillWindow(this.drawn.keep(feature, lot, {context, position, value}), feature, row, first, last, harvested);
                const best = this.#best[feature]!;
                if (best === 0) touched.push(feature);
                if (value <= best) continue;
                this.#best[feature] = value;
                this.#bestAt[feature] = row;
            }
        }
        for (const feature of touched) {
            const row = this.#bestAt[feature]!;
            const value = this.#best[feature]!;
            this.#best[feature] = 0;
            const position = row - first;
            if (!this.top.wants(feature, value, context, position)) continue;
            fillWindow(this.top.keep(feature, value, {context, position, value}), feature, row, first, last, harvested);
        }
    }
}

/** Enough for a median that no longer moves. */
const NORMS_KEPT = 16_384;

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** The feature's activations around a token, within its text. */
function fillWindow(window: Float16Array, feature: number, row: number, first: number, last: number, {offsets, features, values}: Harvested): void {
    const end = Math.min(last, row + AFTER + 1);
    for (let at = Math.max(first, row - BEFORE); at < end; at++) {
        const i = indexOf(features, feature, offsets[at]!, offsets[at + 1]!);
        if (i >= 0) window[BEFORE + at - row] = values[i]!;
    }
}

/** Binary search in [from, to) of ascending numbers. */
function indexOf(sorted: Int32Array, wanted: number, from: number, to: number): number {
    let low = from;
    let high = to - 1;
    while (low <= high) {
        const middle = (low + high) >> 1;
        const value = sorted[middle]!;
        if (value === wanted) return middle;
        if (value < wanted) low = middle + 1;
        else high = middle - 1;
    }
    return -1;
}
