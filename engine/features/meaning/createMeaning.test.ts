import {copyFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterEach, describe, expect, it} from "vitest";
import type {Run} from "../../contract/index.ts";
import {scratchFolder} from "../../dictionaries/fixtures/scratchFolder.ts";
import {embedderId, loadEmbedder} from "../../llama/loadEmbedder.ts";
import {PARITY_MODEL} from "../../llama/testing.ts";
import {openGate} from "../../moderation/gate.ts";
import {createRunner, type Runner} from "../../runs/createRunner.ts";
import {aWorkspace} from "../../store/aWorkspace.ts";
import type {Store} from "../../store/openStore.ts";
import {aDictionary} from "../fixtures/aDictionary.ts";
import {labelFeature} from "../labelFeature.ts";
import type {FeatureDeps} from "../types.ts";
import {createMeaning} from "./createMeaning.ts";
import {vectorsOf} from "./vectorsOf.ts";

const DESCRIPTIONS = ["pirate talk", "the sea", "numbers", "recipes", "wheels of carts", "clouds", "kings and queens"];

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
    for (const close of closers.splice(0)) await close();
});

function aMeaning(store: Store, quiet: (signal: AbortSignal) => Promise<void> = async () => undefined) {
    store.dictionaries.remember({id: "d", name: "d", path: "d.sae.gguf"});
    const features: FeatureDeps = {store, dictionary: (id) => (id === "d" ? aDictionary() : undefined), gate: openGate(store.moderation)};
    const meaning = createMeaning({features, quiet});
    const runs = createRunner({store, executors: {embed: meaning.executor}, take: "all", lookEveryMs: 5});
    closers.push(() => runs.close(), meaning.close);
    return {features, meaning, runs};
}

const label = (store: Store) =>
    store.labels.save(
        "d",
        "recipe",
        DESCRIPTIONS.map((description, feature) => ({feature, description}))
    );

async function ended(runs: Runner, id: string): Promise<Run> {
    for await (const all of runs.follow()) {
        const run = all.find((one) => one.id === id);
        if (run !== undefined && run.state !== "queued" && run.state !== "running") return run;
    }
    throw new Error("the runs ended before the run");
}

/** of every description, by the embedding model itself */
async function cosinesOf(query: string): Promise<number[]> {
    const embedder = await loadEmbedder(PARITY_MODEL);
    const asked = await embedder.embed(query, "query");
    const cosines: number[] = [];
    for (const text of DESCRIPTIONS) {
        const vector = await embedder.embed(text, "document");
        cosines.push(vector.reduce((sum, value, i) => sum + value * asked[i]!, 0));
    }
    await embedder.dispose();
    return cosines;
}

