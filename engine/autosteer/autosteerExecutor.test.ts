import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {mannersFound} from "../bench/autosteer.ts";
import {autosteerWork} from "../bench/autosteerWork.ts";
import {type AutosteerInput, DEFAULT_SAMPLING, EngineError, layerIndex} from "../contract/index.ts";
import {type CalibratedDictionary, calibratedDictionary, readTensorF32, writeDictionaryFile} from "../dictionaries/index.ts";
import {featureLinks} from "../features/page/featureLinks.ts";
import type {LoadedModel} from "../llama/loadedModel.ts";
import {loadSteerableModel} from "../llama/loadSteerableModel.ts";
import {DEMO} from "../llama/testing.ts";
import {openGate} from "../moderation/gate.ts";
import {aWorkspace} from "../store/aWorkspace.ts";
import type {Store} from "../store/openStore.ts";
import {type AutosteerDeps, autosteerExecutor} from "./autosteerExecutor.ts";
import type {AutosteerRun} from "./autosteerState.ts";
import {type CandidateDeps, chooseCandidates} from "./chooseCandidates.ts";
import {autoconditionExecutor} from "./conditions/autoconditionExecutor.ts";
import {readAutocondition} from "./conditions/readAutocondition.ts";
import {gatherData} from "./gatherData.ts";
import {pickByLabel} from "./pickByLabel.ts";
import {PLANS} from "./plans.ts";
import {readAutosteer} from "./readAutosteer.ts";
import {screenCandidates} from "./screenCandidates.ts";
import {writeList} from "./writeList.ts";

const PIRATE = DEMO.sweep.feature;
const QUESTIONS = ["gold", "Mars", "the Moon", "bees", "the Eiffel Tower", "octopuses", "volcanoes", "the Andromeda Galaxy"];
const prompts = QUESTIONS.map((subject) => ({text: `Tell me about ${subject}.`}));
const sampling = {...DEFAULT_SAMPLING, temperature: 0, maxTokens: 40};
const SMALL = {
    ...PLANS.fast,
    prompts: 5,
    validation: 2,
    screened: 2,
    candidates: 4,
    controls: 3,
    neutral: 1,
    answerTokens: 32,
    finalists: 2,
    tries: 1,
    contenders: 2,
    looked: 1,
    sets: 1,
    lensed: 8
};

let model: LoadedModel;
let dictionary: CalibratedDictionary;
beforeAll(async () => {
    const file = await DEMO.steering();
    model = await loadSteerableModel({modelPath: DEMO.model, dictionaries: [file], lanes: 1});
    dictionary = {...(await calibratedDictionary(file)), residualNorm: model.residualNorms.get(file.id)};
});
afterAll(() => model.dispose());

function featuresOf(store: Store, own: () => CalibratedDictionary = () => dictionary, loaded = model): CandidateDeps {
    const deps = {store, dictionary: own, gate: openGate(store.moderation)};
    const lens = {parts: [DEMO.model], nVocab: loaded.info.nVocab, detokenize: (tokens: readonly number[]) => loaded.detokenize(tokens)};
    return {...deps, logits: (input) => featureLinks({...deps, model: () => lens}).logits(input)};
}

function depsOf(store: Store): AutosteerDeps {
    return {
        store,
        features: featuresOf(store),
        open: async () => ({
            ...autosteerWork({model, dictionary}).lent,
            // one that fires, and is no manner's
            randomFeature: (seed) => ({dictionary: dictionary.file.id, feature: 200 + (seed % 20)}),
            giveBack: () => undefined
        }),
        quiet: async () => undefined,
        key: async () => undefined,
        plans: {fast: SMALL, full: SMALL}
    };
}

