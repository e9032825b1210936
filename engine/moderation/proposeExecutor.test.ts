import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {ModerationCategory} from "../contract/index.ts";
import type {DictionaryFile} from "../dictionaries/index.ts";
import type {LoadedModel} from "../llama/loadedModel.ts";
import {loadSteerableModel} from "../llama/loadSteerableModel.ts";
import {DEMO, UNSTEERED} from "../llama/testing.ts";
import {aWorkspace} from "../store/aWorkspace.ts";
import type {Store} from "../store/openStore.ts";
import type {controlJudge} from "./controlJudge.ts";
import {decideProposals} from "./decideProposals.ts";
import {judgeFeature} from "./judgeFeature.ts";
import {askOfFeature, NONE} from "./proposalPrompt.ts";
import {type ProposeInput, type ProposeModel, proposeExecutor} from "./proposeExecutor.ts";
import {verdictOf} from "./verdictOf.ts";

let file: DictionaryFile;
let model: LoadedModel;
beforeAll(async () => {
    file = await DEMO.steering();
    model = await loadSteerableModel({modelPath: DEMO.model, dictionaries: [file], lanes: 1});
});
afterAll(() => model.dispose());

/** What the demo model knows; its judgement is worth nothing, but it differs from feature to feature. */
const POLICY: readonly ModerationCategory[] = [
    {id: "space", title: "Galaxies", description: "Stars and planets."},
    {id: "bees", title: "Insects that make honey", description: "And what they live on."},
    {id: "gold", title: "Metals", description: ""}
];
/** Takes the demo model at its word, which it is too small for. */
const control: typeof controlJudge = async ({policy}) => ({told: policy.map(({id}) => id), refusal: undefined, correct: verdictOf});
const LABELS = ["Andromeda Galaxy", "bees and honey", "pirate manner", "the metal gold", "Paris", "volcanoes", "octopuses", "robots", "poems", "sport"];

describe("judgeFeature", () => {
    it("gives each answer the share that scoring whole conversations gives it, and the same again", async () => {
        const evidence = {labels: ["Andromeda Galaxy"], examples: ["The Andromeda Galaxy is far away."]};
        const judge = {model, policy: POLICY, contextSize: model.info.contextSize};
        const {shares} = await judgeFeature(judge, evidence);
        expect(shares.map(({category}) => category)).toEqual(["space", "bees", "gold", NONE]);
        const logprobs: number[] = [];
        for (const {tokens, prefix} of answersOf(evidence)) {
            const [scored] = await model.score({texts: [[...prefix, ...tokens]], steering: UNSTEERED});
            logprobs.push(scored!.tokenLogprobs.slice(prefix.length).reduce((sum, one) => sum + one, 0));
        }
        const total = logprobs.reduce((sum, one) => sum + Math.exp(one), 0);
        for (const [i, {share}] of shares.entries()) expect(share).toBeCloseTo(Math.exp(logprobs[i]!) / total, 3);
        expect(shares.reduce((sum, {share}) => sum + share, 0)).toBeCloseTo(1, 6);
        expect(await judgeFeature(judge, evidence)).toEqual(await judgeFeature(judge, evidence));
    });
});

describe("verdictOf", () => {
    const shares = (...given: readonly number[]) => ["space", "bees", "gold", NONE].map((category, i) => ({category, share: given[i]!}));

    it("proposes nothing where none is as likely as all the others together, and else the likeliest other", () => {
        expect(verdictOf(shares(0.1, 0.3, 0.1, 0.5))).toMatchObject({category: undefined, confidence: 0.5});
        expect(verdictOf(shares(0.1, 0.3, 0.2, 0.4))).toMatchObject({category: "bees", confidence: 0.3});
        expect(verdictOf(shares(0.4, 0.3, 0.3, 0))).toMatchObject({category: "space", confidence: 0.4});
    });
});

