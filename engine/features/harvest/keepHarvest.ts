import {setImmediate} from "node:timers/promises";
import type {ExecutorContext} from "../../runs/types.ts";
import type {Peak} from "../../store/featureListQueries.ts";
import type {HarvestedFeature} from "../../store/harvestQueries.ts";
import type {Store} from "../../store/openStore.ts";
import {peaksOf, peakTokensOf} from "../list/peaksOf.ts";
import {chooseExamples} from "./chooseExamples.ts";
import {encodeExamples, type KeptExample} from "./exampleBytes.ts";
import type {HarvestState} from "./HarvestState.ts";
import {PiecePool} from "./PiecePool.ts";
import type {TextFile} from "./TextFile.ts";

/** Rows a transaction: it blocks the process for some milliseconds. */
const STEP = 256;
/** Companions that are kept for each feature. */
const COMPANIONS = 32;
/** Whole texts that are kept, for whoever wants to read more than an example's window: 64 MB at most. */
const TEXTS = 65_536;

interface Kept {
    readonly id: string;
    readonly dictionary: string;
    readonly model: string;
    readonly corpus: string;
    readonly state: HarvestState;
    readonly texts: TextFile;
    /** how many of them */
    readonly nTexts: number;
    /** special tokens by their names */
    readonly detokenize: (tokens: readonly number[]) => string;
    readonly context: Pick<ExecutorContext<true>, "signal" | "onProgress">;
}

/** Writes what a harvest found into the store: in steps, under its own id, shown when it is whole. What an earlier attempt left is replaced. */
export async function keepHarvest(store: Store, {id, dictionary, model, corpus, state, texts, nTexts, detokenize, context}: Kept): Promise<void> {
    const {signal, onProgress} = context;
    const {nFeatures, tokens, sinks, residualNorm} = state;
    store.harvests.remove(id);
    const shown = new Set<number>();
    const pool = new PiecePool(detokenize);
    const peaking = new Set<number>();
    const begin = {id, dictionary, model, corpus, at: Date.now(), tokens, texts: nTexts, sinks, residualNorm, exactCompanions: state.together.isExact};
    store.harvests.begin(begin);
    for (let first = 0; first < nFeatures; first += STEP) {
        signal.throwIfAborted();
        const rows: HarvestedFeature[] = [];
        const peaks: Peak[] = [];
        for (let feature = first; feature < Math.min(nFeatures, first + STEP); feature++) {
            const examples = chooseExamples(state, feature);
            const tokens = await Promise.all(examples.map(({context: text}) => texts.read(text)));
            for (const {context: text} of examples) shown.add(text);
            const withPieces = examples.map((example, i) => ({...example, pieces: pool.windowAround(tokens[i]!, example.position)}));
            rows.push(rowOf(state, feature, withPieces));
            peaks.push(...peaksOf(feature, withPieces));
        }
        store.harvests.addFeatures(id, rows);
        store.featureLists.addPeaks(id, peaks);
        for (const {piece} of peaks) peaking.add(piece);
        onProgress({stage: "storing", done: Math.min(nFeatures, first + STEP), total: nFeatures, unit: "items"});
        await setImmediate();
    }
    const pieces = pool.texts;
    for (let first = 0; first < pieces.length; first += STEP) {
        signal.throwIfAborted();
        const some = pieces.slice(first, first + STEP);
        store.harvests.addPieces(id, first + 1, some);
        store.featureLists.addPeakTokens(id, peakTokensOf(some, first + 1, peaking));
        await setImmediate();
    }
    const wanted = evenly(
        [...shown].sort((a, b) => a - b),
        TEXTS
    );
    for (let first = 0; first < wanted.length; first += STEP) {
        signal.throwIfAborted();
        const rows = wanted.slice(first, first + STEP).map(async (text) => ({text, tokens: bytesOf(await texts.read(text))}));
        store.harvests.addTexts(id, await Promise.all(rows));
        await setImmediate();
    }
    store.harvests.finish(id, dictionary);
}

/** At most so many, from all over the list. */
const evenly = (list: readonly number[], most: number) =>
    list.length <= most ? list : Array.from({length: most}, (_, i) => list[Math.floor((i * list.length) / most)]!);

function rowOf(state: HarvestState, feature: number, examples: readonly KeptExample[]): HarvestedFeature {
    const {sums, together} = state;
    const companions = Uint32Array.from(together.of(feature, COMPANIONS).flatMap((one) => [one.feature, one.together]));
    return {
        feature,
        count: sums.count[feature]!,
        sum: sums.sum[feature]!,
        max: sums.max[feature]!,
        strong: together.strong[feature]!,
        bins: bytesOf(sums.binsOf(feature)),
        examples: encodeExamples(examples),
        companions: bytesOf(companions)
    };
}

/** Copied: the store takes no memory that threads share. */
const bytesOf = (array: Uint32Array) => new Uint8Array(array.slice().buffer);
