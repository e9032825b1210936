import {setImmediate} from "node:timers/promises";
import type {ExecutorContext} from "../../runs/types.ts";
import type {HarvestedFeature} from "../../store/harvestQueries.ts";
import type {Store} from "../../store/openStore.ts";
import {type ChosenExample, chooseExamples} from "./chooseExamples.ts";
import {encodeExamples} from "./exampleBytes.ts";
import type {HarvestState} from "./HarvestState.ts";
import type {TextFile} from "./TextFile.ts";

/** Rows a transaction: it blocks the process for some milliseconds. */
const STEP = 256;
/** Companions that are kept for each feature. */
const COMPANIONS = 32;

interface Kept {
    readonly id: string;
    readonly dictionary: string;
    readonly model: string;
    readonly corpus: string;
    readonly state: HarvestState;
    readonly texts: TextFile;
    readonly context: Pick<ExecutorContext<true>, "signal" | "onProgress">;
}

/** Writes what a harvest found into the store: in steps, under its own id, shown when it is whole. What an earlier attempt left is replaced. */
export async function keepHarvest(store: Store, {id, dictionary, model, corpus, state, texts, context}: Kept): Promise<void> {
    const {signal, onProgress} = context;
    const {nFeatures, tokens, sinks, residualNorm} = state;
    store.harvests.remove(id);
    const shown = new Set<number>();
    const begin = {id, dictionary, model, corpus, at: Date.now(), tokens, texts: 0, sinks, residualNorm, exactCompanions: state.together.isExact};
    store.harvests.begin(begin);
    for (let first = 0; first < nFeatures; first += STEP) {
        signal.throwIfAborted();
        const rows: HarvestedFeature[] = [];
        for (let feature = first; feature < Math.min(nFeatures, first + STEP); feature++) {
            const examples = chooseExamples(state, feature);
            for (const {context: text} of examples) shown.add(text);
            rows.push(rowOf(state, feature, examples));
        }
        store.harvests.addFeatures(id, rows);
        onProgress({stage: "storing", done: Math.min(nFeatures, first + STEP), total: nFeatures, unit: "items"});
        await setImmediate();
    }
    const wanted = [...shown].sort((a, b) => a - b);
    for (let first = 0; first < wanted.length; first += STEP) {
        signal.throwIfAborted();
        store.harvests.addTexts(id, await Promise.all(wanted.slice(first, first + STEP).map(async (text) => ({text, tokens: await texts.read(text)}))));
        await setImmediate();
    }
    store.harvests.finish(id, dictionary);
}

function rowOf(state: HarvestState, feature: number, examples: readonly ChosenExample[]): HarvestedFeature {
    const {sums, together} = state;
    const companions = Uint32Array.from(together.of(feature, COMPANIONS).flatMap((one) => [one.feature, one.together]));
    return {
        feature,
        count: sums.count[feature]!,
        sum: sums.sum[feature]!,
        max: sums.max[feature]!,
        bins: bytesOf(sums.binsOf(feature)),
        examples: encodeExamples(examples),
        companions: bytesOf(companions)
    };
}

const bytesOf = (array: Uint32Array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
