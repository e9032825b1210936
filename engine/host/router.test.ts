import {existsSync, mkdirSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {MessageChannel} from "node:worker_threads";
import {createORPCClient, ORPCError} from "@orpc/client";
import {RPCLink} from "@orpc/client/message-port";
import type {ContractRouterClient} from "@orpc/contract";
import {RPCHandler} from "@orpc/server/message-port";
import {afterEach, describe, expect, it} from "vitest";
import {aModel, type Script} from "../chat/fixtures/aModel.ts";
import {type Contract, EngineError, type EngineStatus, type GenerationEvent} from "../contract/index.ts";
import {aModelFile} from "../library/fixtures/aModelFile.ts";
import {aWorkspace} from "../store/aWorkspace.ts";
import {createEngine, type EngineOptions} from "./engine.ts";
import {router} from "./router.ts";

type Client = ContractRouterClient<Contract>;

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

describe("router", () => {
    it("carries codes and data of failures to the client", async () => {
        const {client} = await anEngine();
        const error = await client.chat.get({conversationId: "nobody"}).catch((cause) => cause);
        expect(error).toBeInstanceOf(ORPCError);
        expect(error).toMatchObject({code: "chat/not-found", data: {id: "nobody"}, status: 404});
        expect(await failure(client.presets.remove({id: "v"}))).toMatchObject({code: "preset/not-found"});
        expect(await failure(client.models.add({path: "/nowhere.gguf", dictionaries: []}))).toMatchObject({
            code: "file/not-found",
            data: {path: "/nowhere.gguf"}
        });
        expect(await failure(client.features.search({dictionary: "d", query: ""}))).toMatchObject({code: "dictionary/not-loaded"});
    });

    it("says what does not fit the contract", async () => {
        const {client} = await anEngine();
        expect(await failure(client.chat.rename({conversationId: "c", title: ""}))).toMatchObject({
            code: "input/invalid",
            data: {detail: expect.stringMatching(/^title: /)}
        });
    });

    it("calls what nobody foresaw engine/internal", async () => {
        const {client, engine} = await anEngine();
        engine.chat.list = () => {
            throw new TypeError("a bug");
        };
        expect(await failure(client.chat.list())).toMatchObject({code: "engine/internal", data: {detail: "a bug"}});
    });

    it("loads, answers side by side and ends", async () => {
        const {client} = await anEngine();
        const {id: modelId} = (await client.models.list())[0]!;
        expect(await client.models.load({modelId})).toMatchObject({state: "ready", modelId, model: {dictionaries: []}});
        const {id} = await client.chat.create({});
        const events: GenerationEvent[] = [];
        for await (const event of await client.chat.send({conversationId: id, parentId: null, content: "hello", compare: true})) events.push(event);
        expect(events.filter(({type}) => type === "finished").map(({lane}) => lane)).toEqual(expect.arrayContaining(["steered", "default"]));
        expect((await client.chat.get({conversationId: id})).messages).toHaveLength(3);
        await client.models.unload();
        expect(await failure(client.chat.send({conversationId: id, parentId: null, content: "hello"}))).toMatchObject({code: "model/not-loaded", data: {}});
    });

    it("tells a failure in the middle of a stream with its code", async () => {
        const {client} = await anEngine({failAfter: 1});
        await client.models.load({modelId: "demo"});
        const {id} = await client.chat.create({});
        const reading = (async () => {
            for await (const _ of await client.chat.send({conversationId: id, parentId: null, content: "hello"}));
        })();
        expect(await failure(reading)).toMatchObject({code: "model/evaluation-failed", data: {detail: "scripted"}});
    });

    it.each(["break", "signal", "closed port"])("stops an answer when its stream is left by %s, and stores it", async (how) => {
        const {client, engine, connect} = await anEngine({words: () => Array.from({length: 3000}, (_, i) => `w${i} `)});
        await client.models.load({modelId: "demo"});
        const {id} = await client.chat.create({});
        const other = connect();
        const controller = new AbortController();
        const reading = (async () => {
            for await (const event of await other.client.chat.send({conversationId: id, parentId: null, content: "go on"}, {signal: controller.signal})) {
                if (event.type !== "token" || event.count < 5) continue;
                if (how === "break") break;
                if (how === "signal") controller.abort();
                if (how === "closed port") other.close();
            }
        })();
        await Promise.race([reading.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 300))]);
        await expect.poll(() => engine.store.messages.ofConversation(id)[1]?.finishReason, {timeout: 2000}).toBe("stopped");
        const [, answer] = (await client.chat.get({conversationId: id})).messages;
        expect(answer?.content).toMatch(/^w0 w1 w2 w3 w4 /);
        expect(answer!.stats!.answerTokens).toBeLessThan(2000);
    });

    it("tells the status at once and then every change", async () => {
        const {client} = await anEngine();
        const states: string[] = [];
        const following = (async () => {
            for await (const {state} of await client.engine.status()) {
                states.push(state);
                if (state === "ready") break;
            }
        })();
        await expect.poll(() => states).toEqual(["empty"]);
        await client.models.load({modelId: "demo"});
        await following;
        expect(states[0]).toBe("empty");
        expect(states.at(-1)).toBe("ready");
    });

    it("keeps settings", async () => {
        const {client} = await anEngine();
        await client.settings.set({name: "theme", value: {dark: true}});
        expect(await client.settings.get()).toEqual({theme: {dark: true}});
    });
});

