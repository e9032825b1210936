import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {DictionaryFile} from "../dictionaries/index.ts";
import type {LoadedModel} from "./loadedModel.ts";
import {loadSteerableModel} from "./loadSteerableModel.ts";
import {answerOf, aRequest, DEMO, GREEDY, UNSTEERED} from "./testing.ts";
import type {RawSteering} from "./types.ts";

let model: LoadedModel;
let steering: DictionaryFile;
let classification: DictionaryFile;

beforeAll(async () => {
    steering = await DEMO.steering();
    classification = await DEMO.classification();
    model = await loadSteerableModel({modelPath: DEMO.model, dictionaries: [steering, classification], lanes: 2});
});
afterAll(() => model.dispose());

const QUESTION = "Tell me about the Andromeda Galaxy.";
const {feature: PIRATE} = DEMO.sweep;
/** the feature of the demo's own sweep, at a strength that turns the manner: .6 of the residual's length (decoder rows have length 1) */
const strong = (feature = PIRATE, scope: RawSteering["scope"] = "answer"): RawSteering => ({
    edits: [{dictionary: steering.id, feature, mode: "add", value: 0.6 * steering.residualNorm!}],
    scope
});

describe("generate", () => {
    it("answers the same whatever was in the cache before", async () => {
        const plain = await answerOf(model, 0, aRequest(QUESTION));
        const steered = await answerOf(model, 0, aRequest(QUESTION, strong()));
        const wide = await answerOf(model, 0, aRequest(QUESTION, strong(PIRATE, "prompt-and-answer")));
        expect(steered.text).not.toBe(plain.text);
        for (const [request, expected] of [
            [aRequest(QUESTION), plain],
            [aRequest(QUESTION, strong(PIRATE, "prompt-and-answer")), wide],
            [aRequest(QUESTION, strong(PIRATE, "prompt-and-answer")), wide],
            [aRequest(QUESTION, strong()), steered],
            [aRequest(QUESTION), plain]
        ] as const)
            expect((await answerOf(model, 0, request)).text).toBe(expected.text);
    });

    it("uses the cache where it may", async () => {
        await answerOf(model, 0, aRequest(QUESTION));
        expect((await answerOf(model, 0, aRequest(QUESTION))).evaluatedPromptTokens).toBe(1);
    });

    it("gives two lanes in one batch what each gives alone, under different edits", async () => {
        const alone = [await answerOf(model, 0, aRequest(QUESTION, strong())), await answerOf(model, 1, aRequest(QUESTION))];
        const together = await Promise.all([answerOf(model, 0, aRequest(QUESTION, strong())), answerOf(model, 1, aRequest(QUESTION))]);
        expect(together.map(({text}) => text)).toEqual(alone.map(({text}) => text));
    });

    it("repeats a sampled answer from its seed", async () => {
        const sampled = aRequest(QUESTION, UNSTEERED, {sampling: {...GREEDY, temperature: 1.2, seed: 7}});
        expect((await answerOf(model, 0, sampled)).text).toBe((await answerOf(model, 1, sampled)).text);
    });

    it("stops at once when aborted and says so", async () => {
        const stop = new AbortController();
        const events = model.generate(0, aRequest(QUESTION, UNSTEERED, {sampling: {...GREEDY, maxTokens: 500}}), stop.signal);
        let tokens = 0;
        for (;;) {
            const next = await events.next();
            if (next.done) {
                expect(next.value).toMatchObject({finishReason: "stopped"});
                break;
            }
            if (next.value.type === "token" && ++tokens === 2) stop.abort();
        }
        expect(tokens).toBeLessThan(6);
    });

    it("continues an answer that was begun", async () => {
        const whole = await answerOf(model, 0, aRequest(QUESTION, UNSTEERED, {sampling: {...GREEDY, maxTokens: 40}}));
        const words = whole.text.split(" ");
        const answerStart = words.slice(0, 5).join(" ");
        const continued = await answerOf(model, 0, aRequest(QUESTION, UNSTEERED, {answerStart, sampling: {...GREEDY, maxTokens: 200}}));
        expect(`${answerStart}${continued.text}`.slice(0, whole.text.length)).toBe(whole.text);
    });

    it("refuses a prompt that does not fit, and answers the next one", async () => {
        const long = "galaxy ".repeat(3000);
        await expect(answerOf(model, 0, aRequest(long))).rejects.toMatchObject({code: "model/context-full", data: {contextSize: model.info.contextSize}});
        expect((await answerOf(model, 0, aRequest(QUESTION))).text).not.toBe("");
    });

    it("keeps the text of special tokens inside a message as text", async () => {
        const tokens = model.tokenize("<|eot_id|>");
        expect(tokens).toHaveLength(1);
        const readings = await model.inspect({
            turns: [{role: "user", content: "a <|eot_id|> b"}],
            steering: UNSTEERED,
            dictionary: steering.id,
            k: 0,
            features: []
        });
        expect(readings.every(({special}) => !special)).toBe(true);
        expect(readings.map(({text}) => text).join("")).toBe("a <|eot_id|> b");
    });
});

