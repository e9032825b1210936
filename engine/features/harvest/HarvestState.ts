import type {Harvested} from "../../llama/types.ts";
import {type Allocate, inOwnMemory} from "./Allocate.ts";
import {BestExamples} from "./BestExamples.ts";
import {Coactivation} from "./Coactivation.ts";
import {DrawnExamples} from "./DrawnExamples.ts";
import {FeatureSums} from "./FeatureSums.ts";
import type {SnapshotArrays} from "./snapshot.ts";
import {TextFirings} from "./TextFirings.ts";

/** Strongest examples that are gathered, one a text, so that a feature page does not show one sentence ten times. */
const TOP = 12;
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
    readonly drawn: DrawnExamples;
    readonly together: Coactivation;
    /** ordinary tokens that were counted */
    tokens = 0;
    /** tokens that were left out for the length of their residual */
    sinks = 0;
    /** lengths of the first ordinary tokens: R is their median */
    readonly norms: number[] = [];
    readonly #best: Float32Array;
    readonly #bestAt: Int32Array;
    readonly #firings: TextFirings;

    /** @param allocate where `arrays` lie; asked for the same sizes in the same order every time */
    constructor(nFeatures: number, allocate: Allocate = inOwnMemory) {
        this.nFeatures = nFeatures;
        this.sums = new FeatureSums(nFeatures, allocate);
        this.top = new BestExamples(nFeatures, TOP, allocate);
        this.drawn = new DrawnExamples(this.sums, allocate);
        this.together = new Coactivation(nFeatures, allocate);
        this.#best = new Float32Array(nFeatures);
        this.#bestAt = new Int32Array(nFeatures);
        this.#firings = new TextFirings(nFeatures);
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
        this.#firings.read(harvested, first, last);
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
                const window = this.drawn.offer(feature, value, context, position);
                if (window !== undefined) this.#firings.fill(window, i);
                const best = this.#best[feature]!;
                if (best === 0) touched.push(feature);
                if (value <= best) continue;
                this.#best[feature] = value;
                this.#bestAt[feature] = i;
            }
        }
        for (const feature of touched) {
            const firing = this.#bestAt[feature]!;
            const value = this.#best[feature]!;
            this.#best[feature] = 0;
            const position = this.#firings.rowOf(firing) - first;
            if (!this.top.wants(feature, value, context, position)) continue;
            this.#firings.fill(this.top.keep(feature, value, {context, position, value}), firing);
        }
    }
}

/** Enough for a median that no longer moves. */
const NORMS_KEPT = 16_384;

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
