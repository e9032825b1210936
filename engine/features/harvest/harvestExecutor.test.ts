import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {scratchFolder} from "../../dictionaries/fixtures/scratchFolder.ts";
import {seededRandom} from "../../dictionaries/fixtures/seededRandom.ts";
import type {DictionaryFile} from "../../dictionaries/index.ts";
import type {LoadedModel} from "../../llama/loadedModel.ts";
import {loadSteerableModel} from "../../llama/loadSteerableModel.ts";
import {DEMO} from "../../llama/testing.ts";
import {aWorkspace} from "../../store/aWorkspace.ts";
import type {Store} from "../../store/openStore.ts";
import {BEFORE} from "./BestExamples.ts";
import {decodeExamples} from "./exampleBytes.ts";
import {harvestExecutor} from "./harvestExecutor.ts";
import {readExamples} from "./readExamples.ts";

let file: DictionaryFile;
let model: LoadedModel;
beforeAll(async () => {
    file = await DEMO.steering();
    model = await loadSteerableModel({modelPath: DEMO.model, dictionaries: [file], lanes: 1});
});
afterAll(() => model.dispose());

const conversations = (JSON.parse(readFileSync(new URL("../../../resources/demo/conversations.json", import.meta.url), "utf8")) as {documents: string[]})
    .documents;

async function aCorpus(documents: readonly unknown[]): Promise<string> {
    const path = join(await scratchFolder(), "corpus.jsonl");
    writeFileSync(path, documents.map((document) => JSON.stringify(document)).join("\n"));
    return path;
}

function anExecutor(store: Store, folder: string) {
    return harvestExecutor({
        store,
        folder,
        quiet: async () => new AbortController().signal,
        snapshotEveryMs: 0,
        open: async () => ({
            model,
            name: "demo",
            dictionary: file,
            contextSize: model.info.contextSize,
            gone: new AbortController().signal,
            giveBack: () => undefined
        })
    });
}

const input = (corpus: string, maxTokens = 100_000) => ({modelId: "demo", dictionary: file.id, corpus, maxTokens});
const context = (signal = new AbortController().signal) => ({signal, onProgress: () => undefined, saveCheckpoint: () => undefined});

/** all that a harvest left in the store, but when and under which name */
function resultsOf(store: Store) {
    const {id, at, ...summary} = store.harvests.current(file.id)!;
    return {summary, features: Array.from({length: file.nFeatures}, (_, feature) => store.harvests.feature(id, feature))};
}