const runOf = (more: Partial<AutosteerInput> = {}): AutosteerRun => ({
    modelId: "demo",
    model: "demo",
    dictionary: dictionary.file.id,
    title: "t",
    autosteer: {
        specification: "Talk like a pirate.",
        dictionary: dictionary.file.id,
        mode: "fast",
        judge: {kind: "likelihood"},
        maxFeatures: 2,
        seed: 42,
        ...more
    },
    prompts,
    mayWrite: false,
    knowledge: [],
    sampling
});
const context = (signal = new AbortController().signal) => ({signal, onProgress: () => undefined, saveCheckpoint: () => undefined});
const shown = (store: Store) => ({visible: openGate(store.moderation).visible, label: () => undefined});

describe("autosteerExecutor", {timeout: 240_000}, () => {
    it("finds the demo's pirate without any label, beats every control, and goes on after it was stopped as if it had not been", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        await autosteerExecutor(depsOf(store)).execute({id: "whole", input: runOf(), checkpoint: undefined}, context());
        const whole = readAutosteer(store, "whole", shown(store));
        expect(whole).toMatchObject({done: true, kind: "autosteer"});
        expect(whole.stage).toBeUndefined();
        expect(whole.candidates[0]?.feature).toBe(PIRATE);
        expect(whole.candidates.filter(({random}) => random)).toHaveLength(3);
        expect(whole.screen.find(({kept}) => kept)?.feature).toBe(PIRATE);
        expect(whole.steering?.edits.map(({feature, mode, dictionary: id}) => ({feature, mode, id}))).toContainEqual({
            feature: PIRATE,
            mode: "nudge",
            id: dictionary.file.id
        });
        const scoreOf = (arm: string) => whole.proof?.report.find((point) => point.arm === arm)?.score?.mean ?? Number.NaN;
        expect(scoreOf("steered")).toBeGreaterThan(scoreOf("unsteered") + 5);
        expect(scoreOf("steered")).toBeGreaterThan(scoreOf("random") + 5);
        expect(whole.verdict.join(" ")).toContain("beats not steering");
        // nobody has seen the prompts that it reports on
        const reported = whole.proof!.reporting.map((place) => whole.proof!.prompts[place]!.text);
        expect(reported.length).toBeGreaterThan(0);
        expect([...whole.data!.prompts, ...whole.data!.neutral.map(({question}) => question)]).not.toEqual(expect.arrayContaining([reported[0]]));
        expect(whole.cost.map(({stage}) => stage)).toEqual(["data", "candidates", "screen", "combine", "proof"]);
        expect(whole.cost.every(({promptTokens}) => promptTokens > 0)).toBe(true);

        // stopped at every sixth thing that is kept
        const saves = {n: 0, stop: new AbortController()};
        const stopping = {
            ...store,
            evaluations: {
                ...store.evaluations,
                saveState(id: string, state: unknown) {
                    store.evaluations.saveState(id, state);
                    if (++saves.n % 6 === 0) saves.stop.abort(new Error("stopped"));
                }
            }
        } as Store;
        let attempts = 0;
        for (; attempts < 40; attempts++) {
            saves.stop = new AbortController();
            const job = {id: "stopped", input: runOf(), checkpoint: undefined};
            const ended = await autosteerExecutor(depsOf(stopping))
                .execute(job, context(saves.stop.signal))
                .then(
                    () => true,
                    () => false
                );
            if (ended) break;
        }
        expect(attempts).toBeGreaterThan(2);
        const resumed = readAutosteer(store, "stopped", shown(store));
        const unclocked = ({id: _id, createdAt: _at, cost, proof, ...rest}: typeof whole) => ({
            ...rest,
            tokens: cost.map(({seconds: _s, ...tokens}) => tokens),
            answers: proof?.answers
        });
        expect(unclocked(resumed)).toEqual({...unclocked(whole), tokens: expect.anything()});
    });

    it("does again what it came to with features that are moderated meanwhile", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        const deps = depsOf(store);
        let isListed = false;
        const gate = {...deps.features.gate, visible: () => (feature: number) => !(isListed && feature === PIRATE)};
        const open: AutosteerDeps["open"] = async (...wanted) => {
            const lent = await deps.open(...wanted);
            return {
                ...lent,
                async compile(steering) {
                    // in the midst of the screen
                    if (steering.edits.some(({feature}) => feature === PIRATE)) {
                        isListed = true;
                        throw new EngineError("feature/moderated", {dictionary: dictionary.file.id, feature: PIRATE, category: "c"});
                    }
                    return lent.compile(steering);
                }
            };
        };
        await autosteerExecutor({...deps, open, features: {...deps.features, gate}}).execute({id: "m", input: runOf(), checkpoint: undefined}, context());
        const found = readAutosteer(store, "m", {visible: gate.visible, label: () => undefined});
        expect(found.done).toBe(true);
        expect(found.dropped.moderated).toBe(1);
        expect(found.candidates.length).toBeGreaterThan(0);
        expect(JSON.stringify([found.candidates, found.screen, found.searches, found.sets])).not.toContain(`"feature":${PIRATE}`);
    });

    it("says so where the model does not change its answers", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        await autosteerExecutor(depsOf(store)).execute(
            {id: "same", input: runOf({specification: "Talk like a plain speaker."}), checkpoint: undefined},
            context()
        );
        const found = readAutosteer(store, "same", shown(store));
        expect(found).toMatchObject({done: true, candidates: [], verdict: [expect.stringContaining("does not change its answers")]});
        expect(found.steering).toBeUndefined();
    });
});

