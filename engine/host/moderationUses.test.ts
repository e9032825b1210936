import {createRouterClient} from "@orpc/server";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {type EngineStatus, featureId, type Run} from "../contract/index.ts";
import {aWorkspace} from "../store/aWorkspace.ts";
import {createEngine, type Engine} from "./engine.ts";
import {router} from "./router.ts";

describe("moderation through the contract, with the bundled demo", {timeout: 240_000}, () => {
    const workspace = aWorkspace();
    let engine: Engine;
    let dictionary: string;
    const client = createRouterClient(router, {context: () => ({engine})});

    beforeAll(async () => {
        workspace.store.close();
        engine = await createEngine({workspace: workspace.folder, autoLoad: "none"});
        const status = await engine.models.load({modelId: "demo"});
        dictionary = (status as Extract<EngineStatus, {state: "ready"}>).model.dictionaries[0]!.id;
    }, 240_000);

    afterAll(async () => {
        await engine.close();
        workspace[Symbol.dispose]();
    });

    async function runUntil(id: string, reached: (run: Run) => boolean): Promise<Run> {
        for await (const runs of engine.runs.follow()) {
            const run = runs.find((one) => one.id === id);
            if (run !== undefined && reached(run)) return run;
        }
        throw new Error("the runs ended");
    }

    it("begins with a policy of its own, and takes another", async () => {
        const starter = await client.moderation.categories();
        expect(starter.map(({id}) => id)).toEqual(
            expect.arrayContaining(["minors-sexual", "mass-casualty-weapons", "cyber-attacks", "self-harm", "hate", "dead"])
        );
        for (const {title, description} of starter) expect(Math.min(title.length, description.length)).toBeGreaterThan(3);
        await client.moderation.setCategories({categories: [{id: "mine", title: "Mine", description: ""}]});
        expect(await client.moderation.categories()).toEqual([{id: "mine", title: "Mine", description: ""}]);
        const add = (category: string) => client.moderation.add({dictionary, features: [featureId(1)], category, reason: "r"});
        await expect(add("hate")).rejects.toMatchObject({code: "input/invalid"});
        expect(await add("mine")).toMatchObject({moderated: 1});
        await client.moderation.setCategories({categories: starter});
        // an entry outlives its category
        expect(await client.moderation.list({dictionary, category: "mine"})).toMatchObject({
            total: 1,
            entries: [{feature: 1, source: "user", label: expect.any(String)}]
        });
    });

    it("takes back as a file what it gave as one, and asks for one file", async () => {
        const file = await client.moderation.export({dictionary});
        await client.moderation.remove({dictionary, features: [featureId(1)], reason: "to import it again"});
        expect(await client.moderation.import({dictionary, file})).toMatchObject({added: 1, present: 0, skipped: 0, counts: {moderated: 1}});
        await expect(client.moderation.import({dictionary})).rejects.toMatchObject({code: "input/invalid"});
        await expect(client.moderation.counts({dictionary: "nobody"})).rejects.toMatchObject({code: "dictionary/not-found"});
        await expect(client.moderation.grantAccess({dictionary, reason: "too short"})).rejects.toMatchObject({code: "input/invalid"});
        const lines = (await (await client.moderation.exportAudit()).text()).trimEnd().split("\n");
        expect(lines.map((line) => JSON.parse(line).action)).toEqual(expect.arrayContaining(["policy", "add", "export", "remove", "import"]));
    });

    it("has the model propose, waits for it when it is taken away, and lets a person decide", async () => {
        // few categories: a short question, so a quick test
        const policy = (await client.moderation.categories()).filter(({id}) => ["hate", "cyber-attacks", "dead"].includes(id));
        await client.moderation.setCategories({categories: policy});
        const {id} = await client.moderation.propose({dictionary, limit: 12});
        await engine.models.unload();
        const waiting = await runUntil(id, ({progress}) => progress?.stage === "waiting");
        expect(waiting).toMatchObject({kind: "propose", state: "running", progress: {note: expect.stringContaining("for the model to be loaded")}});
        await engine.models.load({modelId: "demo"});
        const done = await runUntil(id, ({state}) => state !== "running");
        // it is far too small to tell, and says so rather than to propose everything
        expect(done).toMatchObject({state: "done", result: {judged: 0, proposals: 0, note: expect.stringContaining("cannot tell features apart")}});
        const said = [2, 3].map((feature) => ({feature, category: "hate", reason: "because", confidence: 0.9}));
        engine.store.proposals.keep(dictionary, {run: id, by: "another model", said});
        const {total, proposals} = await client.moderation.proposals({dictionary});
        expect(proposals).toMatchObject([2, 3].map((feature) => ({feature, category: "hate", label: expect.any(String), proposedBy: "another model"})));
        const features = proposals.map(({feature}) => feature);
        expect(await client.moderation.decide({dictionary, features: features.slice(0, 1), accept: true})).toMatchObject({
            moderated: 1 + Math.min(1, total),
            proposals: Math.max(0, total - 1)
        });
        await client.moderation.remove({dictionary, features: features.slice(0, 1), reason: "the end of the test"});
    });
});
