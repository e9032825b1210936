import {mkdtemp, rm, stat} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {monitorEventLoopDelay} from "node:perf_hooks";
import {setTimeout} from "node:timers/promises";
import {HarvestAdder} from "../features/harvest/HarvestAdder.ts";
import {keepHarvest} from "../features/harvest/keepHarvest.ts";
import {TextFile} from "../features/harvest/TextFile.ts";
import {featurePage} from "../features/page/featurePage.ts";
import type {Harvested} from "../llama/types.ts";
import {openGate} from "../moderation/gate.ts";
import {openStore} from "../store/openStore.ts";
import {median} from "./median.ts";
import {seeded} from "./randomBlocks.ts";

const WINDOW = 256;
const CHUNK = 8;
const L0 = 100;
const VOCABULARY = 128_256;

/**
 * What a harvest of many features takes: memory at its beginning, half-way and at its end (it must not grow with the corpus), time to add up a token, the
 * store's size and the time of a page; on invented activations, a hundred a token, every feature as often as any other: the most examples that there can be.
 */
export async function benchHarvestSize({nFeatures, tokens}: {readonly nFeatures: number; readonly tokens: number}): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), "saelor-harvest-"));
    const before = process.memoryUsage().rss;
    const adder = new HarvestAdder(nFeatures);
    const {state} = adder;
    const delay = monitorEventLoopDelay({resolution: 1});
    try {
        const texts = await TextFile.open(join(folder, "texts"));
        const random = seeded(4);
        const below = (n: number) => Math.min(n - 1, Math.floor(((random() + 1) / 2) * n));
        const nTexts = Math.ceil(tokens / WINDOW / CHUNK) * CHUNK;
        let addedMs = 0;
        let half = 0;
        for (let first = 0; first < nTexts; first += CHUNK) {
            const chunk = Array.from({length: CHUNK}, () => Array.from({length: WINDOW}, () => below(VOCABULARY)));
            const harvested = someActivations(nFeatures, below);
            const some = chunk.map((text, i) => ({context: first + i, tokens: text}));
            // what was invented on this thread is over with
            await setTimeout(5);
            delay.enable();
            const startedAt = performance.now();
            await adder.add(some, harvested);
            addedMs += performance.now() - startedAt;
            delay.disable();
            await texts.write(first, chunk);
            if (first < nTexts / 2) half = process.memoryUsage().rss;
        }
        const end = process.memoryUsage().rss;
        const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
        const print = (line: string) => process.stdout.write(`${line}\n`);
        print(`${nFeatures} features, ${nTexts * WINDOW} tokens, ${L0} features fire on each`);
        print(`memory beside what the process began with: ${megabytes(half - before)} half-way, ${megabytes(end - before)} at the end`);
        print(
            `adding up: ${((1000 * nTexts * WINDOW) / addedMs).toFixed(0)} tokens/s; the process was held up by it for ${(delay.max / 1e6).toFixed(0)} ms at most`
        );

        const store = openStore(join(folder, "workspace"));
        store.dictionaries.remember({id: "d", name: "d", path: "d"});
        const context = {signal: new AbortController().signal, onProgress: () => undefined};
        const detokenize = (ids: readonly number[]) => ids.map((id) => ` word${id}`).join("");
        const startedAt = performance.now();
        await keepHarvest(store, {id: "h", dictionary: "d", model: "m", corpus: "c", state, texts, nTexts, detokenize, context});
        print(`stored in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
        await texts.close();
        const times: number[] = [];
        let examples = 0;
        const features = {store, gate: openGate(store.moderation), dictionary: () => aDictionary(nFeatures)};
        for (let i = 0; i < 200; i++) {
            const pageAt = performance.now();
            examples += (await featurePage(features, {dictionary: "d", feature: below(nFeatures)})).examples.length;
            times.push(performance.now() - pageAt);
        }
        const {path} = store;
        store.close();
        print(`store: ${megabytes((await stat(path)).size)}, ${(examples / 200).toFixed(1)} examples a feature; a page in ${median(times).toFixed(1)} ms`);
    } finally {
        await adder.close();
        await rm(folder, {recursive: true, force: true});
    }
}

function someActivations(nFeatures: number, below: (n: number) => number): Harvested {
    const rows = CHUNK * WINDOW;
    const features = new Int32Array(rows * L0);
    for (let row = 0; row < rows; row++) {
        // ascending and different: one from each of a hundred parts
        for (let i = 0; i < L0; i++) features[row * L0 + i] = Math.floor((i * nFeatures) / L0) + below(Math.floor(nFeatures / L0));
    }
    return {
        offsets: Int32Array.from({length: rows + 1}, (_, row) => row * L0),
        features,
        values: Float32Array.from(features, () => 2 ** ((below(4000) - 1000) / 1000)),
        norms: new Float32Array(rows).fill(1)
    };
}

/** As much of a dictionary as a page asks for. */
function aDictionary(nFeatures: number) {
    return {file: {id: "d", nFeatures}, residualNorm: 1, maxActivation: () => 1, density: () => 1, decoderNorm: async () => 1} as never;
}
