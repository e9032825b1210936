import {spawn} from "node:child_process";
import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {describe, expect, it, onTestFinished, vi} from "vitest";
import type {Acquire, Run} from "../../contract/index.ts";
import {aGoodfireCheckpoint} from "../../dictionaries/fixtures/aGoodfireCheckpoint.ts";
import {aStateDict} from "../../dictionaries/fixtures/aPickle.ts";
import {aZip} from "../../dictionaries/fixtures/aZip.ts";
import {scratchFolder} from "../../dictionaries/fixtures/scratchFolder.ts";
import {readDictionaryFile} from "../../dictionaries/index.ts";
import {createRunner} from "../../runs/createRunner.ts";
import {aLibrary} from "../fixtures/aLibrary.ts";
import {aModelFile} from "../fixtures/aModelFile.ts";
import {acquireExecutor} from "./acquireExecutor.ts";
import {convertExecutor} from "./convertExecutor.ts";
import {aHub, COMMIT} from "./fixtures/aHub.ts";
import type {Hub} from "./types.ts";

const SAE = Buffer.from(aGoodfireCheckpoint({nFeatures: 64, dModel: 64}));
const sha256 = (body: Buffer) => createHash("sha256").update(body).digest("hex");

async function model(name = "m.gguf"): Promise<Buffer> {
    return readFileSync(aModelFile(join(await scratchFolder(), name), {dModel: 64}));
}

/** A library with a runner that fetches from this hub. */
async function aFetching(hub: Hub, more: {free?: () => Promise<number>} = {}) {
    const made = await aLibrary();
    const {installer} = made.library;
    const runner = createRunner({
        store: made.store,
        executors: {acquire: acquireExecutor({hub, installer, ...more}), convert: convertExecutor({installer})},
        take: "all",
        lookEveryMs: 50
    });
    onTestFinished(() => runner.close());
    const ended = async (id: string): Promise<Run> => {
        const find = () => runner.list().find((run) => run.id === id)!;
        await vi.waitFor(() => expect(["queued", "running"]).not.toContain(find().state), {timeout: 30_000, interval: 10});
        return find();
    };
    return {
        ...made,
        runner,
        ended,
        acquire: (input: Partial<Acquire>) => runner.start({kind: "acquire", title: "t", input: {title: "t", ...input}}),
        convert: (input: object) => runner.start({kind: "convert", title: "t", input: {conversion: {}, ...input}}),
        models: () => allFiles(installer.modelsFolder()),
        dictionaries: () => allFiles(installer.dictionariesFolder())
    };
}

const allFiles = (folder: string) =>
    readdirSync(folder, {recursive: true, withFileTypes: true})
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .sort();

const GOODFIRE = {repo: "Goodfire/Llama-SAE-l19", files: [{path: "Llama-SAE-l19.pth"}], conversion: {}};

const GOODFIRE_NAMES = ["encoder_linear.weight", "encoder_linear.bias", "decoder_linear.weight", "decoder_linear.bias"];

