import {once} from "node:events";
import {readFileSync} from "node:fs";
import path from "node:path";
import {createORPCClient} from "@orpc/client";
import {RPCLink} from "@orpc/client/websocket";
import type {ContractRouterClient} from "@orpc/contract";
import {RPCHandler} from "@orpc/server/ws";
import {afterEach, describe, expect, it} from "vitest";
import {WebSocket} from "ws";
import {aModel} from "../../chat/fixtures/aModel.ts";
import type {Contract, EngineStatus, LabelImport} from "../../contract/index.ts";
import {aWorkspace} from "../../store/aWorkspace.ts";
import {demoFolder, readDemo} from "../demo.ts";
import {createEngine} from "../engine.ts";
import {router} from "../router.ts";
import {startServer} from "../serve.ts";

type Client = ContractRouterClient<Contract>;

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

describe("labels", () => {
    it("come from a file that the page sends, and go out as one; the status counts them at once", async () => {
        const {client, ready} = await anEngine();
        const {id: dictionary, nLabels, nFeatures} = ready.model.dictionaries[0]!;
        expect(nLabels).toBe(nFeatures);
        const counts: number[] = [];
        const watching = (async () => {
            for await (const status of await client.engine.status()) {
                if (status.state === "ready") counts.push(status.model.dictionaries[0]!.nLabels);
                if (counts.length === 5) break;
            }
        })();
        await expect.poll(() => counts).toEqual([nLabels]);
        expect(await client.labels.removeSource({dictionary, source: "recipe"})).toEqual({removed: nLabels});
        await expect.poll(() => counts).toEqual([nLabels, 0]);

        const file = new File(["index,label\n3,pirates\n4,poems\n"], "mine.csv", {type: "text/csv"});
        expect(await last(await client.labels.import({dictionary, file}))).toMatchObject({format: "csv", source: "mine", labels: 2, changed: 2});
        await expect.poll(() => counts.at(-1)).toBe(2);
        await client.features.label({dictionary, feature: 5, description: "my own"});
        await expect.poll(() => counts.at(-1)).toBe(3);

        expect(await client.labels.sources({dictionary})).toMatchObject([
            {source: "user", labels: 1},
            {source: "mine", labels: 2}
        ]);
        const exported = await client.labels.export({dictionary, format: "csv", sources: ["mine"]});
        expect(exported).toBeInstanceOf(File);
        expect(exported.name).toMatch(/\.labels\.csv$/);
        expect((await exported.text()).split("\r\n").slice(1, 3)).toEqual([expect.stringMatching(/^3,pirates,mine,/), expect.stringMatching(/^4,poems,mine,/)]);
        expect(await last(await client.labels.import({dictionary, file: exported}))).toMatchObject({changed: 0});
        await client.features.label({dictionary, feature: 5, description: ""});
        await watching;
        expect(counts).toEqual([nLabels, 0, 2, 3, 2]);
    });

    it("can be given to a dictionary that is not loaded", async () => {
        const {client, ready, folder} = await anEngine();
        const {id: dictionary} = ready.model.dictionaries[1]!;
        await client.models.unload();
        const input = path.join(demoFolder(), readDemo().dictionaries[1]!.labels!);
        const {labels} = JSON.parse(readFileSync(input, "utf8"));
        expect(await last(await client.labels.import({dictionary, path: input, source: "again"}))).toMatchObject({
            ...{format: "saelor", source: "again", labels: labels.length}
        });
        await expect(last(await client.labels.import({dictionary: "nobody", path: input}))).rejects.toMatchObject({code: "dictionary/not-found"});
        await expect(last(await client.labels.import({dictionary, path: path.join(folder, "nothing.csv")}))).rejects.toMatchObject({code: "file/not-found"});
        await expect(last(await client.labels.import({dictionary}))).rejects.toMatchObject({code: "input/invalid"});
    });
});

/** An engine with the bundled dictionaries and a scripted model, behind the server that a browser talks to. */
async function anEngine() {
    const workspace = aWorkspace();
    workspace.store.close();
    const {model} = aModel({}).loaded;
    const numbers = {nLayers: 1, dModel: 1, nVocab: 1, contextSize: 64, trainedContextSize: 64, weightBytes: 1, gpuLayers: 0, threads: 1};
    const engine = await createEngine({
        workspace: workspace.folder,
        autoLoad: "none",
        loadModel: async ({modelPath}) => ({
            ...model,
            info: {name: "scripted", path: modelPath, architecture: "none", backend: "cpu", ...numbers},
            residualNorms: new Map(),
            memoryBytes: () => 1
        })
    });
    const handler = new RPCHandler(router);
    const server = await startServer({onSocket: (socket) => void handler.upgrade(socket, {context: {engine}}), pages: workspace.folder, port: 0});
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/rpc`, ["orpc", `bearer.${server.token}`], {origin: `http://127.0.0.1:${server.port}`});
    await once(socket, "open");
    const client: Client = createORPCClient(new RPCLink({websocket: socket as unknown as globalThis.WebSocket}));
    cleanUps.push(async () => {
        socket.close();
        await server.close();
        await engine.close();
        workspace[Symbol.dispose]();
    });
    const ready = await client.models.load({modelId: "demo"});
    return {client, folder: workspace.folder, ready: ready as Extract<EngineStatus, {state: "ready"}>};
}

async function last(events: AsyncIterable<LabelImport>): Promise<LabelImport> {
    let event: LabelImport | undefined;
    for await (event of events);
    return event!;
}
