import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {calibratedDictionary, type DictionaryFile} from "../../dictionaries/index.ts";
import type {LoadedModel} from "../../llama/loadedModel.ts";
import {loadSteerableModel} from "../../llama/loadSteerableModel.ts";
import {DEMO} from "../../llama/testing.ts";
import {openGate} from "../../moderation/gate.ts";
import {aWorkspace} from "../../store/aWorkspace.ts";
import {harvestExecutor} from "../harvest/harvestExecutor.ts";
import type {FeatureDeps} from "../types.ts";
import {featureLinks} from "./featureLinks.ts";
import {featurePage} from "./featurePage.ts";
import {harvestSummary} from "./harvestSummary.ts";

const CHUNK = 8;
const conversations = (JSON.parse(readFileSync(new URL("../../../resources/demo/conversations.json", import.meta.url), "utf8")) as {documents: string[]})
    .documents;
const workspace = aWorkspace();
const {store} = workspace;
let file: DictionaryFile;
let model: LoadedModel;
let deps: FeatureDeps;
/** every activation that counts, of the same texts evaluated side by side in the same way */
const tokens: {readonly text: number; readonly position: number; readonly fired: ReadonlyMap<number, number>}[] = [];

beforeAll(async () => {
    file = await DEMO.steering();
    model = await loadSteerableModel({modelPath: DEMO.model, dictionaries: [file], lanes: 1});
    store.dictionaries.remember(file);
    store.labels.save(
        file.id,
        "recipe",
        Array.from({length: file.nFeatures}, (_, feature) => ({feature, description: `label ${feature}`}))
    );
    const calibrated = await calibratedDictionary(file);
    deps = {store, gate: openGate(store.moderation), dictionary: (id) => (id === file.id ? calibrated : undefined)};
    const {folder} = workspace;
    const corpus = join(folder, "corpus.jsonl");
    writeFileSync(corpus, conversations.map((text) => JSON.stringify({text})).join("\n"));
    const open = async () => ({
        model,
        name: "demo",
        dictionary: file,
        contextSize: 1024,
        gone: new AbortController().signal,
        giveBack: () => undefined
    });
    const executor = harvestExecutor({store, folder, open, quiet: async () => new AbortController().signal});
    const input = {modelId: "demo", dictionary: file.id, corpus, maxTokens: 1_000_000};
    const context = {signal: new AbortController().signal, onProgress: () => undefined, saveCheckpoint: () => undefined};
    await executor.execute({id: "h", input, checkpoint: undefined}, context);

    const texts = conversations.map((text) => model.tokenize(text, {bos: true}));
    for (let first = 0; first < texts.length; first += CHUNK) {
        const chunk = texts.slice(first, first + CHUNK);
        const {offsets, features, values} = await model.harvest({texts: chunk, dictionary: file.id});
        let row = 0;
        for (const [i, text] of chunk.entries()) {
            for (let position = 0; position < text.length; position++, row++) {
                if (model.isSpecial(text[position]!)) continue;
                const fired = new Map(
                    Array.from({length: offsets[row + 1]! - offsets[row]!}, (_, j) => [features[offsets[row]! + j]!, values[offsets[row]! + j]!])
                );
                tokens.push({text: first + i, position, fired});
            }
        }
    }
}, 120_000);
afterAll(async () => {
    await model.dispose();
    workspace[Symbol.dispose]();
});

const page = (feature: number) => featurePage(deps, {dictionary: file.id, feature});
const countOf = (feature: number) => tokens.filter(({fired}) => fired.has(feature)).length;
const all = () => Array.from({length: file.nFeatures}, (_, feature) => feature);

