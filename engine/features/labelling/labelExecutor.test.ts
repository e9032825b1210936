import {describe, expect, it} from "vitest";
import {isEngineError, type Labelling, type RunProgress} from "../../contract/index.ts";
import {aWorkspace} from "../../store/aWorkspace.ts";
import type {Store} from "../../store/openStore.ts";
import {type Asked, aLabellerServer, said} from "./fixtures/aLabellerServer.ts";
import {PLANTED, plantedPair} from "./fixtures/plantedPair.ts";
import {type LentPair, labelExecutor} from "./labelExecutor.ts";
import {openaiWriter} from "./openaiWriter.ts";

/** Names the word that is marked most often, and finds a word in numbered texts: what a reader without fault would do. */
function byRule({body}: Asked, name = (word: string) => `the word ${word}`) {
    const asked: string = body.messages[1].content;
    const label = /^It is said to fire on: .* (\w+)$/m.exec(asked)?.[1];
    if (label === undefined) return said(JSON.stringify({description: name(markedWord(asked))}));
    const texts = [...asked.matchAll(/^(\d+)\. (.*)$/gm)];
    return said(JSON.stringify({fits: texts.filter(([, , text]) => text!.split(" ").includes(label)).map(([, number]) => Number(number))}));
}
const markedWord = (asked: string) => /«(\w+)»/.exec(asked)![1]!;

function anExecutor(store: Store, pair: LentPair, url: string, {visible = () => true}: {visible?: (feature: number) => boolean} = {}) {
    return labelExecutor({
        store,
        open: async () => pair,
        quiet: async () => undefined,
        writer: (_labeller, {onWait}) => openaiWriter({baseUrl: `${url}/v1`, model: "ruler", key: async () => "sk-secret-key", onWait, waitMs: 1}),
        visible: () => visible
    });
}

const input = (more: Partial<Labelling> = {}): Labelling => ({
    dictionary: "d",
    limit: 1000,
    labeller: {kind: "openai", baseUrl: "http://127.0.0.1:1/v1", model: "ruler"},
    score: true,
    ...more
});

/** A run as the runner would have it: what is saved is what the next attempt begins with. */
function aRun(work: Labelling) {
    const notes: RunProgress[] = [];
    let checkpoint: unknown;
    const attempt = (executor: ReturnType<typeof labelExecutor>, signal = new AbortController().signal) =>
        executor.execute(
            {id: "r", input: executor.readInput(work), checkpoint: checkpoint === undefined ? undefined : executor.readCheckpoint(checkpoint)},
            {
                signal,
                onProgress: (progress) => notes.push(progress),
                saveCheckpoint: (saved) => {
                    checkpoint = JSON.parse(JSON.stringify(saved));
                }
            }
        );
    return {attempt, notes};
}

const labelsOf = (store: Store) =>
    [...store.labels.ofFeatures("d", [...PLANTED.keys(), PLANTED.length])].map(([feature, [label]]) => [feature, label!.description, label!.score] as const);

