import {readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {EngineStatus, GenerationEvent, Steering} from "../contract/index.ts";
import {aDictionaryFile} from "../dictionaries/fixtures/aDictionary.ts";
import {searchFeatures} from "../features/searchFeatures.ts";
import {aModelFile} from "../library/fixtures/aModelFile.ts";
import {aWorkspace} from "../store/aWorkspace.ts";
import {createEngine, type Engine} from "./engine.ts";

/** With the bundled model and its dictionaries, as a user gets them. */
describe("createEngine with the bundled demo", {timeout: 240_000}, () => {
    const workspace = aWorkspace();
    let engine: Engine;
    let ready: Extract<EngineStatus, {state: "ready"}>;
    let dictionary: string;
    let poet: Steering;

    beforeAll(async () => {
        workspace.store.close();
        engine = await createEngine({workspace: workspace.folder, autoLoad: "none"});
        ready = readyOf(await engine.models.load({modelId: "demo"}));
        dictionary = ready.model.dictionaries[0]!.id;
        const [found] = await searchFeatures(engine.features, {dictionary, query: "poet manner", limit: 5});
        poet = {edits: [{feature: found!.feature, mode: "nudge", value: 1.6, dictionary}], scope: "answer"};
    }, 240_000);

    afterAll(async () => {
        await engine.close();
        workspace[Symbol.dispose]();
    });

    it("is ready with both dictionaries, calibrated and labelled", async () => {
        expect(ready.model.dictionaries.map(({purpose}) => purpose)).toEqual(["steering", "classification"]);
        for (const {residualNorm, nLabels, nFeatures} of ready.model.dictionaries) {
            expect(residualNorm).toBeGreaterThan(0);
            expect(nLabels).toBe(nFeatures);
        }
        expect((await engine.models.list())[0]).toMatchObject({id: "demo", bundled: true, available: true});
    });

    it("answers steered and default side by side, and the default one as it does alone", async () => {
        const compared = await answers({steering: poet, compare: true});
        const [alone] = await answers({steering: {edits: [], scope: "answer"}, compare: false});
        const steered = compared.find(({steering}) => steering!.edits.length > 0);
        const plain = compared.find(({steering}) => steering!.edits.length === 0);
        expect(plain?.content).toBe(alone?.content);
        expect(steered?.content).not.toBe(alone?.content);
        expect(steered?.stats?.answerTokens).toBeGreaterThan(5);
    });

    it("continues a stopped answer to the words of an unbroken one", async () => {
        const [whole] = await answers({steering: poet, compare: false});
        const [, half] = (await ask({steering: poet, compare: false, maxTokens: 12})).messages;
        expect(half).toMatchObject({finishReason: "max-tokens", stats: {answerTokens: 12}});
        await read(engine.chat.continue({conversationId: half!.conversationId, messageId: half!.id}));
        const now = await engine.chat.message(half!.id);
        expect(whole?.content.startsWith(half!.content)).toBe(true);
        expect(whole?.content.startsWith(now.content)).toBe(true);
        expect(now.content.length).toBeGreaterThan(half!.content.length);
    });

    it("shows in an answer's tokens that its edits acted, with labels on what it finds", async () => {
        const conversation = await ask({steering: poet, compare: false, maxTokens: 12});
        const answer = conversation.messages[1]!;
        const {feature} = poet.edits[0]!;
        const {tokens, maxima} = await engine.chat.inspect({messageId: answer.id, dictionary, k: 4, features: [feature]});
        expect(
            tokens
                .map(({text}) => text)
                .join("")
                .trim()
        ).toBe(answer.content.trim());
        expect(tokens.every(({steered}) => steered)).toBe(true);
        expect(tokens.every(({top, chosen}) => top.length <= 4 && chosen.length === 1)).toBe(true);
        expect(tokens.flatMap(({top}) => top).some(({label}) => label !== undefined)).toBe(true);
        expect(maxima[0]).toBeGreaterThan(0);
        const question = await engine.chat.inspect({messageId: conversation.messages[0]!.id, dictionary, k: 1, features: []});
        expect(question.tokens.some(({steered}) => steered)).toBe(false);
    });

    it("stops at once when the stream is left, and keeps what was written", async () => {
        const {id} = engine.chat.create({});
        for await (const event of await engine.chat.send({conversationId: id, parentId: null, content: QUESTION, compare: true}))
            if (event.type === "token" && event.count >= 3) break;
        const [, ...both] = (await engine.chat.get(id)).messages;
        expect(both.map(({finishReason}) => finishReason)).toEqual(["stopped", "stopped"]);
        expect(both.every(({content}) => content !== "")).toBe(true);
    });

    it("reads one answer while another is being written, and stops and stores that one when the model goes", async () => {
        const written = (await ask({steering: poet, compare: false, maxTokens: 12})).messages[1]!;
        const look = {messageId: written.id, dictionary, k: 2, features: []};
        const undisturbed = await engine.chat.inspect(look);
        const {id} = engine.chat.create({});
        engine.chat.configure({conversationId: id, sampling: {maxTokens: 900}, steering: poet});
        const stream = await engine.chat.send({conversationId: id, parentId: null, content: QUESTION, compare: true});
        for await (const event of stream) {
            if (event.type !== "token") continue;
            expect((await engine.chat.inspect(look)).tokens.map(({text}) => text)).toEqual(undisturbed.tokens.map(({text}) => text));
            await engine.models.unload();
            break;
        }
        // steered this hard, an answer never ends by itself; the default one may have ended meanwhile
        const {messages, headId} = await engine.chat.get(id);
        expect(messages.find((message) => message.id === headId)?.finishReason).toBe("stopped");
        expect(messages.slice(1).every(({finishReason}) => finishReason !== undefined)).toBe(true);
        expect(engine.status.get()).toEqual({state: "empty"});
        await engine.models.load({modelId: "demo"});
    });

    it("shows why half a model does not load, and loads the good one after it", async () => {
        const path = join(workspace.folder, "half.gguf");
        const whole = readFileSync((await engine.models.list())[0]!.path);
        writeFileSync(path, whole);
        const {id: modelId} = await engine.models.add({path, dictionaries: []});
        writeFileSync(path, whole.subarray(0, 100_000));
        await engine.models.unload();
        await expect(engine.models.load({modelId})).rejects.toMatchObject({code: "file/truncated", data: {path, detail: expect.any(String)}});
        expect(engine.status.get()).toMatchObject({state: "failed", modelId, code: "file/truncated"});
        expect(readyOf(await engine.models.load({modelId: "demo"})).modelId).toBe("demo");
    });

    it("keeps the model that works when the next one is known not to load", async () => {
        const ready = readyOf(await engine.models.load({modelId: "demo"}));
        const {path: dictionary} = await aDictionaryFile({dModel: 96});
        const path = aModelFile(join(workspace.folder, "other.gguf"), {dModel: 32});
        const {id: modelId} = await engine.models.add({path, dictionaries: [dictionary]});
        await expect(engine.models.load({modelId})).rejects.toMatchObject({
            code: "dictionary/wrong-model",
            data: {dictionary, model: path, expected: "d_model 96", got: "d_model 32"}
        });
        rmSync(path);
        await expect(engine.models.load({modelId})).rejects.toMatchObject({code: "file/not-found", data: {path}});
        expect(engine.status.get()).toBe(ready);
        const [answer] = await answers({steering: {edits: [], scope: "answer"}, compare: false, maxTokens: 3});
        expect(answer?.stats?.answerTokens).toBe(3);
    });

    async function ask({steering, compare, maxTokens = 40}: {steering: Steering; compare: boolean; maxTokens?: number}) {
        const {id} = engine.chat.create({});
        engine.chat.configure({conversationId: id, steering, sampling: {maxTokens, temperature: 0}});
        await read(engine.chat.send({conversationId: id, parentId: null, content: QUESTION, compare}));
        return engine.chat.get(id);
    }

    const answers = async (how: Parameters<typeof ask>[0]) => (await ask(how)).messages.filter(({role}) => role === "assistant");
});

const QUESTION = "Tell me about the Andromeda Galaxy.";

function readyOf(status: EngineStatus): Extract<EngineStatus, {state: "ready"}> {
    if (status.state !== "ready") throw new Error(`the model is ${status.state}`);
    return status;
}

async function read(stream: Promise<AsyncIterable<GenerationEvent>>): Promise<void> {
    for await (const _ of await stream);
}
