import {createRouterClient} from "@orpc/server";
import {parse} from "csv-parse/sync";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {PLANS} from "../autosteer/plans.ts";
import {featureId, type Run, type SweepInput} from "../contract/index.ts";
import {aLabellerServer} from "../features/labelling/fixtures/aLabellerServer.ts";
import {aWorkspace} from "../store/aWorkspace.ts";
import {createEngine, type Engine} from "./engine.ts";
import {router} from "./router.ts";

describe("evaluation", {timeout: 120_000}, () => {
    const workspace = aWorkspace();
    let engine: Engine;
    const client = createRouterClient(router, {context: () => ({engine})});
    beforeAll(async () => {
        workspace.store.close();
        engine = await createEngine({workspace: workspace.folder, autoLoad: "none"});
        await engine.models.load({modelId: "demo"});
    }, 120_000);
    afterAll(async () => {
        await engine.close();
        workspace[Symbol.dispose]();
    });

    const input = (more: Partial<SweepInput> = {}) => ({
        sets: [{name: "pirate", steering: {edits: [{feature: featureId(76), mode: "nudge" as const, value: 0.2}], scope: "answer" as const}}],
        strengths: [0.5, 1],
        prompts: [{text: "Tell me about gold.", facts: ["the symbol Au"]}, {text: "Tell me about Mars."}],
        behaviour: "Talk like a pirate.",
        damage: false,
        maxTokens: 20,
        ...more
    });
    async function ended(id: string): Promise<Run> {
        for await (const runs of engine.runs.follow()) {
            const run = runs.find((one) => one.id === id)!;
            if (run.state !== "queued" && run.state !== "running") return run;
        }
        throw new Error("the feed ended");
    }

    it("sweeps, lists, tells, exports, is rated by hand, and is removed", async () => {
        const {id} = await client.evaluation.sweep(input());
        expect(await ended(id)).toMatchObject({kind: "sweep", state: "done", title: "Talk like a pirate.", result: {evaluation: id}});
        expect(await client.evaluation.list()).toMatchObject([{id, kind: "sweep", done: true, title: "Talk like a pirate."}]);
        const sweep = await client.evaluation.getSweep({id});
        expect(sweep.answers).toHaveLength(2 * (2 + 3 * 2));
        expect(new Set(sweep.answers.map((answer) => answer.id)).size).toBe(16);
        // the set's own value of .2 is scaled to each strength, so that it is the pirate feature nudged by .5
        const [steered] = sweep.answers.filter(({arm, strength}) => arm === "steered" && strength === 0.5);
        const chat = engine.chat.create({});
        engine.chat.configure({
            conversationId: chat.id,
            steering: {edits: [{feature: featureId(76), mode: "nudge", value: 0.5}], scope: "answer"},
            sampling: {temperature: 0, maxTokens: 20}
        });
        for await (const _ of await engine.chat.send({conversationId: chat.id, parentId: null, content: "Tell me about gold.", compare: false}));
        expect(engine.store.messages.ofConversation(chat.id)[1]!.content.trim()).toBe(steered!.text);

        const csv = await (await client.evaluation.exportSweep({id, format: "csv"})).text();
        expect(csv.trimEnd().split("\r\n")).toHaveLength(17);
        const {version} = engine.about();
        const json = JSON.parse(await (await client.evaluation.exportSweep({id, format: "json"})).text());
        expect(json).toMatchObject({...JSON.parse(JSON.stringify(sweep)), saelor: version, modelId: "demo", dictionary: {id: engine.firstDictionary()}});
        const lines = parse(csv, {columns: true}) as Record<string, string>[];
        const [line] = lines.filter(({arm, strength}) => arm === "steered" && strength === "0.5");
        expect(line).toMatchObject({set: "pirate", features: "76 nudge 0.2", half: "chooses", judge: "likelihood; facts", model: "Saelor demo", prompt: "0"});
        expect(lines.find(({arm}) => arm === "random")!.features).toMatch(/^\d+$/);

        const toRate = await client.evaluation.toRate({id});
        expect(toRate.length).toBeGreaterThan(3);
        expect(await client.evaluation.toRate({id})).toEqual(toRate);
        for (const [i, {answer}] of toRate.entries()) await client.evaluation.rate({id, answer, metric: "fluency", value: i % 3});
        await client.evaluation.rate({id, answer: toRate[0]!.answer, metric: "fluency", value: null});
        expect((await client.evaluation.agreement({id})).fluency).toMatchObject({n: toRate.length - 1});
        await expect(client.evaluation.rate({id, answer: 999, metric: "fluency", value: 1})).rejects.toMatchObject({code: "evaluation/not-found"});

        await client.evaluation.remove({id});
        expect(await client.evaluation.list()).toEqual([]);
        await expect(client.evaluation.getSweep({id})).rejects.toMatchObject({code: "evaluation/not-found"});
    });

    it("tells beforehand how many answers and ratings it takes, and how long that is", async () => {
        const {answers, ratings, answerTokens, promptTokens, seconds} = await client.evaluation.estimate(input({seeds: [1, 2]}));
        expect({answers, ratings, answerTokens}).toEqual({answers: 32, ratings: 128, answerTokens: 640});
        expect(promptTokens).toBeGreaterThan(640);
        expect(seconds).toBeGreaterThan(0);
        const more = await client.evaluation.estimate(input({seeds: [1, 2, 3, 4]}));
        expect(more.seconds!).toBeGreaterThan(1.5 * seconds!);
    });

    it("tells beforehand what AutoSteer takes at most, and how long that is", async () => {
        const [fast, full] = [await client.evaluation.estimateAutosteer({mode: "fast"}), await client.evaluation.estimateAutosteer({mode: "full"})];
        expect(fast.tokens).toBe(PLANS.fast.budgetTokens);
        expect(full.seconds! / fast.seconds!).toBeCloseTo(full.tokens / fast.tokens, 6);
    });

    it("estimates its tokens, judging included, within a quarter of what it then counts", async () => {
        const prompts = ["Tell me about gold.", "Tell me about Mars.", "Tell me about dogs."].map((text) => ({text}));
        for (const judge of [{kind: "likelihood"}, {kind: "loaded"}] as const) {
            const asked = input({prompts, judge, strengths: [0.2, 0.6], maxTokens: 32, damage: judge.kind === "likelihood"});
            const estimate = await client.evaluation.estimate(asked);
            const {id} = await client.evaluation.sweep(asked);
            expect((await ended(id)).state).toBe("done");
            const {promptTokens, answerTokens} = engine.evaluation.spent(id);
            expect(Math.abs(estimate.promptTokens / promptTokens - 1), judge.kind).toBeLessThan(0.25);
            expect(Math.abs(estimate.answerTokens / answerTokens - 1), judge.kind).toBeLessThan(0.25);
            await client.evaluation.remove({id});
        }
    });

    it("is judged by the loaded model out of its own distribution", async () => {
        const {id} = await client.evaluation.sweep(input({judge: {kind: "loaded"}, arms: ["steered"], strengths: [0.5]}));
        expect((await ended(id)).state).toBe("done");
        const {answers, missing} = await client.evaluation.getSweep({id});
        const [rating] = answers[0]!.ratings;
        const shares = [...rating!.reply.matchAll(/p\(\d\) ([\d.]+)/g)].map(([, share]) => Number(share));
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 3);
        expect(rating!.value).toBeCloseTo(shares[1]! + 2 * shares[2]!, 3);
        expect(missing.ratings).toBe(0);
        await client.evaluation.remove({id});
    });

    it("ends with missing ratings where the judge fails, and says so", async () => {
        await using server = await aLabellerServer(() => ({status: 403, body: {error: "no"}}));
        const {id} = await client.evaluation.sweep(
            input({judge: {kind: "openai", baseUrl: `${server.url}/v1`, model: "m"}, strengths: [0.5], arms: ["steered"]})
        );
        expect((await ended(id)).state).toBe("done");
        const {missing, verdict, report} = await client.evaluation.getSweep({id});
        // the facts of one question are looked for all the same
        expect(missing).toEqual({ratings: 4 * 4 - 2, of: 16, most: expect.stringContaining("status 403")});
        expect(verdict.join("\n")).toContain("The judge was asked no more after it failed");
        // no strength could be chosen
        expect(report).toMatchObject([{arm: "unsteered", score: null}]);
        await client.evaluation.remove({id});
    });

    it("is removed with its run while it is under way, and refuses what changes nothing", async () => {
        const {id} = await client.evaluation.sweep(input({maxTokens: 200, seeds: [1, 2, 3, 4], sampling: {temperature: 1}}));
        await client.evaluation.remove({id});
        expect(await client.evaluation.list()).toEqual([]);
        expect((await ended(id)).state).toBe("cancelled");
        await expect(client.evaluation.sweep(input({sets: [{name: "none", steering: {edits: [], scope: "answer"}}]}))).rejects.toMatchObject({
            code: "evaluation/not-possible"
        });
        await expect(client.evaluation.sweep(input({judge: {kind: "openai", baseUrl: "http://u:p@localhost/v1", model: "m"}}))).rejects.toMatchObject({
            code: "input/invalid"
        });
    });
});