describe("createEngine", () => {
    it("shows why a model did not load, frees it, and loads again", async () => {
        let fails = true;
        const script = aModel();
        const {client} = await anEngine(
            {},
            {
                loadModel: async (options) => {
                    if (fails) throw new EngineError("model/no-memory", {path: options.modelPath, detail: "scripted"});
                    return loadable(script, options.modelPath);
                }
            }
        );
        expect(await failure(client.models.load({modelId: "demo"}))).toMatchObject({code: "model/no-memory", data: {detail: "scripted"}});
        expect(await present(client)).toMatchObject({state: "failed", modelId: "demo", code: "model/no-memory", data: {detail: "scripted"}});
        fails = false;
        expect(await client.models.load({modelId: "demo"})).toMatchObject({state: "ready"});
    });

    it("cancels a load when its caller leaves", async () => {
        const {client} = await anEngine(
            {},
            {loadModel: ({signal}) => new Promise((_, reject) => signal!.addEventListener("abort", () => reject(new Error("loading was aborted"))))}
        );
        const controller = new AbortController();
        const loading = client.models.load({modelId: "demo"}, {signal: controller.signal});
        await expect.poll(() => present(client)).toMatchObject({state: "loading"});
        controller.abort();
        await expect(loading).rejects.toThrow();
        await expect.poll(() => present(client)).toEqual({state: "empty"});
    });

    it("remembers added models and marks those whose files have gone", async () => {
        const {client, folder} = await anEngine();
        const path = aModelFile(join(folder, "mine.gguf"));
        const added = await client.models.add({path, dictionaries: []});
        expect(added).toMatchObject({name: "mine", facts: {nLayers: 4}, bundled: false, available: true});
        expect(await client.models.add({path, dictionaries: []})).toEqual(added);
        expect((await client.models.list()).map(({id, available}) => [id, available])).toEqual([
            ["demo", true],
            [added.id, true]
        ]);
        rmSync(path);
        expect((await client.models.list())[1]).toMatchObject({id: added.id, available: false});
        await client.models.forget({modelId: added.id});
        expect(await client.models.list()).toHaveLength(1);
        expect(await failure(client.models.forget({modelId: "demo"}))).toMatchObject({code: "input/invalid"});
    });

    it("loads a model as it is remembered, but for what is said now, and again when that differs", async () => {
        const asked: object[] = [];
        const {client} = await anEngine(
            {},
            {
                loadModel: async ({modelPath, contextSize, gpuLayers, kvType}) => {
                    asked.push({contextSize, gpuLayers, kvType});
                    return loadable(aModel({}), modelPath);
                }
            }
        );
        expect(await client.models.configure({modelId: "demo", options: {contextSize: 512, kvType: "Q8_0"}})).toMatchObject({
            id: "demo",
            options: {contextSize: 512, kvType: "Q8_0"}
        });
        await client.models.load({modelId: "demo"});
        await client.models.load({modelId: "demo"});
        await client.models.load({modelId: "demo", contextSize: 1024});
        await client.models.load({modelId: "demo", kvType: "F16", gpuLayers: 3});
        expect(asked).toEqual([
            {contextSize: 512, kvType: "Q8_0"},
            {contextSize: 1024, kvType: "Q8_0"},
            {contextSize: 512, kvType: "F16", gpuLayers: 3}
        ]);
        await client.models.load({modelId: "demo"});
        expect(await failure(client.models.load({modelId: "nobody"}))).toMatchObject({code: "model/not-found", data: {id: "nobody"}});
        expect(await present(client)).toMatchObject({state: "ready", modelId: "demo"});
    });

    it("keeps its hands off what is loaded", async () => {
        const {client, folder} = await anEngine();
        const path = aModelFile(join(folder, "library/models/mine.gguf"));
        const {id: modelId} = (await client.models.list())[1]!;
        await client.models.load({modelId});
        expect(await failure(client.models.forget({modelId, files: true}))).toMatchObject({code: "file/in-use", data: {path}});
        await client.models.unload();
        await client.models.forget({modelId, files: true});
        expect(existsSync(path)).toBe(false);
    });

    it("answers the library's questions", async () => {
        const {client, folder} = await anEngine();
        expect((await client.library.places())[0]).toMatchObject({kind: "library", path: join(folder, "library"), exists: false});
        expect((await client.library.browse({path: folder})).entries.map(({name}) => name)).toContain("demo");
        expect(await client.library.look({path: aModelFile(join(folder, "m.gguf"))})).toMatchObject({kind: "model", facts: {nLayers: 4}});
        expect(await client.library.catalogue()).toEqual([]);
        expect(await client.library.dictionaries()).toEqual([]);
        expect(await failure(client.library.fit({model: {from: "catalogue", entry: "none", file: "q"}}))).toMatchObject({code: "input/invalid"});
    });

    it("loads the model used last, and the demo the first time", async () => {
        const {client} = await anEngine({}, {autoLoad: "last"});
        await expect.poll(() => present(client)).toMatchObject({state: "ready", modelId: "demo"});
        expect(await client.settings.get()).toEqual({"model.last": "demo"});
    });

    it("stops and stores what is being written when it closes", async () => {
        const {client, engine, workspace} = await anEngine({words: () => Array.from({length: 3000}, (_, i) => `w${i} `)});
        await client.models.load({modelId: "demo"});
        const {id} = await client.chat.create({});
        await client.chat.send({conversationId: id, parentId: null, content: "go on"});
        await new Promise((resolve) => setTimeout(resolve, 30));
        await engine.close();
        expect(workspace.reopen().messages.ofConversation(id)[1]).toMatchObject({finishReason: "stopped", content: expect.stringMatching(/^w0 /)});
    });
});