describe("featurePage", () => {
    it("shows the statistics that a plain computation over all raw activations gives", async () => {
        expect(harvestSummary(deps, file.id)).toMatchObject({id: "h", model: "demo", tokens: tokens.length, sinks: 0, exactCompanions: true});
        const counts = all().map(countOf);
        const live = counts.filter((count) => count > 0);
        for (const feature of all()) {
            const values = tokens.flatMap(({fired}) => fired.get(feature) ?? []);
            const {stats, feature: known} = await page(feature);
            expect(known.density).toBe(stats!.density);
            expect(stats).toMatchObject({
                count: values.length,
                density: values.length / tokens.length,
                max: Math.max(0, ...values),
                densityRank: live.filter((count) => count < values.length).length / live.length
            });
            expect(stats!.mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length), 6);
            for (const {from, to, count} of stats!.histogram) expect(count).toBe(values.filter((value) => value >= from && value < to).length);
            expect(stats!.histogram.reduce((sum, {count}) => sum + count, 0)).toBe(values.length);
        }
    });

    it("shows the strongest tokens of different texts first, each in its text", async () => {
        const feature = all().toSorted((a, b) => countOf(b) - countOf(a))[3]!;
        const best = conversations
            .map((_, text) => Math.max(0, ...tokens.flatMap((token) => (token.text === text ? (token.fired.get(feature) ?? []) : []))))
            .toSorted((a, b) => b - a);
        const {examples} = await page(feature);
        const top = examples.filter(({place}) => place === "top");
        expect(top.map(({value}) => value)).toEqual(best.filter((value) => value > 0).slice(0, 10));
        for (const {value, at, tokens: shown} of examples) {
            expect(shown[at]!.value / value).toBeCloseTo(1, 2);
            const ordinary = shown
                .map(({text}) => text)
                .join("")
                .replace("<|begin_of_text|>", "");
            expect(conversations.some((text) => text.includes(ordinary))).toBe(true);
        }
    });

    it("shows up to three examples of every tenth of a feature's activations, each from the tenth that it names", async () => {
        let [empty, pages, shown] = [0, 0, 0];
        const off: number[] = [];
        for (const feature of all().filter((one) => countOf(one) >= 30)) {
            const ascending = tokens.flatMap(({fired}) => fired.get(feature) ?? []).sort((a, b) => a - b);
            const tenths = (await page(feature)).examples.filter(({place}) => place !== "top");
            expect(tenths.map(({place}) => place)).toEqual(tenths.map(({place}) => place as number).toSorted((a, b) => b - a));
            // those that are equal but for rounding are ordered by lot
            for (const [i, {value}] of tenths.slice(1).entries()) expect(value).toBeLessThan(tenths[i]!.value * 1.0005);
            for (const [place, own] of Map.groupBy(tenths, ({place}) => place as number)) {
                expect(own.length).toBeLessThanOrEqual(3);
                for (const {value} of own) {
                    const [first, end] = [ascending.indexOf(value), ascending.lastIndexOf(value) + 1].map((rank) => (10 * rank) / ascending.length);
                    expect(first).toBeGreaterThanOrEqual(0);
                    off.push(Math.max(0, first! - place - 1, place - end!));
                }
            }
            pages++;
            shown += tenths.length;
            empty += 10 - new Set(tenths.map(({place}) => place)).size;
        }
        expect(pages).toBeGreaterThan(100);
        expect(empty / (10 * pages)).toBeLessThan(0.01);
        expect(shown / (10 * pages)).toBeGreaterThan(2.3);
        // where tenths meet is estimated
        expect(off.filter((tenths) => tenths > 1).length / off.length).toBeLessThan(0.01);
    });

    it("shows the features that fire on the same tokens, with their share of its own", async () => {
        const feature = all().toSorted((a, b) => countOf(b) - countOf(a))[5]!;
        const strongest = tokens.map(
            ({fired}) =>
                new Set(
                    [...fired]
                        .sort(([a, x], [b, y]) => y - x || a - b)
                        .slice(0, 24)
                        .map(([one]) => one)
                )
        );
        const beside = strongest.filter((fired) => fired.has(feature));
        const {companions} = await page(feature);
        expect(companions.length).toBeGreaterThan(5);
        for (const {feature: other, together, share, label} of companions) {
            const times = beside.filter((fired) => fired.has(other)).length;
            expect({together, share, label}).toEqual({together: times, share: times / beside.length, label: `label ${other}`});
        }
    });

    it("knows nothing more of a dictionary that was not harvested, and refuses what there is not", async () => {
        using fresh = aWorkspace();
        fresh.store.dictionaries.remember(file);
        const unharvested = {...deps, store: fresh.store, gate: openGate(fresh.store.moderation)};
        const {feature, ...rest} = await featurePage(unharvested, {dictionary: file.id, feature: 4});
        expect(feature).toMatchObject({feature: 4, decoderNorm: expect.any(Number)});
        expect(rest).toEqual({examples: [], companions: []});
        expect(harvestSummary(unharvested, file.id)).toBeNull();
        await expect(page(file.nFeatures)).rejects.toMatchObject({code: "feature/not-found"});
        await expect(featurePage(deps, {dictionary: "other", feature: 0})).rejects.toMatchObject({code: "dictionary/not-loaded"});
    });
});

describe("featureLinks", () => {
    const links = () => featureLinks({...deps, model: () => ({parts: [DEMO.model], nVocab: model.info.nVocab, detokenize: (ids) => model.detokenize(ids)})});

    it("names the tokens of a feature's logits, and the same again at once", async () => {
        const of = links();
        const {promoted, suppressed} = await of.logits({dictionary: file.id, feature: 76, k: 5});
        expect(promoted).toHaveLength(5);
        expect(promoted.map(({value}) => value)).toEqual(promoted.map(({value}) => value).toSorted((a, b) => b - a));
        expect(suppressed[0]!.value).toBeLessThan(suppressed[4]!.value);
        for (const {token, text} of promoted) expect(text).toBe(model.detokenize([token]));
        expect(await of.logits({dictionary: file.id, feature: 76, k: 3})).toEqual({promoted: promoted.slice(0, 3), suppressed: suppressed.slice(0, 3)});
    });

    it("gives neighbours without those that are moderated, and as many as were asked for", async () => {
        const of = links();
        const near = await of.neighbors({dictionary: file.id, features: [76], k: 6});
        expect(near).toHaveLength(6);
        const [first, second] = near;
        expect(first!.cosine).toBeGreaterThanOrEqual(second!.cosine);
        expect(first!.label).toBe(`label ${first!.feature}`);
        const gate = {...deps.gate, hidden: () => new Map([[first!.feature, "x"]]), visible: () => (feature: number) => feature !== first!.feature};
        const seen = await featureLinks({...deps, gate, model: () => Promise.reject() as never}).neighbors({dictionary: file.id, features: [76], k: 5});
        expect(seen).toEqual(near.slice(1));
    });

    it("looks features up in the order asked", async () => {
        expect((await links().lookup({dictionary: file.id, features: [9, 2]})).map(({feature}) => feature)).toEqual([9, 2]);
        await expect((async () => links().lookup({dictionary: file.id, features: [file.nFeatures]}))()).rejects.toMatchObject({code: "feature/not-found"});
    });
});