describe("createMeaning", () => {
    it("orders features as the cosines of their labels with the query do", async () => {
        using workspace = aWorkspace();
        const {meaning, runs} = aMeaning(workspace.store);
        label(workspace.store);
        await expect(meaning.match("d", "pirate")).rejects.toMatchObject({code: "meaning/no-model"});
        const run = await meaning.use(runs, {dictionary: "d", path: PARITY_MODEL});
        expect(await ended(runs, run!.id)).toMatchObject({state: "done", result: {embedded: 7}});
        expect(await meaning.status("d")).toEqual({model: PARITY_MODEL, embedded: 7, labels: 7});
        for (const query of ["pirate", "wheels", "the sea"]) {
            const cosines = await cosinesOf(query);
            const found = Array.from(await meaning.match("d", query), (feature) => cosines[feature]!);
            expect(found).toHaveLength(7);
            // whole numbers of 8 bits are off by less than .005 on either side
            found.forEach((cosine, i) => {
                expect(cosine).toBeGreaterThan(Math.max(...found.slice(i)) - 0.01);
            });
            expect(found[0]! - found.at(-1)!).toBeGreaterThan(0.05);
        }
        // what is looked for in its own words is found first
        expect((await meaning.match("d", "kings and queens"))[0]).toBe(6);
    });

    it("reads only labels that are new or changed, and forgets what a changed one said", async () => {
        using workspace = aWorkspace();
        const {features, meaning, runs} = aMeaning(workspace.store);
        label(workspace.store);
        await ended(runs, (await meaning.use(runs, {dictionary: "d", path: PARITY_MODEL}))!.id);
        await meaning.match("d", "a");
        labelFeature(features, {dictionary: "d", feature: 7, description: "harbours"});
        workspace.store.labels.save("d", "recipe", [{feature: 2, description: "ships of the line"}]);
        expect(await meaning.status("d")).toMatchObject({embedded: 6, labels: 8});
        expect([...(await meaning.match("d", "a"))].sort()).toEqual([0, 1, 3, 4, 5, 6]);
        const again = await meaning.use(runs, {dictionary: "d", path: PARITY_MODEL});
        expect(await ended(runs, again!.id)).toMatchObject({state: "done", result: {embedded: 2}});
        expect((await meaning.match("d", "ships of the line"))[0]).toBe(2);
        expect((await meaning.match("d", "harbours"))[0]).toBe(7);
        expect(await meaning.match("d", "a")).toHaveLength(8);
    });

    it("goes on where it was stopped", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        const first = aMeaning(store);
        store.labels.save(
            "d",
            "recipe",
            DESCRIPTIONS.map((description, feature) => ({feature, description}))
        );
        // three times 32 labels, by several sources
        for (let source = 0; source < 14; source++)
            store.labels.save(
                "d",
                `maker ${source}`,
                DESCRIPTIONS.map((description, feature) => ({feature, description: `${description} ${source}`}))
            );
        await first.runs.close();
        let asked = 0;
        const second = aMeaning(store, async (signal) => {
            if (++asked === 2) await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), {once: true}));
        });
        const run = await second.meaning.use(second.runs, {dictionary: "d", path: PARITY_MODEL});
        while (asked < 2) await new Promise((resolve) => setTimeout(resolve, 5));
        await second.runs.pause(run!.id);
        expect((await ended(second.runs, run!.id)).state).toBe("paused");
        expect(store.meaning.counts(await embedderId(PARITY_MODEL), "d")).toEqual({labels: 105, embedded: 32});
        asked = 2;
        await second.runs.resume(run!.id);
        expect(await ended(second.runs, run!.id)).toMatchObject({state: "done", result: {embedded: 73}});
    });

    it("refuses a file that is no model before anything changes, and takes the model out again", async () => {
        using workspace = aWorkspace();
        const {meaning, runs} = aMeaning(workspace.store);
        label(workspace.store);
        const wrong = join(await scratchFolder(), "wrong.gguf");
        writeFileSync(wrong, "not a model");
        await expect(meaning.use(runs, {dictionary: "d", path: wrong})).rejects.toMatchObject({code: "file/malformed"});
        await expect(meaning.use(runs, {dictionary: "d", path: "/nowhere/model.gguf"})).rejects.toMatchObject({code: "file/not-found"});
        await expect(meaning.use(runs, {dictionary: "d", path: "model.gguf"})).rejects.toMatchObject({code: "input/invalid"});
        expect(await meaning.status("d")).toEqual({embedded: 0, labels: 7});
        await ended(runs, (await meaning.use(runs, {dictionary: "d", path: PARITY_MODEL}))!.id);
        expect(await meaning.use(runs, {dictionary: "d", path: null})).toBeNull();
        await expect(meaning.match("d", "a")).rejects.toMatchObject({code: "meaning/no-model"});
    });

    it("knows the same model in another place", async () => {
        const copy = join(await scratchFolder(), "copy.gguf");
        copyFileSync(PARITY_MODEL, copy);
        expect(await embedderId(copy)).toBe(await embedderId(PARITY_MODEL));
    });
});

describe("vectorsOf", () => {
    it("holds nothing of another embedder", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        aMeaning(store);
        label(store);
        const id = store.featureLists.labelsBetween("d", 0, 8)[0]!.id;
        store.meaning.save("other", [{label: id, description: DESCRIPTIONS[0]!, scale: 1, vector: new Uint8Array(4)}]);
        expect((await vectorsOf(store, {embedder: "this", dictionary: "d", nFeatures: 8, dimensions: 4})).size).toBe(0);
        expect((await vectorsOf(store, {embedder: "other", dictionary: "d", nFeatures: 8, dimensions: 4})).size).toBe(1);
        expect(store.meaning.sweepOthers("this", 10)).toBe(1);
    });
});
