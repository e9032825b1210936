import {readFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {featureId, type Labelling, type Run} from "../contract/index.ts";
import {aLabellerServer, said} from "../features/labelling/fixtures/aLabellerServer.ts";
import {aWorkspace} from "../store/aWorkspace.ts";
import {followRun} from "./commands/followRun.ts";
import {createEngine, type Engine} from "./engine.ts";

const features = [76].map(featureId);
const never = new AbortController().signal;

/** The bundled model can't judge; this is about what happens, and that it happens the same way each time. */
describe("labels by the bundled model", {timeout: 240_000}, () => {
    const workspace = aWorkspace();
    let engine: Engine;
    let dictionary: string;

    beforeAll(async () => {
        workspace.store.close();
        engine = await createEngine({workspace: workspace.folder, autoLoad: "none"});
        const status = await engine.models.load({modelId: "demo"});
        if (status.state !== "ready") throw new Error(status.state);
        dictionary = status.model.dictionaries[0]!.id;
        const {id} = await engine.harvest({dictionary, maxTokens: 8000});
        await followRun(engine, id, never, () => undefined);
    }, 240_000);

    afterAll(async () => {
        await engine.close();
        workspace[Symbol.dispose]();
    });

    const input = (more: Partial<Labelling> = {}): Labelling => ({dictionary, features, limit: 1000, labeller: {kind: "loaded"}, score: true, ...more});
    const ended = (run: Run) => followRun(engine, run.id, never, () => undefined);
    const own = () =>
        features.map((feature) => {
            const all = engine.store.labels.ofFeatures(dictionary, [feature]).get(feature)!;
            const {description, score, evidence} = all.find(({model}) => model === "Saelor demo")!;
            return {feature, description, score, evidence};
        });

    it("writes at most twelve words under the grammar, scores them, and says the same again", async () => {
        expect((await ended(engine.explain(input()))).result).toEqual({labelled: 1, failed: 0, by: "Saelor demo", failures: []});
        const first = own();
        for (const {description, score, evidence} of first) {
            expect(description.split(/\s+/).length).toBeLessThanOrEqual(12);
            expect(score).toBeGreaterThanOrEqual(0);
            expect(score).toBeLessThanOrEqual(1);
            expect(evidence).toMatch(/^recognised \d+ of 10 texts with it; mistook \d of 5 random and \d of 5 neighbours' texts$/);
        }
        // an answer is written meanwhile: the label is the one that it was without
        const again = engine.explain(input());
        const {id} = engine.chat.create({});
        for await (const _event of await engine.chat.send({conversationId: id, parentId: null, content: "Where is the Eiffel Tower?", compare: false}));
        expect((await ended(again)).result).toMatchObject({labelled: 1, failed: 0});
        expect(own()).toEqual(first);
        expect(engine.store.labelHistory.of(dictionary, 76).filter(({source}) => source === "Saelor demo")).toHaveLength(1);
    });

    it("goes on after a pause and after the model was away, to the same labels", async () => {
        const first = own();
        engine.store.labels.remove(dictionary, 76, "Saelor demo");
        const run = engine.explain(input());
        await engine.runs.pause(run.id);
        expect(engine.runs.list().find(({id}) => id === run.id)!.state).toBe("paused");
        await engine.models.unload();
        engine.runs.resume(run.id);
        await engine.models.load({modelId: "demo"});
        await ended(run);
        expect(own()).toEqual(first);
    });

    it("tells beforehand what it takes, and shows it in the status when it is done", async () => {
        const estimate = await engine.estimateLabelling(input());
        expect(estimate).toMatchObject({features: 1, answerTokens: 24});
        expect(estimate.promptTokens).toBeGreaterThan(1000);
        expect(estimate.seconds).toBeGreaterThan(0);
        const unscored = await engine.estimateLabelling(input({score: false, labeller: {kind: "openai", baseUrl: "http://127.0.0.1:1/v1", model: "m"}}));
        expect(unscored.promptTokens).toBeLessThan(estimate.promptTokens / 2);
        expect(unscored).not.toHaveProperty("seconds");
    });

    it("sends an endpoint's key to that endpoint, and keeps it out of runs", async () => {
        await using server = await aLabellerServer(({body}) => ({
            body: said(body.messages[1].content.startsWith("It is said") ? '{"fits": [1]}' : '{"description": "questions"}')
        }));
        const labeller = {kind: "openai", baseUrl: `${server.url}/v1/`, model: "m"} as const;
        await engine.labellerKeys.set(labeller.baseUrl, "sk-very-secret");
        expect([await engine.labellerKeys.has(`${server.url}/v1`), await engine.labellerKeys.has(server.url)]).toEqual([true, false]);
        const run = await ended(engine.explain(input({labeller})));
        expect(run.title).toBe(`feature 76 of ${engine.features.dictionary(dictionary)!.file.name}, by m at ${server.host}`);
        expect(server.asked[0]!.headers.authorization).toBe("Bearer sk-very-secret");
        expect(JSON.stringify(engine.runs.list())).not.toContain("sk-very-secret");
        expect(readFileSync(join(workspace.folder, "saelor.db")).includes("sk-very-secret")).toBe(false);
        await engine.labellerKeys.set(labeller.baseUrl, null);
        expect(await engine.labellerKeys.has(labeller.baseUrl)).toBe(false);
    });

    it("refuses what it can't do before it begins", () => {
        const refusals: readonly (readonly [Partial<Labelling>, string])[] = [
            [{dictionary: "other"}, "dictionary/not-loaded"],
            [{features: [featureId(100_000)]}, "feature/not-found"],
            [{dictionary: secondDictionary()}, "feature/not-harvested"],
            [{labeller: {kind: "openai", baseUrl: "http://me:secret@127.0.0.1:1/v1", model: "m"}}, "input/invalid"],
            [{labeller: {kind: "openai", baseUrl: "file:///etc/passwd", model: "m"}}, "input/invalid"]
        ];
        for (const [wrong, code] of refusals) expect(() => engine.explain(input(wrong)), code).toThrow(expect.objectContaining({code}));
    });

    it("leaves moderated features alone", async () => {
        engine.store.moderation.put(dictionary, [{feature: 76, category: "other", reason: "a test", source: "user"}], {action: "add", detail: "a test"});
        expect(() => engine.explain(input())).toThrow(expect.objectContaining({code: "feature/moderated"}));
    });

    function secondDictionary(): string {
        const now = engine.status.get();
        return now.state === "ready" ? now.model.dictionaries[1]!.id : "";
    }
});