describe("acquireExecutor", () => {
    it("fetches a model and a dictionary, converts it, pairs them and leaves nothing else behind", async () => {
        const body = await model();
        await using server = await aHub({"o/M-GGUF": {files: {"M-Q8_0.gguf": body}}, "Goodfire/Llama-SAE-l19": {files: {"Llama-SAE-l19.pth": SAE}}});
        const fetching = await aFetching(server.hub);
        const {id} = fetching.acquire({
            // bytes of a list may be rounded
            model: {repo: "o/M-GGUF", files: [{path: "M-Q8_0.gguf", bytes: 123}]},
            dictionary: {...GOODFIRE, conversion: {layer: 1, weightType: "F16"}}
        });
        const run = await fetching.ended(id);
        expect(run.error).toBeUndefined();
        expect(fetching.models()).toEqual(["o/M-GGUF/M-Q8_0.gguf"]);
        expect(fetching.dictionaries()).toEqual(["Llama-SAE-l19.sae.gguf"]);
        const dictionary = join(fetching.library.installer.dictionariesFolder(), "Llama-SAE-l19.sae.gguf");
        const [entry] = await fetching.library.models.list();
        expect(entry).toMatchObject({origin: "library", dictionaries: [dictionary]});
        expect(run).toMatchObject({state: "done", result: {modelId: entry!.id, dictionary}});
        expect(await readDictionaryFile(dictionary)).toMatchObject({layer: 1, weightType: "F16", nFeatures: 64, sourceSha256: sha256(SAE)});
        expect(readFileSync(entry!.path).equals(body)).toBe(true);
        expect(server.asked.filter(({url}) => url.includes("/resolve/")).every(({url}) => url.includes(COMMIT))).toBe(true);
    });

    it("keeps the parts of a split model together, under names that every system holds", async () => {
        const files = {
            "Q8 0/a?b-00001-of-00002.gguf": await model("x-00001-of-00002.gguf"),
            "Q8 0/a?b-00002-of-00002.gguf": await model("x-00002-of-00002.gguf")
        };
        await using server = await aHub({"o/M": {files}});
        const fetching = await aFetching(server.hub);
        const run = await fetching.ended(fetching.acquire({model: {repo: "o/M", files: Object.keys(files).map((path) => ({path}))}}).id);
        expect(run.error).toBeUndefined();
        expect(fetching.models()).toEqual(["o/M/Q8 0/a-b-00001-of-00002.gguf", "o/M/Q8 0/a-b-00002-of-00002.gguf"]);
    });

    it("does not fetch again what is there, and replaces nothing that is something else", async () => {
        const body = await model();
        await using server = await aHub({"o/M": {files: {"m.gguf": body}}});
        const fetching = await aFetching(server.hub);
        const path = join(fetching.library.installer.modelsFolder(), "o/M/m.gguf");
        mkdirSync(dirname(path), {recursive: true});
        writeFileSync(path, "mine");
        const input = {model: {repo: "o/M", files: [{path: "m.gguf"}]}};
        expect((await fetching.ended(fetching.acquire(input).id)).state).toBe("done");
        expect((await fetching.ended(fetching.acquire(input).id)).state).toBe("done");
        expect(fetching.models()).toEqual(["o/M-2/m.gguf", "o/M/m.gguf"]);
        expect(readFileSync(path, "utf8")).toBe("mine");
        expect(server.asked.filter(({url}) => url.includes("/resolve/"))).toHaveLength(1);
    });

    it("fetches a model once for two runs that want it", async () => {
        const body = await model();
        await using server = await aHub({"o/M": {files: {"m.gguf": body}}}, [{at: "/resolve/", dropAfter: 50}]);
        const fetching = await aFetching(server.hub);
        const [a, b] = [
            fetching.acquire({model: {repo: "o/M", files: [{path: "m.gguf"}]}}),
            fetching.acquire({title: "x", model: {repo: "o/M", files: [{path: "m.gguf"}]}})
        ];
        expect((await fetching.ended(a.id)).result).toEqual((await fetching.ended(b.id)).result);
        expect(fetching.models()).toEqual(["o/M/m.gguf"]);
        expect(server.asked.filter(({url}) => url.includes("/resolve/"))).toHaveLength(2);
    });

    it("asks for room before it fetches", async () => {
        await using server = await aHub({"Goodfire/Llama-SAE-l19": {files: {"Llama-SAE-l19.pth": SAE}}});
        const fetching = await aFetching(server.hub, {free: async () => SAE.length});
        const run = await fetching.ended(fetching.acquire({dictionary: GOODFIRE}).id);
        expect(run).toMatchObject({state: "failed", error: {code: "disk/not-enough-space", data: {neededBytes: 2 * SAE.length, freeBytes: SAE.length}}});
        expect(server.asked.filter(({url}) => url.includes("/resolve/"))).toEqual([]);
    });

    it("knows before the first gigabyte that a gated repository stays closed, and goes on once there is a token", async () => {
        const body = await model();
        await using server = await aHub({
            "o/M": {files: {"m.gguf": body}},
            "Goodfire/Llama-SAE-l19": {files: {"Llama-SAE-l19.pth": SAE}, gated: "auto", token: "hf_good"}
        });
        const fetching = await aFetching(server.hub);
        const {id} = fetching.acquire({model: {repo: "o/M", files: [{path: "m.gguf"}]}, dictionary: {...GOODFIRE, conversion: {layer: 3}}});
        const closed = (hasToken: boolean) => ({state: "failed", error: {code: "repository/gated", data: {repo: GOODFIRE.repo, hasToken}}});
        expect(await fetching.ended(id)).toMatchObject(closed(false));
        expect(server.asked.some(({url}) => url.includes("m.gguf"))).toBe(false);
        server.hub.secret = "hf_bad";
        fetching.runner.resume(id);
        expect(await fetching.ended(id)).toMatchObject(closed(true));
        server.hub.secret = "hf_good";
        fetching.runner.resume(id);
        expect((await fetching.ended(id)).state).toBe("done");
        expect(JSON.stringify(fetching.runner.list()) + readFileSync(fetching.store.path, "latin1")).not.toContain("hf_good");
    });

    it("refuses a file that is not there, and one whose digest is not the wanted one, before it fetches", async () => {
        await using server = await aHub({"Goodfire/Llama-SAE-l19": {files: {"Llama-SAE-l19.pth": SAE}}});
        const fetching = await aFetching(server.hub);
        const missing = fetching.acquire({dictionary: {...GOODFIRE, files: [{path: "no.pth"}]}});
        const other = fetching.acquire({dictionary: {...GOODFIRE, files: [{path: "Llama-SAE-l19.pth", sha256: "bbdc6fad"}]}});
        expect(await fetching.ended(missing.id)).toMatchObject({error: {code: "download/refused", data: {status: 404}}});
        expect(await fetching.ended(other.id)).toMatchObject({error: {code: "download/corrupt", data: {expectedSha256: "bbdc6fad", gotSha256: sha256(SAE)}}});
        expect(server.asked.some(({url}) => url.includes("/resolve/"))).toBe(false);
    });

    it.each([
        ["saelens", "sae_weights.safetensors", "cfg.json", {d_in: 64, d_sae: 64, hook_name: "blocks.3.hook_mlp_out"}, "dictionary/wrong-hook"],
        ["gemma-scope-2", "params.safetensors", "config.json", {hf_hook_point_in: "model.layers.1", hf_hook_point_out: "b"}, "dictionary/wrong-hook"],
        ["sparsify", "sae.safetensors", "cfg.json", {d_in: 64, transcode: true}, "dictionary/unsupported"],
        ["dictionary-learning", "ae.pt", "config.json", {trainer: {dict_class: "CrossCoder"}}, "dictionary/unsupported"],
        ["llama-scope", "checkpoints/final.safetensors", "hyperparams.json", {d_sae: 64, hook_point_in: "blocks.1.hook_mlp_out"}, "dictionary/wrong-hook"]
    ])("refuses what a configuration of %s rules out before any weights are fetched, and keeps nothing", async (_, weights, config, json, code) => {
        const body = await model();
        const files = {[`d/${config}`]: Buffer.from(JSON.stringify(json)), [`d/${weights}`]: SAE};
        await using server = await aHub({"o/M": {files: {"m.gguf": body}}, "o/sae": {files}});
        const fetching = await aFetching(server.hub);
        const {id} = fetching.acquire({
            model: {repo: "o/M", files: [{path: "m.gguf"}]},
            dictionary: {repo: "o/sae", files: Object.keys(files).map((path) => ({path})), conversion: {}}
        });
        expect(await fetching.ended(id)).toMatchObject({state: "failed", error: {code}});
        expect(server.asked.filter(({url}) => url.includes("/resolve/")).map(({url}) => url.split("/").at(-1))).toEqual([config]);
        expect([...fetching.models(), ...fetching.dictionaries()]).toEqual([]);
    });

    it("removes what it fetched where only the weights tell that it can't be used", async () => {
        const tensor = {key: "0", count: 1, shape: [1], strides: [1]};
        const twice = Buffer.from(
            aZip([
                {name: "a/data.pkl", bytes: aStateDict(["a.", "b."].flatMap((at) => GOODFIRE_NAMES.map((name) => ({name: at + name, ...tensor}))))},
                {name: "a/data/0", bytes: new Uint8Array(4)}
            ])
        );
        await using server = await aHub({"o/two": {files: {"x.pt": twice}}});
        const fetching = await aFetching(server.hub);
        const {id} = fetching.acquire({dictionary: {repo: "o/two", files: [{path: "x.pt"}], conversion: {layer: 1}}});
        expect(await fetching.ended(id)).toMatchObject({state: "failed", error: {code: "dictionary/unsupported"}});
        expect(fetching.dictionaries()).toEqual([]);
    });

    it("removes what it had half done when it is cancelled", async () => {
        await using server = await aHub({"Goodfire/Llama-SAE-l19": {files: {"Llama-SAE-l19.pth": SAE}}}, [{at: "/resolve/", stallAfter: 5000}]);
        const fetching = await aFetching({...server.hub, patience: {...server.hub.patience, stallMs: 60_000}});
        const {id} = fetching.acquire({dictionary: GOODFIRE});
        await vi.waitFor(() => expect(fetching.dictionaries().some((file) => file.endsWith(".part"))).toBe(true), {timeout: 20_000});
        expect((await fetching.runner.cancel(id)).state).toBe("cancelled");
        expect(fetching.dictionaries()).toEqual([]);
        expect(existsSync(join(fetching.library.installer.dictionariesFolder(), ".incoming"))).toBe(false);
    });

    it("keeps what it fetched where the dictionary lacks a fact, also for a run that tells the fact", async () => {
        await using server = await aHub({"o/unknown": {files: {"x.pt": SAE}}});
        const fetching = await aFetching(server.hub);
        const source = {repo: "o/unknown", files: [{path: "x.pt"}]};
        const {id} = fetching.acquire({dictionary: {...source, conversion: {}}});
        const needsLayer = {state: "failed", error: {code: "dictionary/needs", data: {what: "layer"}}};
        expect(await fetching.ended(id)).toMatchObject(needsLayer);
        fetching.runner.resume(id);
        expect(await fetching.ended(id)).toMatchObject(needsLayer);
        const withLayer = fetching.acquire({dictionary: {...source, conversion: {layer: 3}}});
        expect(await fetching.ended(withLayer.id)).toMatchObject({state: "done"});
        await fetching.runner.remove(id);
        expect(fetching.dictionaries()).toEqual(["unknown x.sae.gguf"]);
        expect(server.asked.filter(({url}) => url.includes("/resolve/"))).toHaveLength(1);
    });

    it("ends right when it is killed at every stage, one after another", {timeout: 120_000}, async () => {
        const body = await model();
        const [repoA, repoB] = ["o/M", GOODFIRE.repo];
        const drops = Array.from({length: 3}, () => ({at: "/resolve/", dropAfter: 100}));
        await using server = await aHub({[repoA]: {files: {"m.gguf": body}}, [repoB]: {files: {"Llama-SAE-l19.pth": SAE}}}, drops);
        const {store, workspace, library} = await aLibrary();
        const [models, dictionaries] = [library.installer.modelsFolder(), library.installer.dictionariesFolder()];
        const input = {title: "t", model: {repo: repoA, files: [{path: "m.gguf"}]}, dictionary: {...GOODFIRE, conversion: {layer: 2}}};
        store.runs.insert({id: "run", kind: "acquire", title: "t", input});
        store.close();
        const child = join(import.meta.dirname, "fixtures/fetchUntilKilled.ts");
        const run = (killAt?: string) =>
            new Promise<{signal: NodeJS.Signals | null; output: string}>((resolve) => {
                const started = spawn(process.execPath, [child, workspace, server.url, ...(killAt === undefined ? [] : [killAt])], {
                    stdio: ["ignore", "pipe", "inherit"]
                });
                let output = "";
                started.stdout.on("data", (chunk) => (output += chunk));
                started.on("close", (_code, signal) => resolve({signal, output}));
            });
        for (const stage of ["preparing", "downloading", "verifying", "folder", "linking", "modelId", "converting", "target"])
            expect((await run(stage)).signal, stage).toBe("SIGKILL");
        const {signal, output} = await run();
        expect(signal).toBeNull();
        expect(JSON.parse(output)).toMatchObject([{id: "run", state: "done", result: {dictionary: join(dictionaries, "Llama-SAE-l19.sae.gguf")}}]);
        expect(allFiles(models)).toEqual(["o/M/m.gguf"]);
        expect(readFileSync(join(models, "o/M/m.gguf")).equals(body)).toBe(true);
        expect(allFiles(dictionaries)).toEqual(["Llama-SAE-l19.sae.gguf"]);
        expect(await readDictionaryFile(join(dictionaries, "Llama-SAE-l19.sae.gguf"))).toMatchObject({layer: 2, sourceSha256: sha256(SAE)});
    });
});

