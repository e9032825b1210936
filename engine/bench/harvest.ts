import type {Token} from "node-llama-cpp";
import {llamaRuntime} from "../llama/llamaRuntime.ts";
import {loadGguf} from "../llama/loadGguf.ts";
import {loadSteerableModel} from "../llama/loadSteerableModel.ts";
import {median} from "./median.ts";
import {randomDictionary} from "./randomDictionary.ts";
import {randomModel, SHAPE_1B} from "./randomModel.ts";
import {seeded} from "./randomBlocks.ts";

const WINDOW = 256;
const TEXTS = 8;
/** 5/8 of the depth */
const LAYER = 9;

/**
 * Tokens/s of a harvest (every feature that fires, the evaluation ended after the tap) beside a full forward pass of plain node-llama-cpp over the same
 * texts, in one interleaved run on random weights in the shapes of Llama 3.2 1B, the tap after 10 of its 16 layers.
 */
export async function benchHarvest({folder, rounds}: {readonly folder: string; readonly rounds: number}): Promise<void> {
    const modelPath = await randomModel(folder, SHAPE_1B);
    const dictionary = await randomDictionary(folder, {dModel: SHAPE_1B.dModel, nFeatures: 16_384, layer: LAYER, weightType: "F16", bias: -2.5});
    const random = seeded(1);
    const texts = Array.from({length: TEXTS}, () => [1, ...Array.from({length: WINDOW - 1}, () => 50_000 + Math.floor(random() * 49_000))]);
    const tokens = TEXTS * WINDOW;

    const tapped = await loadSteerableModel({modelPath, dictionaries: [dictionary], lanes: 1});
    const {threads} = tapped.info;
    const plainModel = await loadGguf(await llamaRuntime(), modelPath, {});
    const plain = await plainModel.createContext({contextSize: WINDOW, sequences: TEXTS, batchSize: WINDOW * 4, threads: {ideal: threads, min: threads}});
    const sequences = texts.map(() => plain.getSequence());

    const plainRun = async () => {
        await Promise.all(sequences.map((sequence) => sequence.clearHistory()));
        await Promise.all(sequences.map((sequence, i) => sequence.evaluateWithoutGeneratingNewTokens(texts[i] as Token[])));
    };
    let l0 = 0;
    const harvestRun = async () => {
        const {features} = await tapped.harvest({texts, dictionary: dictionary.id});
        l0 = features.length / tokens;
    };
    const times: Record<"plain" | "harvest", number[]> = {plain: [], harvest: []};
    for (let round = 0; round <= rounds; round++) {
        for (const [name, run] of [["plain", plainRun], ["harvest", harvestRun]] as const) {
            const startedAt = performance.now();
            await run();
            if (round > 0) times[name].push(performance.now() - startedAt);
        }
    }
    const speed = (name: "plain" | "harvest") => (1000 * tokens) / median(times[name]);
    const ratios = times.plain.map((ms, i) => ms / times.harvest[i]!).sort((a, b) => a - b);
    process.stdout.write(
        `1B shapes, Q8_0, ${threads} threads, ${TEXTS} texts of ${WINDOW} tokens; 16,384 features (${l0.toFixed(0)} fire on a token), tap after ${LAYER + 1} of ${SHAPE_1B.nLayers} layers\n` +
            `full forward pass, plain node-llama-cpp   ${speed("plain").toFixed(0).padStart(6)} tokens/s\n` +
            `harvest                                   ${speed("harvest").toFixed(0).padStart(6)} tokens/s   ratio ${median(ratios).toFixed(2)} (${ratios[0]!.toFixed(2)}-${ratios.at(-1)!.toFixed(2)})\n`
    );
    await plain.dispose();
    await plainModel.dispose();
    await tapped.dispose();
}