describe("labelExecutor", () => {
    it("labels what fires, the most frequent first; right descriptions score above .9", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        const pair = await plantedPair(store);
        await using server = await aLabellerServer((asked) => ({body: byRule(asked)}));
        const run = aRun(input());
        expect(await run.attempt(anExecutor(store, pair, server.url))).toEqual({labelled: PLANTED.length, failed: 0, by: "ruler", failures: []});
        const labels = labelsOf(store);
        expect(labels.map(([feature, description]) => [feature, description])).toEqual(PLANTED.map((word, i) => [i, `the word ${word}`]));
        for (const [, , score] of labels) expect(score).toBeGreaterThan(0.9);
        const [one] = store.labels.ofFeatures("d", [0]).get(0)!;
        expect(one).toMatchObject({source: "ruler", model: "ruler", method: "detection"});
        expect(one!.evidence).toBe("recognised 10 of 10 texts with it; mistook 0 of 5 random and 0 of 5 neighbours' texts");
        const counts = new Map(store.harvests.counts("h").map(({feature, count}) => [feature, count]));
        const order = run.notes.flatMap(({note}) => /^(\d+): the word/.exec(note ?? "")?.[1] ?? []).map((feature) => counts.get(Number(feature))!);
        expect(order).toEqual(order.toSorted((a, b) => b - a));
        expect(run.notes[0]).toMatchObject({stage: "labelling", done: 0, total: PLANTED.length, unit: "items"});
        expect(run.notes[0]!.note).toMatch(/^sends example texts .* to 127\.0\.0\.1:1$/);
        expect(run.notes.at(-1)).toMatchObject({done: PLANTED.length, note: expect.stringMatching(/^\d+: the word \w+ \(1\.00\)$/)});
    });

    it("gives descriptions that have nothing to do with the feature about .5", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        const pair = await plantedPair(store);
        await using server = await aLabellerServer((asked, n) => ({body: byRule(asked, () => `the word w${(7 * n) % 80}`)}));
        await aRun(input()).attempt(anExecutor(store, pair, server.url));
        const scores = labelsOf(store).map(([, , score]) => score!);
        const mean = scores.reduce((a, b) => a + b, 0) / scores.length;
        expect(mean).toBeGreaterThan(0.4);
        expect(mean).toBeLessThan(0.6);
    });

    it("shows twelve examples with their marks and five near misses without the feature, and asks twenty questions, none of them twice", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        const pair = await plantedPair(store);
        await using server = await aLabellerServer((asked) => ({body: byRule(asked)}));
        await aRun(input({features: [2] as Labelling["features"] & object})).attempt(anExecutor(store, pair, server.url));
        const [explained, tried] = server.asked.map(({body}) => body.messages[1].content as string);
        const [examples, nearMisses] = explained!.split("Texts that are alike");
        expect(examples!.match(/^\d+\. /gm)!.length).toBeGreaterThanOrEqual(8);
        expect(examples!.match(/^\d+\. /gm)!.length).toBeLessThanOrEqual(12);
        for (const line of examples!.match(/^\d+\. .*$/gm)!) expect(line).toContain("«pasta»");
        expect(examples).toMatch(/strengths: "pasta" (10|9)/);
        expect(nearMisses!.match(/^\d+\. .*$/gm)).toHaveLength(5);
        for (const line of nearMisses!.match(/^\d+\. .*$/gm)!) expect(line).not.toContain("pasta");
        expect(nearMisses).toContain('Tokens that it makes more likely to come next: "pasta"');
        const questions = tried!.match(/^\d+\. .*$/gm)!;
        expect(questions).toHaveLength(20);
        expect(new Set(questions.map((line) => line.replace(/^\d+\. /, ""))).size).toBe(20);
        expect(questions.filter((line) => line.includes("pasta"))).toHaveLength(10);
        expect(server.asked[0]!.body.response_format.json_schema.schema.required).toEqual(["description"]);
        expect(server.asked[0]!.headers.authorization).toBe("Bearer sk-secret-key");
    });

    it("goes on behind the last label when it was stopped, and asks nothing twice", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        const pair = await plantedPair(store);
        let stop: AbortController | undefined;
        await using server = await aLabellerServer((asked, n) => {
            // in the midst of a feature: after its description
            if (n === 6) stop?.abort(new Error("paused"));
            return {body: byRule(asked)};
        });
        const run = aRun(input());
        stop = new AbortController();
        await expect(run.attempt(anExecutor(store, pair, server.url), stop.signal)).rejects.toThrow("paused");
        expect(labelsOf(store)).toHaveLength(3);
        stop = undefined;
        expect(await run.attempt(anExecutor(store, pair, server.url))).toMatchObject({labelled: PLANTED.length, failed: 0});
        expect(labelsOf(store)).toHaveLength(PLANTED.length);
        expect(server.asked).toHaveLength(2 * PLANTED.length + 1);
    });

    it("leaves out those that may not be shown, those that somebody described, and those that never fired", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        const pair = await plantedPair(store);
        store.labels.save("d", "user", [{feature: 4, description: "mine"}]);
        await using server = await aLabellerServer((asked) => ({body: byRule(asked)}));
        const hidden = {visible: (feature: number) => feature !== 3};
        const result = await aRun(input()).attempt(anExecutor(store, pair, server.url, hidden));
        expect(result.labelled).toBe(PLANTED.length - 2);
        expect(store.labels.ofFeatures("d", [3]).size).toBe(0);
        expect(labelsOf(store).find(([feature]) => feature === 4)![1]).toBe("mine");
        // by their numbers, what is described is described again, beside the user's own
        const named = input({features: [3, 4, PLANTED.length] as Labelling["features"] & object});
        expect(await aRun(named).attempt(anExecutor(store, pair, server.url, hidden))).toEqual({
            labelled: 1,
            failed: 1,
            by: "ruler",
            failures: [{feature: PLANTED.length, reason: "it never fired in the harvest"}]
        });
        expect(
            store.labels
                .ofFeatures("d", [4])
                .get(4)!
                .map(({source}) => source)
        ).toEqual(["user", "ruler"]);
        expect(JSON.stringify(server.asked.map(({body}) => body))).not.toContain("«galaxy»");
    });

    it("lets prose, refusals and broken answers cost only their feature", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        const pair = await plantedPair(store);
        const wrong: Record<string, unknown> = {
            ship: said("I would say that it fires on ships."),
            volcano: said("", {refusal: "I can't help with that."}),
            pasta: {choices: [{finish_reason: "length", message: {content: '{"description": "the wo'}}]},
            galaxy: said(JSON.stringify({description: "one two three four five six seven eight nine ten eleven twelve thirteen"})),
            lawyer: '{"choices": [{"message": {"content": "{\\"descr',
            violin: {error: "overloaded"}
        };
        await using server = await aLabellerServer((asked) => {
            const text: string = asked.body.messages[1].content;
            const answer = text.startsWith("It is said") ? undefined : wrong[markedWord(text)];
            return {body: answer ?? byRule(asked)};
        });
        const run = aRun(input());
        const {labelled, failed, failures} = await run.attempt(anExecutor(store, pair, server.url));
        expect([labelled, failed]).toEqual([PLANTED.length - 6, 6]);
        const reasons = new Map(failures.map(({feature, reason}) => [PLANTED[feature], reason]));
        expect(reasons.get("ship")).toContain("not JSON");
        expect(reasons.get("volcano")).toContain("refused");
        expect(reasons.get("pasta")).toContain("cut off");
        expect(reasons.get("galaxy")).toContain("more than 12 words");
        expect(reasons.get("lawyer")).toContain("did not answer in JSON");
        expect(reasons.get("violin")).toContain("choices");
        expect(JSON.stringify([run.notes, failures])).not.toContain("sk-secret-key");
    });

    it("keeps a description whose trial failed, without a score", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        const pair = await plantedPair(store);
        await using server = await aLabellerServer((asked) => ({
            body: asked.body.messages[1].content.startsWith("It is said") ? said("Hard to tell.") : byRule(asked)
        }));
        await aRun(input({limit: 1})).attempt(anExecutor(store, pair, server.url));
        const [label] = [...store.labels.ofFeatures("d", [...PLANTED.keys()]).values()].flat();
        expect(label).toMatchObject({method: "explanation", evidence: expect.stringContaining("not scored: the answer is not JSON")});
        expect(label).not.toHaveProperty("score");
    });

    it("waits for a busy server, and gives up the run, not the features, when it stays down", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        const pair = await plantedPair(store);
        let down = false;
        await using server = await aLabellerServer((asked, n) => {
            if (n % 3 === 0) return {status: 429, headers: {"retry-after": "0.01"}};
            if (n === 4) return {status: 500, body: "oops"};
            if (down) return {status: 503};
            if (n > 8) down = true;
            return {body: byRule(asked)};
        });
        const run = aRun(input());
        const error = await run.attempt(anExecutor(store, pair, server.url)).catch((thrown: unknown) => thrown);
        expect(isEngineError(error, "labeller/failed") && error.data).toMatchObject({labeller: "ruler", detail: expect.stringContaining("status")});
        const before = labelsOf(store).length;
        expect(before).toBeGreaterThan(0);
        expect(run.notes.some(({note}) => /status 429, trying again in/.test(note ?? ""))).toBe(true);
        await using again = await aLabellerServer((asked) => ({body: byRule(asked)}));
        expect(await run.attempt(anExecutor(store, pair, again.url))).toMatchObject({labelled: PLANTED.length, failed: 0});
        expect(again.asked).toHaveLength(2 * (PLANTED.length - before));
    });

    it("ends at once where the key is refused, and tells the key to nobody", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        const pair = await plantedPair(store);
        await using server = await aLabellerServer(() => ({status: 401, body: {error: "no such key: sk-secret-key"}}));
        const run = aRun(input());
        const error = await run.attempt(anExecutor(store, pair, server.url)).catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({code: "labeller/failed", data: {labeller: server.host, detail: expect.stringContaining("401")}});
        expect(String(error) + JSON.stringify(error) + JSON.stringify(run.notes)).not.toContain("sk-secret-key");
        expect(server.asked).toHaveLength(1);
    });

    it("waits until a model that was taken away is there again", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        const pair = await plantedPair(store);
        await using server = await aLabellerServer((asked, n) => {
            if (n === 5) gone.abort(new Error("unloaded"));
            return {body: byRule(asked)};
        });
        const gone = new AbortController();
        let opened = 0;
        let lent = 0;
        const executor = labelExecutor({
            store,
            open: async () => {
                lent++;
                return {...pair, gone: opened++ === 0 ? gone.signal : new AbortController().signal, giveBack: () => void lent--};
            },
            quiet: async () => undefined,
            writer: (_labeller, {onWait}) => openaiWriter({baseUrl: server.url, model: "ruler", key: async () => undefined, onWait}),
            visible: () => () => true
        });
        expect(await aRun(input()).attempt(executor)).toMatchObject({labelled: PLANTED.length, failed: 0});
        expect([opened, lent]).toEqual([2, 0]);
    });

    it("asks for a harvest first", async () => {
        using workspace = aWorkspace();
        const pair = await plantedPair(workspace.store);
        workspace.store.harvests.remove("h");
        await expect(aRun(input()).attempt(anExecutor(workspace.store, pair, "http://127.0.0.1:1"))).rejects.toMatchObject({code: "feature/not-harvested"});
    });
});