describe("writeList", {timeout: 60_000}, () => {
    const write = (n: number, tokensEach: number, work = autosteerWork({model, dictionary})) => writeList(work, "list", "Write a list.", {n, tokensEach});

    it("is a list of different texts, whatever the model would rather write", async () => {
        const texts = await write(4, 64);
        expect(texts.length).toBeGreaterThan(0);
        expect(texts.length).toBeLessThanOrEqual(4);
        expect(new Set(texts).size).toBe(texts.length);
        for (const text of texts) expect(text.trim()).toBe(text);
    });

    it("ends each text where there is room for the others, and is empty where there is none", async () => {
        const texts = await write(4, 12);
        expect(texts.length).toBeGreaterThan(0);
        for (const text of texts) expect(text.length).toBeLessThanOrEqual(12 * 4);
        expect(await write(4, 1)).toEqual([]);
        expect(await write(4, 100_000)).toEqual([]);
    });

    it("gives full mode questions of the model's own, and features that it picks", async () => {
        const work = autosteerWork({model, dictionary, plan: {...SMALL, asksModel: true}});
        const data = await gatherData(work, {}, {instruction: "Talk like a pirate.", prompts, mayWrite: true, sampling});
        expect(data.pairs.length).toBeGreaterThan(1);
        const labelled = Array.from({length: 70}, (_, i) => ({feature: 1000 + i, label: `label ${i}`}));
        for (const feature of await pickByLabel(work, "Talk like a pirate.", labelled)) expect(feature).toSatisfy((one: number) => one >= 1000 && one < 1060);
    });
});