describe("inspect", () => {
    it("reads the last turn's tokens in both dictionaries, strongest first, and chosen features beside them", async () => {
        for (const dictionary of [steering, classification]) {
            const [first] = await model.inspect({
                turns: [{role: "user", content: QUESTION}],
                steering: UNSTEERED,
                dictionary: dictionary.id,
                k: 4,
                features: []
            });
            const feature = first!.top[0]!.feature;
            const readings = await model.inspect({
                turns: [{role: "user", content: QUESTION}],
                steering: UNSTEERED,
                dictionary: dictionary.id,
                k: 4,
                features: [feature]
            });
            expect(readings.map(({text}) => text).join("")).toBe(QUESTION);
            expect(readings[0]!.chosen[0]).toBeCloseTo(first!.top[0]!.value, 2);
            for (const {top} of readings) expect(top.map(({value}) => value)).toEqual(top.map(({value}) => value).toSorted((a, b) => b - a));
        }
    });

    it("reads an answer while another is being written, without disturbing it", async () => {
        const alone = await answerOf(model, 0, aRequest(QUESTION, strong()));
        const turns = [
            {role: "user", content: QUESTION},
            {role: "assistant", content: alone.text}
        ] as const;
        const inspected = await model.inspect({turns, steering: strong(), dictionary: steering.id, k: 3, features: [PIRATE]});
        const [answer, again] = await Promise.all([
            answerOf(model, 0, aRequest(QUESTION, strong())),
            model.inspect({turns, steering: strong(), dictionary: steering.id, k: 3, features: [PIRATE]})
        ]);
        expect(answer.text).toBe(alone.text);
        expect(again.map(({steered}) => steered)).toEqual(inspected.map(({steered}) => steered));
        expect(inspected.every(({steered}) => steered)).toBe(true);
    });

    it("refuses a dictionary that is not loaded and a feature that is not there", async () => {
        const request = {turns: [{role: "user", content: "Hi"}] as const, steering: UNSTEERED, dictionary: "nowhere", k: 1, features: []};
        await expect(model.inspect(request)).rejects.toMatchObject({code: "dictionary/not-loaded"});
        await expect(model.inspect({...request, dictionary: steering.id, features: [1e6]})).rejects.toMatchObject({code: "feature/not-found"});
    });
});

describe("loadSteerableModel", () => {
    it("measures the residual's length for a dictionary that does not carry it, near what the recipe measured on its own corpus", async () => {
        const {residualNorm, ...uncalibrated} = steering;
        const other = await loadSteerableModel({modelPath: DEMO.model, dictionaries: [uncalibrated], lanes: 1});
        const measured = other.residualNorms.get(steering.id)!;
        await other.dispose();
        // other text than the demo was trained on, so not the same number
        expect(measured / residualNorm!).toBeGreaterThan(0.6);
        expect(measured / residualNorm!).toBeLessThan(1.6);
        expect(model.residualNorms.get(steering.id)).toBe(residualNorm);
    });

    it("refuses a dictionary of another width with both numbers", async () => {
        const {parityDictionary} = await import("./testing.ts");
        const other = await parityDictionary();
        await expect(loadSteerableModel({modelPath: DEMO.model, dictionaries: [other], lanes: 1})).rejects.toMatchObject({
            code: "dictionary/wrong-model",
            data: {expected: "d_model 128", got: `d_model ${model.info.dModel}`}
        });
    });

    it("refuses a missing and a truncated model", async () => {
        const {mkdtemp, readFile, writeFile} = await import("node:fs/promises");
        await expect(loadSteerableModel({modelPath: "/nowhere/model.gguf", dictionaries: [], lanes: 1})).rejects.toMatchObject({code: "file/not-found"});
        const cut = `${await mkdtemp("/tmp/saelor-cut-")}/cut.gguf`;
        const whole = await readFile(DEMO.model);
        const headerOnly = "GGUF, but nothing more than some words";
        for (const [content, code] of [
            [whole.subarray(0, 1_000_000), "file/truncated"],
            [whole.subarray(0, 2000), "file/truncated"],
            [whole.subarray(0, whole.length - 64), "model/load-failed"],
            [headerOnly, "file/malformed"],
            ["", "file/truncated"]
        ] as const) {
            await writeFile(cut, content);
            await expect(loadSteerableModel({modelPath: cut, dictionaries: [], lanes: 1})).rejects.toMatchObject({code});
        }
        await writeFile(cut, whole.subarray(0, whole.length - 64));
        // llama.cpp's own reason, not only that it failed
        await expect(loadSteerableModel({modelPath: cut, dictionaries: [], lanes: 1})).rejects.toMatchObject({
            data: {detail: expect.stringContaining("not within the file bounds")}
        });
    });
});
