import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {DictionaryFile} from "../dictionaries/index.ts";
import type {RawSteering} from "../steering/index.ts";
import type {LoadedModel} from "./loadedModel.ts";
import {loadSteerableModel} from "./loadSteerableModel.ts";
import {DEMO, GREEDY} from "./testing.ts";

const PLAIN: RawSteering = {edits: [], scope: "answer"};

describe("writeBranches", {timeout: 60_000}, () => {
    let model: LoadedModel;
    let dictionary: DictionaryFile;
    let question: readonly number[];
    beforeAll(async () => {
        dictionary = await DEMO.steering();
        model = await loadSteerableModel({modelPath: DEMO.model, dictionaries: [dictionary], lanes: 2});
        question = model.tokenizeQuestion([{role: "user", content: "Tell me about the Andromeda Galaxy."}]);
    }, 60_000);
    afterAll(() => model.dispose());

    const pirate = (strength: number, more: Partial<RawSteering> = {}): RawSteering => ({
        edits: [{dictionary: dictionary.id, feature: DEMO.sweep.feature, mode: "shift", value: strength * dictionary.residualNorm!}],
        scope: "answer",
        ...more
    });
    const request = (steerings: readonly RawSteering[], sampling = GREEDY) => ({
        prefix: question.slice(0, -1),
        steering: PLAIN,
        branches: steerings.map((steering, i) => ({tokens: question.slice(-1), steering, sampling: {...sampling, seed: sampling.seed + i}}))
    });

    it("writes each as if it were alone, more of them than there are sequences, and says how likely each token was", async () => {
        const steerings = [PLAIN, pirate(0.5), pirate(0.5, {decay: 8}), pirate(0.8, {normRestore: 1}), ...Array.from({length: 20}, (_, i) => pirate(0.05 * i))];
        const together = await model.writeBranches(request(steerings));
        for (const i of [0, 1, 2, 3, 9, 23]) {
            const [alone] = await model.writeBranches(request([steerings[i]!]));
            expect(together[i]!.tokens).toEqual(alone!.tokens);
            const text = [...question, ...together[i]!.tokens];
            const [score] = await model.score({texts: [text], steering: steerings[i]!, answerFrom: [question.length]});
            const expected = score!.tokenLogprobs.subarray(question.length - 1);
            expect(together[i]!.logprobs).toHaveLength(expected.length);
            for (const [t, logprob] of together[i]!.logprobs.entries()) expect(logprob).toBeCloseTo(expected[t]!, 2);
        }
        expect(new Set(together.slice(0, 4).map(({text}) => text)).size).toBe(4);
    });

    it("writes what generate writes, greedily", async () => {
        const [written] = await model.writeBranches(request([pirate(0.5)], {...GREEDY, maxTokens: 60}));
        let text = "";
        const turns = [{role: "user", content: "Tell me about the Andromeda Galaxy."}] as const;
        for await (const event of model.generate(0, {turns, steering: pirate(0.5), sampling: {...GREEDY, maxTokens: 60}}))
            if (event.type === "token") text += event.text;
        expect(written!.text).toBe(text);
    });

    it("repeats itself from a seed, and not from another", async () => {
        const warm = {...GREEDY, temperature: 1.2, maxTokens: 30};
        const [a, b] = [await model.writeBranches(request([PLAIN, PLAIN], warm)), await model.writeBranches(request([PLAIN, PLAIN], warm))];
        expect(a.map(({text}) => text)).toEqual(b.map(({text}) => text));
        expect(a[0]!.text).not.toBe(a[1]!.text);
    });

    it("ends at the end of a turn, at the limit, and where a rule ends it", async () => {
        const when = {left: {dictionary: dictionary.id, features: [0], weights: [1], combine: "max"}, operator: ">=", right: 0} as const;
        const [short, whole, ruled] = await model.writeBranches({
            ...request([PLAIN, PLAIN, {...PLAIN, rules: [{when, on: "answer", sticky: false, ends: true}]}]),
            branches: [
                {tokens: question.slice(-1), steering: PLAIN, sampling: {...GREEDY, maxTokens: 3}},
                {tokens: question.slice(-1), steering: PLAIN, sampling: {...GREEDY, maxTokens: 200}},
                {tokens: question.slice(-1), steering: {...PLAIN, rules: [{when, on: "answer", sticky: false, ends: true}]}, sampling: GREEDY}
            ]
        });
        expect(short).toMatchObject({finishReason: "max-tokens", tokens: {length: 3}});
        expect(whole).toMatchObject({finishReason: "end-of-turn"});
        // the rule looks at the answer's first token, after which nothing more is written
        expect(ruled).toMatchObject({finishReason: "aborted", tokens: {length: 1}});
    });

    it("refuses what does not fit, and goes on after a cancellation", async () => {
        await expect(model.writeBranches(request([PLAIN], {...GREEDY, maxTokens: 100_000}))).rejects.toMatchObject({code: "model/evaluation-failed"});
        const stop = new AbortController();
        const long = model.writeBranches(request(Array(40).fill(PLAIN), {...GREEDY, maxTokens: 200}), stop.signal);
        setTimeout(() => stop.abort(new Error("enough")), 5);
        await expect(long).rejects.toThrow("enough");
        expect(await model.writeBranches(request([PLAIN]))).toHaveLength(1);
    });
});
