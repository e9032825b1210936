import type {PairReport} from "../contract/index.ts";
import type {WholeBatch} from "../llama/types.ts";
import {countBins} from "./countBins.ts";

/** A token's norm is suspect beyond so many times the median: sinks such as BOS carry norms orders of magnitude above the rest. */
const OUTLIER_RATIO = 10;
const DENSITY_BINS = {from: -5, to: 0, n: 25};
const L0_BINS = 24;

interface TokenFacts {
    readonly window: number;
    readonly position: number;
    readonly token: number;
    readonly special: boolean;
    readonly norm: number;
    readonly l0: number;
    readonly error: number;
}

/**
 * What is kept of the readings: a few numbers a token, one a feature, so that memory does not grow with d_model times tokens.
 * Special tokens and outliers are left out of the figures.
 * @see FVU = sum |x - xhat|^2 / sum |x - mean|^2; the denominator is sum |x|^2 - |sum x|^2 / n, in double
 */
export class Tally {
    readonly #nFeatures: number;
    readonly #tokens: TokenFacts[] = [];
    readonly #fired: Uint32Array;
    readonly #sum: Float64Array;
    #ordinary = 0;
    #squares = 0;
    #errors = 0;
    #l0 = 0;
    readonly #norms: number[] = [];

    constructor({nFeatures, dModel}: {readonly nFeatures: number; readonly dModel: number}) {
        this.#nFeatures = nFeatures;
        this.#fired = new Uint32Array(nFeatures);
        this.#sum = new Float64Array(dModel);
    }

    /** @param tokens of the window; the batches must cover it */
    addWindow(window: number, tokens: readonly number[], batches: readonly WholeBatch[], isSpecial: (token: number) => boolean): void {
        const read = batches.flatMap((batch) =>
            batch.positions.map((position, i) => ({batch, i, position, norm: normOf(batch.residual, i, this.#sum.length)}))
        );
        const norms = read.filter(({position}) => !isSpecial(tokens[position]!)).map(({norm}) => norm);
        // the window's own median: with it no residual needs to be kept until the last window is read
        const limit = OUTLIER_RATIO * median(norms);
        for (const {batch, i, position, norm} of read) {
            const token = tokens[position]!;
            const special = isSpecial(token);
            const from = batch.offsets[i]!;
            const to = batch.offsets[i + 1]!;
            this.#tokens.push({window, position, token, special, norm, l0: to - from, error: batch.errors[i]!});
            if (special || norm > limit) continue;
            this.#ordinary++;
            this.#norms.push(norm);
            this.#l0 += to - from;
            this.#errors += batch.errors[i]!;
            this.#squares += norm * norm;
            for (let j = 0; j < this.#sum.length; j++) this.#sum[j]! += batch.residual[i * this.#sum.length + j]!;
            for (let j = from; j < to; j++) this.#fired[batch.features[j]!]!++;
        }
    }

    get nTokens(): number {
        return this.#tokens.length;
    }

    get nOrdinary(): number {
        return this.#ordinary;
    }

    get figures() {
        const n = this.#ordinary;
        const meanSquare = this.#sum.reduce((sum, value) => sum + value * value, 0) / n;
        return {
            l0: this.#l0 / n,
            fvu: this.#errors / (this.#squares - meanSquare),
            deadShare: this.#fired.reduce((count, times) => count + (times === 0 ? 1 : 0), 0) / this.#nFeatures,
            residualNorm: median(this.#norms)
        };
    }

    /** Special tokens among them: a BOS that is no outlier is worth knowing too, but only what stands out is listed. */
    outliers(textOf: (window: number, position: number) => string): PairReport["outliers"] {
        const typical = median(this.#norms);
        return this.#tokens
            .filter(({norm}) => norm > OUTLIER_RATIO * typical)
            .sort((a, b) => b.norm - a.norm)
            .slice(0, 20)
            .map(({window, position, special, norm}) => ({position, text: textOf(window, position), norm, ratio: norm / typical, special}));
    }

    get l0Histogram(): PairReport["l0Histogram"] {
        const ordinary = this.#tokens.filter(({special}) => !special).map(({l0}) => l0);
        const max = Math.max(1, ordinary.reduce((most, l0) => Math.max(most, l0), 0) + 1);
        return {max, counts: countBins(ordinary, {from: 0, to: max, n: Math.min(L0_BINS, max)})};
    }

    get densityHistogram(): PairReport["densityHistogram"] {
        const densities = [...this.#fired].filter((times) => times > 0).map((times) => Math.log10(times / this.#ordinary));
        const {from, to} = DENSITY_BINS;
        return {from, to, counts: countBins(densities, DENSITY_BINS), never: this.#nFeatures - densities.length};
    }
}

function normOf(residual: Float32Array, row: number, dModel: number): number {
    let squares = 0;
    for (let j = row * dModel; j < (row + 1) * dModel; j++) squares += residual[j]! * residual[j]!;
    return Math.sqrt(squares);
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
