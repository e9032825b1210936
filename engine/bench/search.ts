import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {featureListInputSchema, layerIndex} from "../contract/index.ts";
import type {CalibratedDictionary, TensorEntry} from "../dictionaries/index.ts";
import {listFeatures} from "../features/list/listFeatures.ts";
import {createMeaning} from "../features/meaning/createMeaning.ts";
import {toWholeNumbers} from "../features/meaning/toWholeNumbers.ts";
import {searchFeatures} from "../features/searchFeatures.ts";
import type {FeatureDeps} from "../features/types.ts";
import {embedderId} from "../llama/loadEmbedder.ts";
import {openGate} from "../moderation/gate.ts";
import {openStore, type Store} from "../store/openStore.ts";
import {fts5Labels} from "./fts5Labels.ts";
import {median} from "./median.ts";
import {seeded} from "./randomBlocks.ts";
import {randomModel} from "./randomModel.ts";

export interface SearchBench {
    readonly features: number;
    readonly rounds: number;
    readonly folder: string;
}

/** About the sizes of all-MiniLM-L6: what a search on a laptop would use. */
const EMBEDDER = {name: "random-embedder", nLayers: 6, dModel: 384, dFeedForward: 1024, nHeads: 12, nKvHeads: 12, nVocab: 30_522, contextSize: 512};
const TOKENS = 1_000_000;
const SUBJECTS = "pirates volcanoes galaxies contracts recipes poems engines rivers birds rockets trees kings oceans spices wheels andromeda".split(" ");
const PLACES = "legal,ancient,Italian,formal,technical,medical,poetic,French,financial,military,religious,culinary,rural,digital,nautical,musical".split(",");
const SYLLABLES = "ka re mo ti sul pra den vol gri ast lo mi ner tu bas cor phe lin gar ot".split(" ");

/**
 * Milliseconds of a page of a hundred features over generated labels, a made-up harvest and random vectors: median and 99th percentile beside the goal, every time with
 * another query, so that nothing is found ready. CPU: what the process used, which others on the machine hardly change. Beside words, what SQLite's FTS5 takes for the best thirty.
 */
export async function benchSearch({features, rounds, folder}: SearchBench): Promise<void> {
    const workspace = await mkdtemp(join(tmpdir(), "saelor-search-"));
    const store = openStore(workspace);
    try {
        process.stderr.write("writing labels, a harvest and vectors…\n");
        await fill(store, features);
        const model = await randomModel(folder, EMBEDDER);
        await fillVectors(store, await embedderId(model), features);
        await measure(store, features, rounds, model);
    } finally {
        store.close();
        await rm(workspace, {recursive: true, force: true});
    }
}