describe("convertExecutor", () => {
    it("makes a dictionary of a file on this machine, which stays, and pairs it", async () => {
        await using server = await aHub({});
        const fetching = await aFetching(server.hub);
        const source = join(fetching.folder, "mine.pth");
        writeFileSync(source, SAE);
        const {id: modelId} = await fetching.library.models.add({path: aModelFile(join(fetching.folder, "m.gguf"), {dModel: 64}), dictionaries: []});
        for (const name of ["mine.sae.gguf", "mine-2.sae.gguf"]) {
            const {id} = fetching.convert({path: source, conversion: {layer: 1}, pairWith: modelId});
            const dictionary = join(fetching.library.installer.dictionariesFolder(), name);
            expect(await fetching.ended(id)).toMatchObject({state: "done", result: {dictionary}});
        }
        expect(fetching.dictionaries()).toEqual(["mine-2.sae.gguf", "mine.sae.gguf"]);
        expect(existsSync(source)).toBe(true);
        expect((await fetching.library.models.list())[0]?.dictionaries).toHaveLength(2);
    });

    it("leaves nothing behind when the source is no dictionary", async () => {
        await using server = await aHub({});
        const fetching = await aFetching(server.hub);
        const source = join(fetching.folder, "no.pth");
        writeFileSync(source, "no");
        const {id} = fetching.convert({path: source});
        expect((await fetching.ended(id)).state).toBe("failed");
        await fetching.runner.remove(id);
        expect(fetching.dictionaries()).toEqual([]);
    });
});
