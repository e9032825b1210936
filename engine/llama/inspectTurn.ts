import type {LlamaContextSequence, Token} from "node-llama-cpp";
import {EngineError, featureId, type TokenReading, tokenPosition} from "../contract/index.ts";
import type {NativeSet} from "../native/AddonTypes.ts";
import type {RenderedPrompt} from "./renderPrompt.ts";
import type {TappedContext} from "./TappedContext.ts";
import {tokenActions} from "./tokenActions.ts";
import type {RawSteering} from "./types.ts";

export interface InspectOptions {
    readonly tapped: TappedContext;
    readonly sequence: LlamaContextSequence;
    readonly prompt: RenderedPrompt;
    /** whether the last turn is an answer: then edits of scope `answer` act in it */
    readonly isAnswer: boolean;
    readonly steering: RawSteering;
    readonly set: NativeSet;
    readonly dictionary: number;
    readonly nDictionaries: number;
    readonly k: number;
    readonly features: readonly number[];
    readonly isSpecial: (token: number) => boolean;
}

/**
 * Reads the tokens of the last turn. The evaluation ends after the tap unless an answer is being written in the same batch.
 * @throws EngineError `model/context-full`
 */
export async function inspectTurn(options: InspectOptions, signal?: AbortSignal): Promise<readonly TokenReading[]> {
    const {tapped, sequence, prompt, k, features} = options;
    const {from, to} = prompt.lastTurn;
    const tokens = prompt.tokens.slice(0, to);
    if (tokens.length > sequence.contextSize) throw new EngineError("model/context-full", {contextSize: sequence.contextSize, neededTokens: tokens.length});
    if (from === to) return [];

    const actions = tokenActions(options.steering, options.isAnswer ? from : Infinity, options.isSpecial);
    const readings: TokenReading[] = new Array(to - from);
    const text = (position: number) =>
        sequence.model.detokenize([tokens[position] as Token], true, tokens.slice(Math.max(0, position - 4), position) as Token[]);
    await sequence.clearHistory();
    tapped.plan(sequence, {
        edit: {set: options.set, actions},
        read: {
            moved: true,
            only: true,
            topK: Array.from({length: options.nDictionaries}, (_, d) => (d === options.dictionary ? k : 0)),
            watch: features.map((feature) => ({dictionary: options.dictionary, feature})),
            residualLayer: -1,
            readsAt: (position) => position >= from && position < to,
            onReadout(positions, readout, records) {
                records.forEach((record, i) => {
                    const position = positions[i]!;
                    const top = Array.from({length: k}, (_, j) => record * k + j)
                        .filter((at) => readout.topFeatures[options.dictionary]![at]! >= 0)
                        .map((at) => ({feature: featureId(readout.topFeatures[options.dictionary]![at]!), value: readout.topValues[options.dictionary]![at]!}));
                    readings[position - from] = {
                        position: tokenPosition(position),
                        text: text(position),
                        token: tokens[position]!,
                        special: options.isSpecial(tokens[position]!),
                        steered: readout.moved[record]! > 0,
                        moved: readout.moved[record]!,
                        top,
                        chosen: Array.from(readout.watch.subarray(record * features.length, (record + 1) * features.length))
                    };
                });
            }
        }
    });
    try {
        const {batchSize} = tapped.context;
        for (let at = 0; at < tokens.length; at += batchSize) {
            signal?.throwIfAborted();
            await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(at, at + batchSize) as Token[]);
        }
        return readings;
    } finally {
        tapped.plan(sequence, undefined);
        // after an early stop the layers behind the tap hold nothing of use
        await sequence.clearHistory().catch(() => undefined);
    }
}