describe("chooseCandidates", {timeout: 120_000}, () => {
    const dataOf = (work = autosteerWork({model, dictionary, plan: {...SMALL, candidates: 12}})) =>
        gatherData(work, {}, {instruction: "Talk like a pirate.", prompts, mayWrite: false, sampling});

    it("never offers what is moderated or dead, also not as a control", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        const {pairs} = await dataOf();
        const named = async (deps: CandidateDeps) => {
            const plan = {...SMALL, candidates: 12, controls: 256};
            const {candidates, dropped} = await chooseCandidates(autosteerWork({model, dictionary, plan}), deps, pairs, "Talk like a pirate.");
            return {features: candidates.map(({feature}) => Number(feature)), dropped};
        };
        const free = await named(featuresOf(store));
        expect(free.features[0]).toBe(PIRATE);
        const deps = featuresOf(store);
        const moderated = await named({...deps, gate: {...deps.gate, visible: () => (feature) => feature !== PIRATE}});
        expect(moderated.features).not.toContain(PIRATE);
        expect(moderated.dropped.moderated).toBe(1);
        using other = aWorkspace();
        const dead = {...dictionary, density: (feature: number) => (feature === PIRATE ? 0 : dictionary.density(feature))};
        const withDead = await named(featuresOf(other.store, () => dead));
        expect(withDead.features).not.toContain(PIRATE);
        expect(withDead.dropped.dead).toBe((free.dropped.dead ?? 0) + 1);
    });

    it("has the demo's own features among its first three", async () => {
        const found = await mannersFound(["child", "robot"]);
        expect(found.map(({manner}) => manner)).toEqual(["child", "robot"]);
        for (const {place} of found) expect(place).toBeLessThanOrEqual(3);
    });

    it("finds a feature that was planted among 4,096, and so does the screen", async () => {
        using workspace = aWorkspace();
        const planted = 2718;
        const {file, loaded} = await plantedDictionary(workspace.folder, planted);
        try {
            const own: CalibratedDictionary = {...(await calibratedDictionary(file)), residualNorm: loaded.residualNorms.get(file.id)};
            const work = autosteerWork({model: loaded, dictionary: own, plan: {...SMALL, candidates: 12, lensed: 40}});
            const data = await gatherData(work, {}, {instruction: "Talk like a pirate.", prompts, mayWrite: false, sampling});
            const {candidates} = await chooseCandidates(
                work,
                featuresOf(workspace.store, () => own, loaded),
                data.pairs,
                "Talk like a pirate."
            );
            expect(candidates.map(({feature}) => Number(feature))).toContain(planted);
            const {kept, passed} = await screenCandidates(work, candidates, data);
            expect(passed).toBe(true);
            expect(kept[0]).toMatchObject({feature: planted});
        } finally {
            await loaded.dispose();
        }
    });
});

/** 4,096 features of random directions, of which one reads and writes what the demo's pirate does. */
async function plantedDictionary(folder: string, planted: number) {
    const nFeatures = 4096;
    const {file: demo} = dictionary;
    const {dModel} = demo;
    const row = (name: "encoderWeight" | "decoderWeight") => readTensorF32(demo, demo.tensors[name], {rows: [PIRATE]});
    const [encoder, decoder, biases, decoderBias] = await Promise.all([
        row("encoderWeight"),
        row("decoderWeight"),
        readTensorF32(demo, demo.tensors.encoderBias),
        readTensorF32(demo, demo.tensors.decoderBias)
    ]);
    let state = 12345;
    const random = () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state / 2 ** 31 - 1;
    };
    const size = Math.hypot(...encoder);
    const matrix = (own: Float32Array) => {
        const all = new Float32Array(nFeatures * dModel);
        for (let feature = 0; feature < nFeatures; feature++) {
            const drawn = feature === planted ? own : Float32Array.from({length: dModel}, random);
            const scale = feature === planted ? 1 : size / Math.hypot(...drawn);
            for (let i = 0; i < dModel; i++) all[feature * dModel + i] = scale * drawn[i]!;
        }
        return all;
    };
    // so that random ones fire now and then: their pre-activations spread by |x| |w| / sqrt(d)
    const spread = (model.residualNorms.get(demo.id)! * size) / Math.sqrt(dModel);
    const bias = Float32Array.from({length: nFeatures}, (_, feature) => (feature === planted ? biases[PIRATE]! : -1.5 * spread));
    const tensor = (name: string, shape: readonly number[], values: Float32Array) => ({
        path: "planted",
        name,
        shape,
        chunks: async function* () {
            yield values;
        }
    });
    const {layer, hookSite, residualNorm} = demo;
    const file = await writeDictionaryFile(`${folder}/planted.sae.gguf`, {
        metadata: {
            name: "planted",
            architecture: "relu",
            dModel,
            nFeatures,
            layer: layerIndex(layer),
            hookSite,
            normalization: demo.normalization,
            residualNorm: residualNorm!
        },
        weightType: "F32",
        tensors: {
            encoderWeight: tensor("encoder", [dModel, nFeatures], matrix(encoder)),
            encoderBias: tensor("bias", [nFeatures], bias),
            decoderWeight: tensor("decoder", [dModel, nFeatures], matrix(decoder)),
            decoderBias: tensor("decoder bias", [dModel], decoderBias)
        }
    });
    return {file, loaded: await loadSteerableModel({modelPath: DEMO.model, dictionaries: [file], lanes: 1})};
}

