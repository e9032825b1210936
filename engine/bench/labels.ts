import {mkdir, mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {monitorEventLoopDelay} from "node:perf_hooks";
import {gzipSync} from "node:zlib";
import type {LabelImport} from "../contract/index.ts";
import {layerIndex} from "../contract/index.ts";
import type {DictionaryFile, TensorEntry} from "../dictionaries/index.ts";
import {exportLabels} from "../features/labels/exportLabels.ts";
import {importLabels} from "../features/labels/importLabels.ts";
import {labelIndexOf} from "../features/list/labelIndexes.ts";
import {matchWords} from "../features/list/matchWords.ts";
import {openGate} from "../moderation/gate.ts";
import {openStore, type Store} from "../store/openStore.ts";
import {median} from "./median.ts";

export interface LabelBench {
    readonly features: number;
}

/** Neuronpedia's shards hold this many. */
const SHARD = 128;
const SEARCHES = 15;
const QUERIES = ["pirate volcano", "vol", "re", "legal pasta galaxy", "zzz"];

const SUBJECTS = "pirates volcanoes galaxies contracts recipes poems engines rivers birds rockets trees kings oceans spices wheels clouds".split(" ");
const PLACES = "legal,ancient,Italian,formal,technical,medical,poetic,French,financial,military,religious,culinary,rural,digital,nautical,musical".split(",");

/** Imports generated labels in Neuronpedia's shape, with one and with two of each feature, and searches them beside a scan of them all. */
export async function benchLabels({features}: LabelBench): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), "saelor-labels-"));
    try {
        for (const perFeature of [1, 2]) {
            const descriptions = describeFeatures(features, perFeature);
            const shards = join(folder, `v1-${perFeature}/llama/1-res/explanations`);
            await writeShards(shards, descriptions);
            const store = openStore(join(folder, `workspace-${perFeature}`));
            try {
                await measure(store, features, shards, descriptions);
            } finally {
                store.close();
            }
        }
    } finally {
        await rm(folder, {recursive: true, force: true});
    }
}

async function measure(store: Store, features: number, shards: string, descriptions: readonly string[][]): Promise<void> {
    const dictionary = aDictionary(features);
    const take = (input: string | File) => timed(() => lastOf(importLabels(store, {dictionary, input})));
    const total = descriptions.flat().length;
    line(`${total} labels of ${features} features`, "seconds", "longest stop", "CPU seconds");
    const first = await take(shards);
    told("import of Neuronpedia's shards", first);
    told("the same again", await take(shards));
    const exported = await timed(() => exportLabels({store, gate: openGate(store.moderation)}, {dictionary: dictionary.id, format: "csv"}));
    told("export as CSV", exported);
    told("import of that CSV where they are", await take(exported.result));
    const edited = new File([(await exported.result.text()).replaceAll(" near ", " next to ")], "edited.csv");
    const changed = await take(edited);
    told("import of that CSV, every label edited", changed);
    if (changed.result.changed !== total) throw new Error(`${changed.result.changed} of ${total} labels changed`);

    line("search, milliseconds (median)", "words", "scan");
    const texts = descriptions.flatMap((several, feature) => several.map((text) => ({feature, text: text.toLowerCase()})));
    const index = await labelIndexOf(store, dictionary.id, features);
    for (const query of QUERIES) {
        const found = Array.from({length: SEARCHES}, () => timedNow(() => matchWords(index, query)));
        const scanned = Array.from({length: SEARCHES}, () => timedNow(() => scan(texts, query)));
        line(`  "${query}"`, median(found).toFixed(1), median(scanned).toFixed(1));
    }
    line("  nothing typed", median(Array.from({length: SEARCHES}, () => timedNow(() => store.labels.bestScoredFeatures(dictionary.id, 30)))).toFixed(1), "");
    line("  how many features have a label", median(Array.from({length: SEARCHES}, () => timedNow(() => store.labels.count(dictionary.id)))).toFixed(1), "");
    process.stdout.write("\n");
}

