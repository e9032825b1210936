import type {LlamaContextSequence, Token} from "node-llama-cpp";
import {EngineError} from "../contract/index.ts";
import type {TappedContext} from "./TappedContext.ts";

/** Some tokens of one text, as one batch evaluated them. */
export interface WholeBatch {
    /** [n] positions in the text, ascending */
    readonly positions: readonly number[];
    /** [n + 1] where each position's features begin in `features` and `values`, and their end */
    readonly offsets: Int32Array;
    /** ascending within a position */
    readonly features: Int32Array;
    readonly values: Float32Array;
    /** [n] |x - xhat|^2 */
    readonly errors: Float32Array;
    /** [n][dModel], the residual after the dictionary's layer, unedited */
    readonly residual: Float32Array;
}

export interface WholeOptions {
    readonly tapped: TappedContext;
    readonly sequence: LlamaContextSequence;
    /** token ids, BOS first where the model wants one */
    readonly tokens: readonly number[];
    /** index into the tap's dictionaries */
    readonly dictionary: number;
    readonly nDictionaries: number;
    readonly layer: number;
}

/**
 * Every feature that fires on every token of a text, with the residual and how far the reconstruction is off. The evaluation ends after the
 * tap, unless an answer is being written in the same batch.
 * @param onBatch called in order; its arrays are its own to keep
 * @throws EngineError `model/context-full`; the signal's reason
 */
export async function readWhole(options: WholeOptions, onBatch: (batch: WholeBatch) => void, signal?: AbortSignal): Promise<void> {
    const {tapped, sequence, tokens, dictionary, nDictionaries, layer} = options;
    if (tokens.length > sequence.contextSize) throw new EngineError("model/context-full", {contextSize: sequence.contextSize, neededTokens: tokens.length});
    await sequence.clearHistory();
    tapped.plan(sequence, {
        read: {
            only: true,
            topK: [],
            watch: [],
            whole: Array.from({length: nDictionaries}, (_, d) => (d === dictionary ? "errors" : "none")),
            residualLayer: layer,
            readsAt: () => true,
            onReadout(positions, {whole, residual, columns}, records) {
                const reading = whole[dictionary];
                if (reading === null || reading === undefined) throw new EngineError("engine/internal", {detail: "a reading that was asked for did not come"});
                const dModel = residual.length / columns.length;
                const rows = records.map((record) => [reading.offsets[record]!, reading.offsets[record + 1]!] as const);
                const offsets = new Int32Array(records.length + 1);
                rows.forEach(([from, to], i) => {
                    offsets[i + 1] = offsets[i]! + to - from;
                });
                const batch = {
                    positions,
                    offsets,
                    features: new Int32Array(offsets.at(-1)!),
                    values: new Float32Array(offsets.at(-1)!),
                    errors: Float32Array.from(records, (record) => reading.errors[record]!),
                    residual: new Float32Array(records.length * dModel)
                };
                rows.forEach(([from, to], i) => {
                    batch.features.set(reading.features.subarray(from, to), offsets[i]!);
                    batch.values.set(reading.values.subarray(from, to), offsets[i]!);
                    batch.residual.set(residual.subarray(records[i]! * dModel, (records[i]! + 1) * dModel), i * dModel);
                });
                onBatch(batch);
            }
        }
    });
    try {
        const {batchSize} = tapped.context;
        for (let at = 0; at < tokens.length; at += batchSize) {
            signal?.throwIfAborted();
            await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(at, at + batchSize) as Token[]);
        }
    } finally {
        tapped.plan(sequence, undefined);
        // after an early stop the layers behind the tap hold nothing of use
        await sequence.clearHistory().catch(() => undefined);
    }
}