describe("askOfFeature", () => {
    const long = {labels: ["Andromeda Galaxy"], examples: Array.from({length: 4}, (_, i) => `${i} ${"The Andromeda Galaxy is far away. ".repeat(4)}`)};

    it("holds label, examples and categories, and each answer", () => {
        const {prefix, answers} = askOfFeature(model, POLICY, long, 1024);
        const text = model.detokenize(prefix);
        for (const part of ['Label: "Andromeda Galaxy"', 'Text: "3 The', "- bees: Insects that make honey. And what they live on.", "- none:"])
            expect(text).toContain(part);
        for (const {category, tokens} of answers) expect(model.detokenize(tokens).endsWith(category)).toBe(true);
    });

    it("leaves out examples and then meanings where the context is short, and says so when nothing helps", () => {
        const full = askOfFeature(model, POLICY, long, 1024).prefix.length;
        const fewer = model.detokenize(askOfFeature(model, POLICY, long, full).prefix);
        expect(fewer).toContain('Text: "2');
        expect(fewer).not.toContain('Text: "3');
        const bare = model.detokenize(askOfFeature(model, POLICY, long, 190).prefix);
        expect(bare).toContain("Andromeda");
        expect(bare).not.toContain("Text:");
        expect(() => askOfFeature(model, POLICY, long, 60)).toThrow(expect.objectContaining({code: "model/context-full"}));
    });
});

describe("proposeExecutor", () => {
    it("says the same of each feature when it was stopped and begun again as without a stop", async () => {
        using whole = aWorkspace();
        expect(await anExecutor(labelled(whole.store)).execute(job("a"), context())).toEqual(whole.store.proposals.progressOf("a"));

        using broken = aWorkspace();
        const store = labelled(broken.store);
        const controller = new AbortController();
        let judged = 0;
        // in the second batch
        const stopping = anExecutor(store, () => ++judged === 10 && controller.abort(new Error("stopped")));
        await expect(stopping.execute(job("a"), context(controller.signal))).rejects.toThrow();
        expect(store.proposals.progressOf("a").judged).toBe(8);
        await anExecutor(store, () => judged++).execute(job("a"), context());
        expect(judged).toBe(10 + LABELS.length - 8);
        expect(everything(store)).toEqual(everything(whole.store));
        expect(store.proposals.progressOf("a")).toMatchObject({judged: LABELS.length});
        expect(store.moderation.newestAudit(file.id, 5)).toMatchObject([{action: "propose", detail: `demo judged ${LABELS.length} features`}]);
    });

    it("proposes nothing where the model says the same of everything, says so, and leaves the features for another model", async () => {
        using workspace = aWorkspace();
        const store = labelled(workspace.store);
        const open = async () => aLoan();
        const executor = proposeExecutor({store, policy: () => POLICY, quiet: async () => new AbortController().signal, open});
        const note = expect.stringMatching(
            /^the model cannot tell features apart by this policy: of 3 categories it recognises [01] .*; nothing was proposed$/
        );
        expect(await executor.execute(job("a"), context())).toEqual({proposals: 0, judged: 0, note});
        expect(store.proposals.unjudged(file.id)).toHaveLength(LABELS.length);
        expect(store.moderation.newestAudit(file.id, 5)).toMatchObject([{action: "propose", features: 0, detail: expect.stringContaining("proposed nothing")}]);
    });

    it("goes on with a model that was taken away when it is there again", async () => {
        using workspace = aWorkspace();
        const store = labelled(workspace.store);
        let gone = new AbortController();
        let opened = 0;
        let returned = 0;
        const executor = proposeExecutor({
            store,
            control,
            policy: () => POLICY,
            quiet: async () => new AbortController().signal,
            open: async () => {
                opened++;
                gone = new AbortController();
                const examples = () => {
                    if (opened === 1) gone.abort(new Error("unloaded"));
                    return [];
                };
                return {...aLoan(), gone: gone.signal, giveBack: () => returned++, examples};
            }
        });
        expect(await executor.execute(job("a"), context())).toMatchObject({judged: LABELS.length});
        expect([opened, returned]).toEqual([2, 2]);
    });

    it("gives way to an answer and then judges the same feature", async () => {
        using workspace = aWorkspace();
        const store = labelled(workspace.store);
        let asked = 0;
        const executor = proposeExecutor({
            store,
            control,
            policy: () => POLICY,
            open: async () => aLoan(),
            quiet: async () => {
                asked++;
                return asked === 3 ? AbortSignal.abort() : new AbortController().signal;
            }
        });
        expect(await executor.execute(job("a"), context())).toMatchObject({judged: LABELS.length});
        expect(asked).toBe(LABELS.length + 1);
    });

    it("judges each feature once, up to the limit, and again only what was harmless and has another label now", async () => {
        using workspace = aWorkspace();
        const store = labelled(workspace.store);
        store.moderation.put(file.id, [{feature: 0, category: "space", reason: "", source: "user"}], {action: "add", detail: ""});
        expect(await anExecutor(store).execute(job("a", 3), context())).toMatchObject({judged: 3});
        expect(await anExecutor(store).execute(job("b"), context())).toMatchObject({judged: LABELS.length - 4});
        expect(await anExecutor(store).execute(job("c"), context())).toMatchObject({judged: 0});
        store.proposals.keep(file.id, {run: "d", by: "demo", said: [{feature: 30, category: undefined, reason: "", confidence: 1}]});
        store.labels.save(file.id, "user", [{feature: 30, description: "bees", createdAt: Date.now() - 1000}]);
        expect(store.proposals.unjudged(file.id)).toEqual([]);
        store.labels.save(file.id, "user", [{feature: 30, description: "honey", createdAt: Date.now() + 1000}]);
        expect(store.proposals.unjudged(file.id)).toEqual([30]);
    });

    it("takes back what it said when it is cancelled, but not what a person decided", async () => {
        using workspace = aWorkspace();
        const store = labelled(workspace.store);
        store.proposals.keep(file.id, {run: "a", by: "demo", said: [said(0, "space"), said(1, "bees"), said(2, "gold"), said(3, undefined)]});
        decideProposals(store, {dictionary: file.id, features: [1], accept: false});
        decideProposals(store, {dictionary: file.id, features: [2], accept: true});
        await anExecutor(store).discard(job("a"));
        expect(store.proposals.count(file.id)).toBe(0);
        expect(store.moderation.find(file.id, 2)).toMatchObject({category: "gold"});
        expect(store.proposals.unjudged(file.id)).toEqual([0, 3, 4, 5, 6, 7, 8, 9]);
    });
});

