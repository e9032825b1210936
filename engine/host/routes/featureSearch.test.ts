import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {call} from "@orpc/server";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {PARITY_MODEL} from "../../llama/testing.ts";
import {createEngine, type Engine} from "../engine.ts";
import {router} from "../router.ts";

const workspace = mkdtempSync(join(tmpdir(), "saelor-search-"));
let engine: Engine;
let dictionary: string;
const context = () => ({context: {engine}});

beforeAll(async () => {
    engine = await createEngine({workspace, autoLoad: "none"});
    const status = await engine.models.load({modelId: "demo"});
    if (status.state !== "ready") throw new Error(`the demo is ${status.state}`);
    dictionary = status.model.dictionaries[0]!.id;
}, 60_000);
afterAll(async () => {
    await engine.close();
    rmSync(workspace, {recursive: true});
});

describe("features", () => {
    it("are listed, found with a slip, and sorted by how well labels fit", async () => {
        const all = await call(router.features.list, {dictionary, limit: 5}, context());
        expect(all).toMatchObject({total: 256, features: {length: 5}});
        const found = await call(router.features.list, {dictionary, query: "pirtae"}, context());
        const searched = await call(router.features.search, {dictionary, query: "pirate"}, context());
        expect(found.features[0]!.labels[0]!.description).toMatch(/pirate/);
        expect(searched.map(({feature}) => feature)).toEqual(found.features.map(({feature}) => feature));
        const ranked = await call(router.features.rerank, {dictionary, features: [0, 1, found.features[0]!.feature], query: "pirate", k: 1}, context());
        expect(ranked.map(({feature}) => feature)).toEqual([found.features[0]!.feature]);
    });

    it("are read on a text, and tell two answers apart", async () => {
        const read = await call(router.features.inspect, {dictionary, text: "The Eiffel Tower is in Paris.", k: 4}, context());
        expect(read.tokens.map(({text, special}) => (special ? "" : text)).join("")).toBe("The Eiffel Tower is in Paris.");
        expect(read.matrix).toHaveLength(read.tokens.length);
        const answered = (content: string) => [
            {role: "user" as const, content: "Where is it?"},
            {role: "assistant" as const, content}
        ];
        const sets = {avoid: [answered("It is in Paris.")], encourage: [answered("Arr, it be in Paris, matey!")]};
        const {encourage, avoid} = await call(router.features.contrast, {dictionary, ...sets}, context());
        expect(encourage.every(({score, agreement}) => score > 0 && agreement === 1)).toBe(true);
        expect(avoid.every(({score}) => score < 0)).toBe(true);
        expect(encourage.length).toBeGreaterThan(0);
    });

    it("are found by meaning once a model has read their labels", async () => {
        await expect(call(router.features.list, {dictionary, query: "a", by: "meaning"}, context())).rejects.toMatchObject({code: "meaning/no-model"});
        const run = await call(router.features.meaning.use, {dictionary, path: PARITY_MODEL}, context());
        await expect.poll(() => engine.runs.list().find(({id}) => id === run!.id)?.state, {timeout: 30_000}).toBe("done");
        const status = await call(router.features.meaning.status, {dictionary}, context());
        expect(status.embedded).toBe(status.labels);
        const [first] = (await call(router.features.list, {dictionary, limit: 1}, context())).features;
        const near = await call(router.features.list, {dictionary, query: first!.labels[0]!.description, by: "meaning"}, context());
        const said = near.features.slice(0, 3).map(({labels: [label]}) => label!.description);
        expect(said).toContain(first!.labels[0]!.description);
    });
});