async function anEngine(script: Script = {}, options: Partial<EngineOptions> = {}) {
    const workspace = aWorkspace();
    workspace.store.close();
    const {folder} = workspace;
    mkdirSync(join(folder, "demo"));
    writeFileSync(join(folder, "demo/demo.json"), JSON.stringify({model: "model.gguf", dictionaries: [], prompts: ["Hi"]}));
    aModelFile(join(folder, "demo/model.gguf"));
    const model = aModel(script);
    const engine = await createEngine({
        workspace: folder,
        resources: folder,
        autoLoad: "none",
        loadModel: async ({modelPath}) => loadable(model, modelPath),
        ...options
    });
    const handler = new RPCHandler(router);
    const connect = () => {
        const {port1, port2} = new MessageChannel();
        handler.upgrade(port1, {context: {engine}});
        port1.start();
        port2.start();
        const client: Client = createORPCClient(new RPCLink({port: port2}));
        return {client, close: () => port2.close()};
    };
    const {client, close} = connect();
    cleanUps.push(async () => {
        close();
        await engine.close();
        workspace[Symbol.dispose]();
    });
    return {client, engine, connect, folder, workspace};
}

function loadable({loaded}: ReturnType<typeof aModel>, path: string) {
    const numbers = {nLayers: 1, dModel: 1, nVocab: 1, contextSize: 64, trainedContextSize: 64, weightBytes: 1, gpuLayers: 0, threads: 1};
    return {...loaded.model, info: {name: "scripted", path, architecture: "none", backend: "cpu", ...numbers}, residualNorms: new Map(), memoryBytes: () => 1};
}

async function present(client: Client): Promise<EngineStatus> {
    for await (const status of await client.engine.status()) return status;
    throw new Error("the status ended");
}

const failure = (call: Promise<unknown>): Promise<unknown> =>
    call.then(
        () => "it worked",
        (error) => error
    );
