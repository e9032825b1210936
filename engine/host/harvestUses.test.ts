import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Run} from "../contract/index.ts";
import {featurePage} from "../features/page/featurePage.ts";
import {harvestSummary} from "../features/page/harvestSummary.ts";
import {aWorkspace} from "../store/aWorkspace.ts";
import {createEngine, type Engine} from "./engine.ts";

const TIMEOUT = 120_000;

/** With the bundled model, in an engine as a user has it. */
describe("harvest in the engine", {timeout: TIMEOUT}, () => {
    const workspace = aWorkspace();
    let engine: Engine;
    let dictionary: string;

    beforeAll(async () => {
        workspace.store.close();
        engine = await createEngine({workspace: workspace.folder, autoLoad: "none"});
        dictionary = await load();
    }, TIMEOUT);
    afterAll(async () => {
        await engine.close();
        workspace[Symbol.dispose]();
    });

    async function load(): Promise<string> {
        const status = await engine.models.load({modelId: "demo"});
        if (status.state !== "ready") throw new Error(status.state);
        return status.model.dictionaries[0]!.id;
    }

    /** resolves with the run when it is as asked */
    async function until(id: string, test: (run: Run) => boolean): Promise<Run> {
        for await (const runs of engine.runs.follow(AbortSignal.timeout(TIMEOUT))) {
            const run = runs.find((one) => one.id === id)!;
            if (run.state === "failed") throw new Error(run.error!.message);
            if (test(run)) return run;
        }
        throw new Error("it never was");
    }
    const done = (id: string) => until(id, ({state}) => state === "done");
    const pages = () => Promise.all([0, 3, 76, 200].map((feature) => featurePage(engine.features, {dictionary, feature})));

    it("runs over the demo's own conversations, and ends with the same pages when the model is taken away and an answer is written meanwhile", async () => {
        const request = {dictionary, maxTokens: 6_000};
        const whole = await done((await engine.harvest(request)).id);
        expect(whole).toMatchObject({kind: "harvest", title: expect.stringMatching(/on harvest\.jsonl$/), result: {dictionary}});
        const undisturbed = await pages();
        expect(undisturbed[0]!.harvest!.tokens).toBe(whole.result!.tokens);
        expect(undisturbed[2]!.examples.length).toBeGreaterThan(5);

        const {id} = await engine.harvest(request);
        expect((await engine.harvest(request)).id).toBe(id);
        await until(id, ({progress}) => progress?.stage === "reading" && progress.done > 0);
        await engine.models.unload();
        await until(id, ({state, progress}) => state === "running" && progress?.stage === "waiting");
        await load();
        await until(id, ({progress}) => progress?.stage === "reading");
        const conversation = engine.chat.create({});
        for await (const _event of await engine.chat.send({conversationId: conversation.id, parentId: null, content: "Tell me about bees.", compare: false}));
        expect((await done(id)).result).toEqual({...whole.result, harvest: id});
        const after = await pages();
        const timeless = (page: (typeof after)[number]) => ({...page, harvest: {...page.harvest, id: "", at: 0}});
        expect(after.map(timeless)).toEqual(undisturbed.map(timeless));
        expect(harvestSummary(engine.features, dictionary)!.id).toBe(id);
    });

    it("refuses at once what no harvest could be made of", async () => {
        const text = join(workspace.folder, "empty.jsonl");
        writeFileSync(text, "\n\n");
        const begin = (corpus: string, of = dictionary) => engine.harvest({dictionary: of, corpus, maxTokens: 1000});
        await expect(begin(join(workspace.folder, "none.txt"))).rejects.toMatchObject({code: "file/not-found"});
        await expect(begin("corpus.jsonl")).rejects.toMatchObject({code: "input/invalid"});
        await expect(begin(text)).rejects.toMatchObject({code: "file/malformed"});
        await expect(begin(text, "other")).rejects.toMatchObject({code: "dictionary/not-loaded"});
        expect(engine.runs.list().every(({state}) => state === "done")).toBe(true);
    });

    it("is paused and cancelled like every run", async () => {
        const {id} = await engine.harvest({dictionary, maxTokens: 50_000});
        await until(id, ({progress}) => (progress?.done ?? 0) > 0);
        expect(await engine.runs.pause(id)).toMatchObject({state: "paused"});
        engine.runs.resume(id);
        await until(id, ({state, progress}) => state === "running" && progress?.stage === "reading");
        expect(await engine.runs.cancel(id)).toMatchObject({state: "cancelled"});
    });
});