async function measure(store: Store, nFeatures: number, rounds: number, model: string): Promise<void> {
    const dictionary = aDictionary(nFeatures);
    const deps: FeatureDeps = {store, gate: openGate(store.moderation), dictionary: (id) => (id === dictionary.file.id ? dictionary : undefined)};
    const meaning = createMeaning({features: deps, quiet: async () => undefined});
    store.settings.set("meaning.model", model);
    const random = uniform(7);
    const any = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
    const list = (input: object) => listFeatures({...deps, matchMeaning: meaning.match}, featureListInputSchema.parse({dictionary: "bench", ...input}));
    const words = vocabulary();
    const fts5 = fts5Labels(store.labels.between("bench", 0, nFeatures));
    const cut = (word: string, least: number) => word.slice(0, least + Math.floor(random() * (word.length - least)));
    const misspelt = (word: string) => {
        const at = 1 + Math.floor(random() * (word.length - 2));
        return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
    };

    const measured = async (what: string, goal: number, queries: readonly (() => unknown)[], beside: readonly number[] = []) => {
        const times: number[] = [];
        const cpuTimes: number[] = [];
        for (const query of queries) {
            const [began, cpu] = [performance.now(), process.cpuUsage()];
            await query();
            times.push(performance.now() - began);
            const {user, system} = process.cpuUsage(cpu);
            cpuTimes.push((user + system) / 1000);
        }
        const fts = beside.length === 0 ? "" : median(beside).toFixed(1);
        const [cpu, cpuMost] = [median(cpuTimes), percentile(cpuTimes, 0.99)];
        line(`  ${what}`, median(times).toFixed(1), percentile(times, 0.99).toFixed(1), cpu.toFixed(1), cpuMost.toFixed(1), goal === 0 ? "" : `${goal}`, fts);
    };

    line("milliseconds", "median", "p99", "CPU", "its p99", "goal", "FTS5");
    await measured("the first page after a start (labels read)", 0, [() => list({})]);

    /** @param fts the same with FTS5, where it can */
    const row = async (what: string, goal: number, query: () => {readonly query?: string; readonly [option: string]: unknown}, fts = false) => {
        // blanks make it another query, and mean nothing
        const asked = Array.from({length: rounds}, query).map((one, i) => (one.query === undefined ? one : {...one, query: one.query + " ".repeat(i % 100)}));
        const besideTimes = asked.map(({query: text = ""}) => {
            const began = performance.now();
            if (fts) fts5.search(text);
            return performance.now() - began;
        });
        await measured(
            what,
            goal,
            asked.map((input) => () => list(input)),
            fts ? besideTimes : []
        );
    };
    await row("one word", 20, () => ({query: any(SUBJECTS)}), true);
    await row("two words", 20, () => ({query: `${any(SUBJECTS)} ${any(PLACES)}`}), true);
    await row("a rare word", 20, () => ({query: any(words)}), true);
    await row("the beginning of a word, 3 letters and more", 20, () => ({query: cut(any(words), 3)}), true);
    await row("one letter", 20, () => ({query: any([..."acdeimnprst"])}), true);
    await row("a word that every label holds", 20, () => ({query: any(["mentions", "near", "in", "texts", "number"])}), true);
    await row("three such words", 20, () => ({query: "mentions near texts"}), true);
    await row("a word with a slip", 20, () => ({query: misspelt(any(SUBJECTS))}));
    await row("a rare word with a slip", 20, () => ({query: misspelt(any(words.filter(({length}) => length > 6)))}));
    await row("what nobody wrote", 20, () => ({query: `zzq${any(words)}`}));
    await row("a number", 20, () => ({query: `${Math.floor(random() * nFeatures)}`}));
    await row("filters, sorted by density", 20, () => ({
        filters: {alive: true, minDensity: random() / 100, minScore: random()},
        sort: "density"
    }));
    await row("filters, words, sorted by maximum", 20, () => ({query: any(SUBJECTS), filters: {alive: true, source: "bench"}, sort: "max"}));
    await row("a deep page of all", 20, () => ({offset: Math.floor(random() * nFeatures), limit: 100}));
    await row("a deep page of a word that every label holds", 20, () => ({query: "mentions", offset: Math.floor(random() * nFeatures)}));
    await row("by token", 20, () => ({query: any(words), by: "token"}));
    await row("by the beginning of a token", 20, () => ({query: cut(any(words), 2), by: "token"}));
    const typing = Array.from({length: rounds}, () => any(SUBJECTS)).flatMap((word) => Array.from(word, (_, i) => word.slice(0, i + 1)));
    await measured(
        "as one types, thirty",
        20,
        typing.slice(0, 4 * rounds).map((query) => () => searchFeatures(deps, {dictionary: "bench", query, limit: 30}))
    );
    await measured(
        "a label edited, and then one word",
        20,
        Array.from({length: rounds}, (_, round) => () => {
            store.labels.save("bench", "user", [{feature: round, description: `${any(words)} of one's own`}]);
            return list({query: any(SUBJECTS)});
        })
    );
    await measured("by meaning, the first (model and vectors read)", 0, [() => list({query: "far away", by: "meaning"})]);
    await row("by meaning, 384 numbers a label", 60, () => ({query: `${any(SUBJECTS)} in ${any(PLACES)} texts`, by: "meaning"}));
    fts5.close();
    await meaning.close();
}