/** What one writes without an index: every word at the beginning of some word of the label, unranked. */
function scan(texts: readonly {readonly feature: number; readonly text: string}[], query: string): number[] {
    const words = query.split(" ").map((word) => new RegExp(`\\b${word}`));
    return texts.filter(({text}) => words.every((word) => word.test(text))).map(({feature}) => feature);
}

function describeFeatures(features: number, perFeature: number): string[][] {
    return Array.from({length: features}, (_, feature) =>
        Array.from({length: perFeature}, (_, n) => {
            const [subject, other, place] = [SUBJECTS[(feature + 3 * n) % 16], SUBJECTS[(feature >> 4) % 16], PLACES[(feature >> 8) % 16]];
            return `${n === 0 ? "mentions of" : "phrases about"} ${subject} near ${other} in ${place} texts, number ${feature}`;
        })
    );
}

async function writeShards(folder: string, descriptions: readonly string[][]): Promise<void> {
    await mkdir(folder, {recursive: true});
    const rows = descriptions.flatMap((several, feature) =>
        several.map((description, n) =>
            JSON.stringify({
                ...{modelId: "llama", layer: "1-res", index: `${feature}`, description, typeName: "oai_token-act-pair"},
                ...{explanationModelName: n === 0 ? "gemini-2.5-flash-lite" : "gpt-4o-mini", createdAt: "2025-09-01T00:00:00.000Z"}
            })
        )
    );
    for (let shard = 0; shard * SHARD < rows.length; shard++)
        await writeFile(join(folder, `batch-${shard}.jsonl.gz`), gzipSync(`${rows.slice(shard * SHARD, (shard + 1) * SHARD).join("\n")}\n`));
}

/** Labels ask a dictionary only for its name and size. */
function aDictionary(nFeatures: number): DictionaryFile {
    const tensor: TensorEntry = {name: "none", type: "F32", shape: [], offset: 0, bytes: 0};
    return {
        ...{path: "bench.sae.gguf", id: "bench", name: "bench", architecture: "relu", dModel: 4, nFeatures, layer: layerIndex(1)},
        ...{hookSite: "resid_post", normalization: "none", weights: "w", weightType: "F32", bytes: 0},
        tensors: {encoderWeight: tensor, encoderBias: tensor, decoderWeight: tensor, decoderBias: tensor}
    };
}

interface Timed<T> {
    readonly result: T;
    readonly seconds: number;
    /** of this process; on a machine that does other things too, nearer to what a free one takes */
    readonly cpuSeconds: number;
    /** ms for which the event loop stood still at most: as long, an answer shows nothing new */
    readonly longestStop: number;
}

async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
    const delay = monitorEventLoopDelay({resolution: 1});
    delay.enable();
    const before = process.cpuUsage();
    const started = performance.now();
    const result = await work();
    const seconds = (performance.now() - started) / 1000;
    const {user, system} = process.cpuUsage(before);
    delay.disable();
    return {result, seconds, cpuSeconds: (user + system) / 1e6, longestStop: delay.max / 1e6};
}

function timedNow(work: () => unknown): number {
    const started = performance.now();
    work();
    return performance.now() - started;
}

async function lastOf(events: AsyncIterable<LabelImport>): Promise<Extract<LabelImport, {type: "done"}>> {
    let last: LabelImport | undefined;
    for await (const event of events) last = event;
    if (last?.type !== "done") throw new Error("the import did not end with done");
    return last;
}

const told = (what: string, {seconds, cpuSeconds, longestStop}: Timed<unknown>) =>
    line(`  ${what}`, seconds.toFixed(2), `${longestStop.toFixed(0)} ms`, cpuSeconds.toFixed(2));

const line = (what: string, ...columns: readonly string[]) =>
    process.stdout.write(`${what.padEnd(44)}${columns.map((column) => column.padStart(15)).join("")}\n`);
