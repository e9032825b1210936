import {open, rm} from "node:fs/promises";
import {type DictionaryFile, readDictionaryFile, type WeightType} from "../dictionaries/index.ts";
import {loadSteerableModel} from "../llama/loadSteerableModel.ts";
import {median} from "./median.ts";
import {randomDictionary} from "./randomDictionary.ts";
import {type ModelShape, randomModel} from "./randomModel.ts";

/** As wide as Llama 3.3 70B, with four of its layers and a narrow feed-forward part: what is measured here does not depend on depth. */
const WIDE: ModelShape = {name: "random-wide", nLayers: 4, dModel: 8192, dFeedForward: 1024, nHeads: 64, nKvHeads: 8, nVocab: 4096, contextSize: 1024};
const N_FEATURES = 65_536;
const ROUNDS = 3;

export interface DictionaryBench {
    readonly folder: string;
    readonly keep: boolean;
}

/**
 * What a dictionary of the 70B's size (65,536 x 8,192) adds to loading a model, warm (its file is in the system's cache), and what it holds in memory;
 * as F32 and Q8_0, and two at once at two layers. Loads without one are interleaved. Needs 7 GB of disk; memory for F32: 4.3 GB of cache.
 */
export async function benchDictionary({folder, keep}: DictionaryBench): Promise<void> {
    const modelPath = await randomModel(folder, WIDE);
    const make = (weightType: WeightType, layer: number) => randomDictionary(folder, {dModel: WIDE.dModel, nFeatures: N_FEATURES, layer, weightType});
    process.stderr.write("writing dictionaries of random numbers…\n");
    const full = await make("F32", 2);
    const small = await make("Q8_0", 1);
    const arms: readonly (readonly [string, readonly DictionaryFile[]])[] = [
        ["without a dictionary", []],
        ["F32", [full]],
        ["Q8_0", [small]],
        ["both, at two layers", [full, small]]
    ];
    for (const file of [modelPath, full.path, small.path]) await readThrough(file);
    const times = new Map<string, number[]>(arms.map(([name]) => [name, []]));
    const memory = new Map<string, number>();
    for (let round = 0; round <= ROUNDS; round++) {
        for (const [name, files] of arms) {
            const startedAt = performance.now();
            const dictionaries = await Promise.all(files.map(({path}) => readDictionaryFile(path)));
            const model = await loadSteerableModel({modelPath, dictionaries, lanes: 2});
            // the first round warms the process up
            if (round > 0) times.get(name)!.push(performance.now() - startedAt);
            memory.set(name, model.memoryBytes());
            await model.dispose();
        }
    }
    const plain = median(times.get("without a dictionary")!);
    process.stdout.write(`dictionary of ${N_FEATURES.toLocaleString("en")} x ${WIDE.dModel}, warm, median of ${ROUNDS}\n`);
    process.stdout.write(`${"".padEnd(24)}load, s   added, s   added memory beside mapped files, MB   file, GB\n`);
    for (const [name, files] of arms) {
        const seconds = median(times.get(name)!) / 1000;
        const added = (memory.get(name)! - memory.get("without a dictionary")!) / 1e6;
        const bytes = files.reduce((sum, file) => sum + file.bytes, 0) / 1e9;
        process.stdout.write(
            `${name.padEnd(24)}${seconds.toFixed(2).padStart(7)}${(seconds - plain / 1000).toFixed(2).padStart(11)}${added.toFixed(0).padStart(38)}${bytes.toFixed(1).padStart(11)}\n`
        );
    }
    if (!keep) for (const file of [modelPath, full.path, small.path]) await rm(file, {force: true});
}

/** Puts a file into the system's cache. */
async function readThrough(path: string): Promise<void> {
    const handle = await open(path);
    try {
        const chunk = Buffer.alloc(8 << 20);
        for (let at = 0; ; ) {
            const {bytesRead} = await handle.read(chunk, 0, chunk.length, at);
            if (bytesRead === 0) return;
            at += bytesRead;
        }
    } finally {
        await handle.close();
    }
}
