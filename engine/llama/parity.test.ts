import type {Token} from "node-llama-cpp";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {llamaRuntime} from "./llamaRuntime.ts";
import type {LoadedModel} from "./loadedModel.ts";
import {loadSteerableModel} from "./loadSteerableModel.ts";
import {nativeAddon} from "./nativeAddon.ts";
import {nativeSpec} from "./nativeSpec.ts";
import type {ReadPlan} from "./plans.ts";
import {TappedContext} from "./TappedContext.ts";
import {largestDifference, PARITY_EXPECTED, PARITY_MODEL, parityDictionary} from "./testing.ts";

let model: LoadedModel;
let dictionary: Awaited<ReturnType<typeof parityDictionary>>;

beforeAll(async () => {
    dictionary = await parityDictionary();
    model = await loadSteerableModel({modelPath: PARITY_MODEL, dictionaries: [dictionary], lanes: 1});
});
afterAll(() => model.dispose());

describe("score, against an independent float64 program", () => {
    const {tokens, edits, token_logprobs, logprobs_last} = PARITY_EXPECTED;

    it.each([["no edits", {edits: [], token_logprobs, logprobs_last}] as const, ...Object.entries(edits)])(
        "agrees within 1e-4 under %s",
        async (_, expected) => {
            const steering = {edits: expected.edits.map((edit) => ({...edit, dictionary: dictionary.id})), scope: "all" as const};
            const [score] = await model.score({texts: [tokens], steering, lastLogprobs: true});
            expect(largestDifference(score!.tokenLogprobs, expected.token_logprobs)).toBeLessThan(1e-4);
            expect(largestDifference(score!.lastLogprobs!, expected.logprobs_last)).toBeLessThan(1e-4);
        }
    );

    it("gives each of many texts in one call what it gives it alone", async () => {
        const steering = {edits: [{dictionary: dictionary.id, ...edits.pin!.edits[0]!}], scope: "all" as const};
        const texts = Array.from({length: 11}, (_, i) => tokens.slice(0, tokens.length - (i % 5)));
        const together = await model.score({texts, steering});
        for (const [i, text] of texts.entries())
            expect(largestDifference(together[i]!.tokenLogprobs, edits.pin!.token_logprobs.slice(0, text.length - 1))).toBeLessThan(1e-4);
    });

    it("leaves positions before the answer as they are, and steers from the last prompt token on", async () => {
        const steering = {edits: [{dictionary: dictionary.id, feature: 359, mode: "add" as const, value: 3}], scope: "answer" as const};
        const [score] = await model.score({texts: [tokens], steering, answerFrom: [10]});
        expect(largestDifference(score!.tokenLogprobs.subarray(0, 9), token_logprobs.slice(0, 9))).toBeLessThan(1e-4);
        expect(Math.abs(score!.tokenLogprobs[9]! - token_logprobs[9]!)).toBeGreaterThan(1e-3);
    });

    it("stops when cancelled", async () => {
        const texts = Array.from({length: 400}, () => tokens);
        await expect(model.score({texts, steering: {edits: [], scope: "all"}}, AbortSignal.timeout(1))).rejects.toMatchObject({name: "TimeoutError"});
    });

    it("refuses a text longer than the context", async () => {
        const text = Array.from({length: 5000}, () => 5);
        await expect(model.score({texts: [text], steering: {edits: [], scope: "all"}})).rejects.toMatchObject({code: "model/evaluation-failed"});
    });
});

describe("reading, against an independent float64 program", () => {
    /** Evaluates the fixture's tokens on a tapped context and hands over what was read, per position. */
    async function read(plan: Pick<ReadPlan, "topK" | "watch" | "residualLayer" | "only">) {
        const llama = await llamaRuntime();
        const loaded = await llama.loadModel({modelPath: PARITY_MODEL, gpuLayers: 0});
        const tapped = await TappedContext.create(loaded, [new (nativeAddon().Dictionary)(nativeSpec(dictionary))], 2, {
            contextSize: 64,
            batchSize: 64,
            sequences: 2,
            flashAttention: false,
            experimentalKvCacheKeyType: "F32",
            experimentalKvCacheValueType: "F32"
        });
        const top: [number, number][][] = [];
        const watched: number[][] = [];
        const residual: number[][] = [];
        const sequence = tapped.context.getSequence();
        tapped.plan(sequence, {
            read: {
                ...plan,
                readsAt: () => true,
                onReadout(positions, readout, records) {
                    records.forEach((record, i) => {
                        const k = plan.topK[0] ?? 0;
                        top[positions[i]!] = Array.from({length: k}, (_, j) => [
                            readout.topFeatures[0]![record * k + j]!,
                            readout.topValues[0]![record * k + j]!
                        ]);
                        watched[positions[i]!] = [...readout.watch.subarray(record * plan.watch.length, (record + 1) * plan.watch.length)];
                        const d = readout.residual.length / readout.columns.length;
                        residual[positions[i]!] = [...readout.residual.subarray(record * d, (record + 1) * d)];
                    });
                }
            }
        });
        await sequence.evaluateWithoutGeneratingNewTokens([...PARITY_EXPECTED.tokens] as Token[]);
        await tapped.dispose();
        await loaded.dispose();
        return {top, watched, residual};
    }

    it.each([false, true])("finds the residual and the eight strongest features of every token (ending after the tap: %s)", async (only) => {
        const {top, residual} = await read({topK: [8], watch: [], residualLayer: PARITY_EXPECTED.layer, only});
        const [nTokens, dModel] = PARITY_EXPECTED.residual.shape;
        expect(residual).toHaveLength(nTokens);
        expect(largestDifference(residual.flat(), PARITY_EXPECTED.residual.data.slice(0, nTokens * dModel))).toBeLessThan(1e-4);
        for (const [position, expected] of PARITY_EXPECTED.top8_per_token.entries()) {
            expect(top[position]!.map(([feature]) => feature)).toEqual(expected.map(([feature]) => feature));
            for (const [i, [, activation]] of expected.entries()) expect(Math.abs(top[position]![i]![1] / activation - 1)).toBeLessThan(1e-3);
        }
    });

    it("reads chosen features without encoding the others", async () => {
        const [[feature, activation]] = PARITY_EXPECTED.top8_per_token[5] as [[number, number]];
        const {watched} = await read({topK: [0], watch: [{dictionary: 0, feature}], residualLayer: -1, only: true});
        expect(watched[5]![0]! / activation).toBeCloseTo(1, 3);
    });
});