describe("decideProposals", () => {
    it("puts what is accepted on the list, hides nothing before, and does not propose again what was rejected", () => {
        using workspace = aWorkspace();
        const store = labelled(workspace.store);
        store.proposals.keep(file.id, {run: "a", by: "demo", said: [said(0, "space", 0.6), said(1, "bees", 0.9), said(2, undefined)]});
        expect(store.proposals.page(file.id, {offset: 0, limit: 10})).toMatchObject({
            total: 2,
            proposals: [
                {feature: 1, confidence: 0.9},
                {feature: 0, category: "space", proposedBy: "demo"}
            ]
        });
        expect(store.moderation.categories(file.id).size).toBe(0);
        expect(decideProposals(store, {dictionary: file.id, features: [1, 2, 7], accept: true})).toBe(1);
        expect(decideProposals(store, {dictionary: file.id, features: [0, 1], accept: false})).toBe(1);
        expect(store.moderation.find(file.id, 1)).toMatchObject({category: "bees", source: "proposal", reason: "demo: because"});
        expect(store.moderation.state(file.id).version).toBe(1);
        expect(store.proposals.count(file.id)).toBe(0);
        store.proposals.keep(file.id, {run: "b", by: "demo", said: [said(0, "space")]});
        expect(store.proposals.count(file.id)).toBe(0);
        expect(store.moderation.newestAudit(file.id, 5).map(({action, features}) => [action, features])).toEqual([
            ["reject", 1],
            ["accept", 1]
        ]);
    });
});

function answersOf(evidence: Parameters<typeof askOfFeature>[2]) {
    const {prefix, answers} = askOfFeature(model, POLICY, evidence, model.info.contextSize);
    return answers.map(({tokens}) => ({prefix, tokens}));
}

/** features 0, 1, … with the labels above */
function labelled(store: Store): Store {
    store.dictionaries.remember(file);
    store.labels.save(
        file.id,
        "recipe",
        LABELS.map((description, feature) => ({feature, description, createdAt: 1}))
    );
    return store;
}

function aLoan(onFeature?: () => unknown): ProposeModel {
    const examples = () => {
        onFeature?.();
        return ["The Andromeda Galaxy is far away."];
    };
    const {contextSize} = model.info;
    return {model, name: "demo", dictionary: file, contextSize, gone: new AbortController().signal, giveBack: () => undefined, examples};
}

const anExecutor = (store: Store, onFeature?: () => unknown) =>
    proposeExecutor({store, control, policy: () => POLICY, quiet: async () => new AbortController().signal, open: async () => aLoan(onFeature)});

const job = (id: string, limit = 100) => ({id, input: {modelId: "demo", dictionary: file.id, limit} satisfies ProposeInput, checkpoint: undefined});
const context = (signal = new AbortController().signal) => ({signal, onProgress: () => undefined, saveCheckpoint: () => undefined});
const said = (feature: number, category: string | undefined, confidence = 0.5) => ({feature, category, confidence, reason: "because"});
const everything = (store: Store) => store.proposals.page(file.id, {offset: 0, limit: 100}).proposals.map(({at: _at, ...rest}) => rest);
