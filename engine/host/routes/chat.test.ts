import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {MessageChannel} from "node:worker_threads";
import {createORPCClient} from "@orpc/client";
import {RPCLink} from "@orpc/client/message-port";
import type {ContractRouterClient} from "@orpc/contract";
import {RPCHandler} from "@orpc/server/message-port";
import {afterEach, describe, expect, it} from "vitest";
import {aModel, type Script} from "../../chat/fixtures/aModel.ts";
import type {Contract, GenerationEvent} from "../../contract/index.ts";
import {aModelFile} from "../../library/fixtures/aModelFile.ts";
import {aWorkspace} from "../../store/aWorkspace.ts";
import {createEngine} from "../engine.ts";
import {router} from "../router.ts";

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

describe("chat", () => {
    it("puts conversations into folders, finds them, rewrites and forks them", async () => {
        const {client, ask} = await anEngine();
        const folder = await client.chat.saveFolder({name: " Sea "});
        expect(folder.name).toBe("Sea");
        const {id} = await client.chat.create({folderId: folder.id});
        await ask(id, "Do octopuses dream?");
        const [hit] = await client.chat.search({query: "octop"});
        expect(hit).toMatchObject({conversationId: id, title: "Do octopuses dream?"});
        expect((await client.chat.search({query: "octop", conversationId: id})).map(({role}) => role)).toEqual(["user", "assistant"]);
        const rewritten = await client.chat.rewrite({
            conversationId: id,
            messageId: (await client.chat.get({conversationId: id})).headId!,
            content: "Perhaps."
        });
        expect(rewritten.messages.at(-1)).toMatchObject({content: "Perhaps.", finishReason: "written"});
        const fork = await client.chat.fork({conversationId: id, messageId: rewritten.headId!});
        expect(fork.messages.map(({content}) => content)).toEqual(["Do octopuses dream?", "Perhaps."]);
        expect(await client.chat.move({conversationId: fork.id, folderId: null})).toMatchObject({folderId: null});
        await client.chat.removeFolder({id: folder.id});
        expect(await client.chat.folders()).toEqual([]);
        expect(await failure(client.chat.removeFolder({id: folder.id}))).toMatchObject({code: "folder/not-found", data: {id: folder.id}});
    });

    it("answers under several variants in one stream, and refuses to read through a dictionary that is not loaded", async () => {
        const {client, ask} = await anEngine();
        const {id} = await client.chat.create({});
        const variants = ["a", "b", "c"].map((name) => ({name, steering: {edits: [], scope: "answer" as const}}));
        const events = await ask(id, "hi", {variants});
        expect(events.flatMap((event) => (event.type === "finished" ? [event.message.variant] : [])).sort()).toEqual(["a", "b", "c"]);
        expect(await failure(ask(id, "hi", {live: {dictionary: "none"}}))).toMatchObject({code: "dictionary/not-loaded"});
    });

    it("tells what of the context is taken, with a model only", async () => {
        const {client, ask} = await anEngine();
        const {id} = await client.chat.create({});
        await ask(id, "hello");
        expect(await client.chat.contextUse({conversationId: id, draft: "abc"})).toMatchObject({contextSize: 64, draftTokens: 5});
        await client.models.unload();
        expect(await failure(client.chat.contextUse({conversationId: id}))).toMatchObject({code: "model/not-loaded"});
    });

    it("sends conversations out as a file and takes them in again", async () => {
        const {client, ask, folder} = await anEngine();
        const {id} = await client.chat.create({title: "Whales"});
        await ask(id, "hello");
        const file = await client.chat.export({format: "json"});
        expect(file).toBeInstanceOf(File);
        expect(file.name).toBe("Whales.json");
        expect(await client.chat.import({file})).toMatchObject({format: "saelor", conversations: 1, messages: 2});
        writeFileSync(join(folder, "again.json"), await file.text());
        const {conversationId} = await client.chat.import({path: join(folder, "again.json")});
        expect(await client.chat.get({conversationId: conversationId!})).toMatchObject({title: "Whales", messages: [{content: "hello"}, {}]});
        expect(await failure(client.chat.import({file: new File(["["], "half.json")}))).toMatchObject({code: "file/malformed", data: {path: "half.json"}});
        expect((await (await client.chat.export({conversationIds: [id], format: "html"})).text()).startsWith("<!doctype html>")).toBe(true);
    });

    it("samples a model's new conversations as its setting says, and refuses settings that can't be meant", async () => {
        const {client} = await anEngine();
        await client.settings.set({name: "sampling:demo", value: {temperature: 0.1, maxTokens: 7}});
        expect((await client.chat.create({})).sampling).toMatchObject({temperature: 0.1, maxTokens: 7, topP: 0.9});
        expect(await failure(client.settings.set({name: "sampling:demo", value: {temperature: -1}}))).toMatchObject({code: "input/invalid"});
        for (const value of [5, "", "<|eot_id|>", "x".repeat(100), "1 Jan\n2025"])
            expect(await failure(client.settings.set({name: "promptDate", value}))).toMatchObject({code: "input/invalid"});
        await client.settings.set({name: "promptDate", value: "1 Jan 2025"});
        await client.settings.set({name: "promptDate", value: null});
    });
});

async function anEngine(script: Script = {delayMs: 0}) {
    const workspace = aWorkspace();
    workspace.store.close();
    const {folder} = workspace;
    mkdirSync(join(folder, "demo"));
    writeFileSync(join(folder, "demo/demo.json"), JSON.stringify({model: "model.gguf", dictionaries: [], prompts: ["Hi"]}));
    aModelFile(join(folder, "demo/model.gguf"));
    const {loaded} = aModel(script);
    const numbers = {nLayers: 1, dModel: 1, nVocab: 1, contextSize: 64, trainedContextSize: 64, weightBytes: 1, gpuLayers: 0, threads: 1};
    const engine = await createEngine({
        workspace: folder,
        resources: folder,
        autoLoad: "none",
        loadModel: async ({modelPath: path}) => ({
            ...loaded.model,
            info: {name: "scripted", path, architecture: "none", backend: "cpu", ...numbers},
            residualNorms: new Map(),
            memoryBytes: () => 1
        })
    });
    await engine.models.load({modelId: "demo"});
    const {port1, port2} = new MessageChannel();
    new RPCHandler(router).upgrade(port1, {context: {engine}});
    port1.start();
    port2.start();
    const client: ContractRouterClient<Contract> = createORPCClient(new RPCLink({port: port2}));
    cleanUps.push(async () => {
        port2.close();
        await engine.close();
        workspace[Symbol.dispose]();
    });
    const ask = async (conversationId: string, content: string, more: object = {}) => {
        const events: GenerationEvent[] = [];
        for await (const event of await client.chat.send({conversationId, parentId: null, content, ...more})) events.push(event);
        return events;
    };
    return {client, ask, folder};
}

const failure = (call: Promise<unknown>): Promise<unknown> =>
    call.then(
        () => "it worked",
        (error) => error
    );