describe("harvestExecutor", () => {
    it("keeps of every feature what reading the texts one by one gives", async () => {
        using workspace = aWorkspace();
        workspace.store.dictionaries.remember(file);
        const texts = conversations.slice(0, 10);
        const executor = anExecutor(workspace.store, await scratchFolder());
        await executor.execute({id: "a", input: input(await aCorpus(texts)), checkpoint: undefined}, context());
        const counts = new Map<number, number>();
        const maxima = new Map<number, number>();
        let tokens = 0;
        for (const text of texts) {
            const ids = model.tokenize(text, {bos: true});
            await model.readWhole(ids, file.id, ({positions, offsets, features, values}) => {
                positions.forEach((position, i) => {
                    if (model.isSpecial(ids[position]!)) return;
                    tokens++;
                    for (let j = offsets[i]!; j < offsets[i + 1]!; j++) {
                        counts.set(features[j]!, (counts.get(features[j]!) ?? 0) + 1);
                        maxima.set(features[j]!, Math.max(maxima.get(features[j]!) ?? 0, values[j]!));
                    }
                });
            });
        }
        const {summary, features} = resultsOf(workspace.store);
        expect(summary.tokens).toBe(tokens);
        for (const feature of features) {
            // features at the very edge of firing may fall on either side, as texts are evaluated side by side
            expect(Math.abs(feature!.count - (counts.get(feature!.feature) ?? 0))).toBeLessThanOrEqual(2);
            expect(Math.abs(feature!.max - (maxima.get(feature!.feature) ?? 0))).toBeLessThan(1);
        }
        const strongest = features.toSorted((a, b) => b!.count - a!.count)[0]!;
        const [example] = decodeExamples(strongest.examples);
        expect(example!.value).toBe(strongest.max);
        const [text] = workspace.store.harvests.texts("a", [example!.context]);
        expect(text!.tokens.byteLength).toBe(4 * model.tokenize(texts[example!.context]!, {bos: true}).length);
        const [shown] = readExamples(workspace.store, "a", strongest.feature);
        expect(shown!.value).toBe(strongest.max);
        expect(shown!.tokens[shown!.at]!.value).toBeCloseTo(strongest.max, 1);
        expect(texts[example!.context]).toContain(
            shown!.tokens
                .slice(Math.max(1, shown!.at - BEFORE))
                .map(({text}) => text)
                .join("")
        );
        expect(workspace.store.dictionaries.calibrationOf(file.id, strongest.feature)).toMatchObject({
            maxActivation: strongest.max,
            density: strongest.count / tokens
        });
    });

    it("reads not a token more than asked for, of a text of megabytes too, and says how far that is", async () => {
        using workspace = aWorkspace();
        workspace.store.dictionaries.remember(file);
        const executor = anExecutor(workspace.store, await scratchFolder());
        const told: {done: number; total: number}[] = [];
        const corpus = await aCorpus([`${conversations.join(" ")} `.repeat(100)]);
        const {tokens, read} = await executor.execute(
            {id: "a", input: input(corpus, 3000), checkpoint: undefined},
            {...context(), onProgress: (progress) => progress.stage === "reading" && told.push(progress)}
        );
        expect(tokens).toBeLessThanOrEqual(3000);
        expect(tokens).toBeGreaterThan(2500);
        expect(read).toMatch(/^stopped at the limit of 3000 tokens, about 0\.\d+ % of the corpus: \d+ texts, 3000 tokens with special ones; /);
        expect(new Set(told.map(({total}) => total))).toEqual(new Set([3000]));
    });

    it("knows from the first batches how much there is to read", async () => {
        using workspace = aWorkspace();
        workspace.store.dictionaries.remember(file);
        const executor = anExecutor(workspace.store, await scratchFolder());
        const told: {done: number; total: number}[] = [];
        const {read} = await executor.execute(
            {id: "a", input: input(await aCorpus(conversations)), checkpoint: undefined},
            {...context(), onProgress: (progress) => progress.stage === "reading" && told.push(progress)}
        );
        const last = told.at(-1)!;
        expect(last.done).toBe(last.total);
        expect(told[0]!.done).toBeLessThan(last.done / 4);
        for (const {total} of told) expect(Math.abs(total / last.total - 1)).toBeLessThan(0.5);
        expect(read).toBe(`all of the corpus: ${conversations.length} texts, ${last.total} tokens with special ones`);
    });

    it("ends with the same numbers after it was stopped at twenty random moments", async () => {
        const corpus = await aCorpus(conversations);
        using whole = aWorkspace();
        whole.store.dictionaries.remember(file);
        await anExecutor(whole.store, await scratchFolder()).execute({id: "a", input: input(corpus), checkpoint: undefined}, context());

        using broken = aWorkspace();
        broken.store.dictionaries.remember(file);
        const folder = await scratchFolder();
        const random = seededRandom(5);
        let stops = 0;
        for (let done = false; !done; ) {
            const job = {id: "a", input: input(corpus), checkpoint: undefined};
            const signal = stops < 20 ? AbortSignal.timeout(5 + random(60)) : undefined;
            try {
                await anExecutor(broken.store, folder).execute(job, context(signal));
                done = true;
            } catch (error) {
                if (!signal?.aborted) throw error;
                stops++;
            }
        }
        expect(stops).toBeGreaterThan(3);
        expect(resultsOf(broken.store)).toEqual(resultsOf(whole.store));
    });

    it("reads a chunk again when an answer began meanwhile, with the same outcome", async () => {
        const corpus = await aCorpus(conversations.slice(0, 24));
        const folder = await scratchFolder();
        using calm = aWorkspace();
        calm.store.dictionaries.remember(file);
        await anExecutor(calm.store, await scratchFolder()).execute({id: "a", input: input(corpus), checkpoint: undefined}, context());
        using disturbed = aWorkspace();
        disturbed.store.dictionaries.remember(file);
        let asked = 0;
        const open = async () => ({model, name: "demo", dictionary: file, contextSize: 1024, gone: new AbortController().signal, giveBack: () => undefined});
        // every second time an answer begins at once
        const quiet = async () => (asked++ % 2 === 0 ? AbortSignal.abort(new DOMException("An answer began", "AbortError")) : new AbortController().signal);
        await harvestExecutor({store: disturbed.store, folder, open, quiet}).execute({id: "a", input: input(corpus), checkpoint: undefined}, context());
        expect(asked).toBe(6);
        expect(resultsOf(disturbed.store)).toEqual(resultsOf(calm.store));
    });

    it("has the model read the next batch before the last one is added up", async () => {
        using workspace = aWorkspace();
        workspace.store.dictionaries.remember(file);
        const seen: number[] = [];
        let done = 0;
        const open = async () => ({
            model: {
                tokenize: model.tokenize.bind(model),
                tokenizeTurns: model.tokenizeTurns.bind(model),
                detokenize: model.detokenize.bind(model),
                releaseHarvester: () => model.releaseHarvester(),
                harvest: (...request: Parameters<typeof model.harvest>) => {
                    seen.push(done);
                    return model.harvest(...request);
                }
            },
            ...{name: "demo", dictionary: file, contextSize: 1024, gone: new AbortController().signal, giveBack: () => undefined}
        });
        const executor = harvestExecutor({store: workspace.store, folder: await scratchFolder(), quiet: async () => new AbortController().signal, open});
        const job = {id: "a", input: input(await aCorpus(conversations.slice(0, 24))), checkpoint: undefined};
        const onProgress = (progress: {readonly stage: string; readonly done: number}) => {
            if (progress.stage === "reading") done = progress.done;
        };
        await executor.execute(job, {...context(), onProgress});
        expect(seen.slice(0, 2)).toEqual([0, 0]);
        expect(seen).toHaveLength(3);
        expect(done).toBeGreaterThan(resultsOf(workspace.store).summary.tokens);
    });

    it("stops at so many tokens, replaces an older harvest, and removes what was half done", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        store.dictionaries.remember(file);
        const folder = await scratchFolder();
        const executor = anExecutor(store, folder);
        const corpus = await aCorpus(conversations);
        await executor.execute({id: "a", input: input(corpus, 300), checkpoint: undefined}, context());
        expect(store.harvests.current(file.id)!.tokens).toBeLessThan(900);
        await executor.execute({id: "b", input: input(corpus, 600), checkpoint: undefined}, context());
        expect(store.harvests.current(file.id)!.id).toBe("b");
        expect(store.harvests.remove("a")).toBe(false);
        await expect(executor.execute({id: "c", input: input(corpus), checkpoint: undefined}, context(AbortSignal.timeout(100)))).rejects.toMatchObject({
            name: "TimeoutError"
        });
        await executor.discard({id: "c", input: input(corpus), checkpoint: undefined});
        expect(store.harvests.current(file.id)!.id).toBe("b");
    });

    it("reads conversations through the model's own template", async () => {
        using workspace = aWorkspace();
        workspace.store.dictionaries.remember(file);
        const corpus = await aCorpus([
            {
                messages: [
                    {role: "user", content: "Where is the Eiffel Tower?"},
                    {role: "assistant", content: "The Eiffel Tower stands in Paris."}
                ]
            }
        ]);
        await anExecutor(workspace.store, await scratchFolder()).execute({id: "a", input: input(corpus), checkpoint: undefined}, context());
        const {features, summary} = resultsOf(workspace.store);
        expect(summary.tokens).toBeGreaterThan(10);
        expect(features.some((feature) => feature!.count > 0)).toBe(true);
    });

    it.each([
        [[{text: ""}], "input/invalid"],
        [[{nothing: 1}], "file/malformed"]
    ])("refuses a corpus of %j", async (documents, code) => {
        using workspace = aWorkspace();
        workspace.store.dictionaries.remember(file);
        const executor = anExecutor(workspace.store, await scratchFolder());
        await expect(executor.execute({id: "a", input: input(await aCorpus(documents)), checkpoint: undefined}, context())).rejects.toMatchObject({code});
        expect(workspace.store.harvests.current(file.id)).toBeUndefined();
    });
});