async function fill(store: Store, n: number): Promise<void> {
    const random = uniform(3);
    const words = vocabulary();
    const rare = () => words[Math.floor(words.length * random() ** 3)]!;
    store.dictionaries.remember({id: "bench", name: "bench", path: "bench.sae.gguf"});
    const number = store.labelImports.begin();
    for (let first = 0; first < n; first += 1024) {
        const some = Array.from({length: Math.min(1024, n - first)}, (_, i) => {
            const feature = first + i;
            const [subject, other, place] = [SUBJECTS[feature % 16], SUBJECTS[(feature >> 4) % 16], PLACES[(feature >> 8) % 16]];
            const description = `mentions of ${subject} near ${other} in ${place} texts, ${rare()} and ${rare()} ${rare()}, number ${feature}`;
            return {feature, source: "bench", description, score: random()};
        });
        store.labelImports.stage(number, "bench", some);
    }
    store.labelImports.finish({number, dictionary: "bench", sources: ["bench"], replaces: () => false, staged: n});
    store.harvests.begin({
        ...{id: "h", dictionary: "bench", model: "none", corpus: "none", at: 1, tokens: TOKENS, texts: 0, sinks: 0, residualNorm: 1, exactCompanions: false}
    });
    // as large as twenty examples are
    const [bins, examples, companions] = [new Uint8Array(512), new Uint8Array(20 * 209), new Uint8Array(256)];
    for (let first = 0; first < n; first += 256) {
        const some = Array.from({length: Math.min(256, n - first)}, (_, i) => {
            const count = random() < 0.1 ? 0 : Math.floor(TOKENS * random() ** 6);
            return {feature: first + i, count, sum: count, max: count === 0 ? 0 : 100 * random(), strong: count, bins, examples, companions};
        });
        store.harvests.addFeatures("h", some);
        const peaks = some.flatMap(({feature}) => {
            const pieces = new Set(Array.from({length: 6}, () => 1 + Math.floor(words.length * random() ** 2)));
            return [...pieces].map((piece) => ({piece, feature, share: 1 / pieces.size}));
        });
        store.featureLists.addPeaks("h", peaks);
    }
    store.featureLists.addPeakTokens(
        "h",
        words.map((word, i) => ({piece: i + 1, text: ` ${word}`, folded: word}))
    );
    store.harvests.finish("h", "bench");
}

async function fillVectors(store: Store, embedder: string, n: number): Promise<void> {
    const random = uniform(9);
    for (let first = 0; first < n; first += 1024) {
        const some = store.featureLists.labelsBetween("bench", first, first + 1024).map(({id, description}) => {
            const vector = Float32Array.from({length: EMBEDDER.dModel}, () => random() - 0.5);
            const length = Math.hypot(...vector);
            return {label: id, description, ...toWholeNumbers(vector.map((value) => value / length))};
        });
        store.meaning.save(embedder, some);
    }
}

/** 12,000 words that nobody wrote, always the same */
function vocabulary(): string[] {
    const random = uniform(5);
    const any = () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]!;
    return Array.from({length: 12_000}, () => Array.from({length: 2 + Math.floor(random() * 3)}, any).join(""));
}

function aDictionary(nFeatures: number): CalibratedDictionary {
    const tensor: TensorEntry = {name: "none", type: "F32", shape: [], offset: 0, bytes: 0};
    return {
        file: {
            ...{path: "bench.sae.gguf", id: "bench", name: "bench", architecture: "relu", dModel: 4, nFeatures, layer: layerIndex(1)},
            ...{hookSite: "resid_post", normalization: "none", weights: "w", weightType: "F32", bytes: 0},
            tensors: {encoderWeight: tensor, encoderBias: tensor, decoderWeight: tensor, decoderBias: tensor}
        },
        residualNorm: undefined,
        maxActivation: () => undefined,
        density: () => undefined,
        decoderNorm: async () => 1,
        decoderRow: async () => new Float32Array(4)
    };
}

/** numbers from 0 to below 1, the same for the same seed */
function uniform(seed: number): () => number {
    const random = seeded(seed);
    return () => (random() + 1) / 2;
}

const percentile = (values: readonly number[], share: number) =>
    [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(share * values.length) - 1)]!;

const line = (what: string, ...columns: readonly string[]) =>
    process.stdout.write(`${what.padEnd(52)}${columns.map((column) => column.padStart(10)).join("")}\n`);