describe("autoconditionExecutor", {timeout: 120_000}, () => {
    const conditionOn = async (store: Store, hold: readonly string[], not: readonly string[]) => {
        const {autosteer: _own, ...run} = runOf();
        const autocondition = {specification: "", dictionary: dictionary.file.id, examples: {hold: [...hold], not: [...not]}, seed: 1};
        const input = {...run, autocondition, prompts: [], own: true};
        await autoconditionExecutor(depsOf(store)).execute({id: "c", input, checkpoint: undefined}, context());
        return readAutocondition(store, "c", shown(store));
    };

    it("finds what tells questions in a manner from others", async () => {
        using workspace = aWorkspace();
        const asked = (end: string) => QUESTIONS.map((subject) => `Tell me about ${subject}${end}`);
        const found = await conditionOn(workspace.store, asked(" like a pirate."), [...asked("."), ...asked(" like a poet.")]);
        expect(found.done).toBe(true);
        expect(found.accuracy).toBeGreaterThanOrEqual(0.9);
        expect(found.condition).toBeDefined();
        expect(found.candidates[0]!.heldOutAccuracy).toBeGreaterThanOrEqual(0.75);
        expect(found.best!.heldOutAccuracy).toBeGreaterThan(found.chance!);
        // every second question of either kind
        expect([found.keptBack.hold.length, found.keptBack.not.length]).toEqual([4, 8]);
        expect(found.best!.heldOut).toMatchObject({of: 4, ofOthers: 8});
        const {hits, falseAlarms} = found.best!.heldOut!;
        expect((hits / 4 + 1 - falseAlarms / 8) / 2).toBeCloseTo(found.best!.heldOutAccuracy, 12);
        expect(found.verdict.join(" ")).toContain(`holds on ${hits} of 4 kept-back questions for which it should, and on ${falseAlarms} of 8`);
    });

    it("says so where nothing does", async () => {
        using workspace = aWorkspace();
        const same = QUESTIONS.map((subject) => `Tell me about ${subject}.`);
        const found = await conditionOn(workspace.store, same, same);
        expect(found).toMatchObject({accuracy: null, verdict: [expect.stringContaining("Nothing tells the questions apart")]});
        expect(found.condition).toBeUndefined();
    });

    it("gives nothing ready to use where there are too few questions to tell", async () => {
        using workspace = aWorkspace();
        const asked = (end: string) => QUESTIONS.slice(0, 5).map((subject) => `Tell me about ${subject}${end}`);
        const found = await conditionOn(workspace.store, asked(" like a pirate."), asked(" like a poet."));
        expect(found).toMatchObject({accuracy: null, chance: 1, verdict: [expect.stringContaining("Too few questions to tell")]});
        expect(found.condition).toBeUndefined();
        expect(found.candidates.length).toBeGreaterThan(0);
    });

    it("asks in wordings of its own about what is named, and says what that does not tell", async () => {
        using workspace = aWorkspace();
        const {autosteer: _own, ...run} = runOf();
        const autocondition = {specification: "the user is asking about the Andromeda Galaxy", dictionary: dictionary.file.id, seed: 1};
        const input = {...run, autocondition, prompts: prompts.map(({text}) => text), own: true};
        await autoconditionExecutor(depsOf(workspace.store)).execute({id: "a", input, checkpoint: undefined}, context());
        const found = readAutocondition(workspace.store, "a", shown(workspace.store));
        expect(found.keptBack.hold).toHaveLength(found.hold.length / 2);
        expect(found.chance).toBeLessThan(0.9);
        expect(found.accuracy).toBeGreaterThan(found.chance!);
        expect(found.verdict.at(-1)).toContain("names “the Andromeda Galaxy”");
    });
});
