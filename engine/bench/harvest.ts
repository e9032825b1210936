import type {Token} from "node-llama-cpp";
import {HarvestAdder} from "../features/harvest/HarvestAdder.ts";
import {llamaRuntime} from "../llama/llamaRuntime.ts";
import {loadGguf} from "../llama/loadGguf.ts";
import {loadSteerableModel} from "../llama/loadSteerableModel.ts";
import {median} from "./median.ts";
import {seeded} from "./randomBlocks.ts";
import {randomDictionary} from "./randomDictionary.ts";
import {randomModel, SHAPE_1B, SHAPE_8B} from "./randomModel.ts";

/**
 * The tap after 5/8 of the layers. `rare`: how many standard deviations above the mean of a normal distribution a hundred of so many values lie.
 * The 8B reads 256 tokens a round, or two processors would be at it for half an hour.
 */
const CASES = {
    "1b": {model: SHAPE_1B, layers: 10, nFeatures: 16_384, rare: 2.505, texts: 4, window: 256},
    "8b": {model: SHAPE_8B, layers: 20, nFeatures: 65_536, rare: 2.963, texts: 2, window: 128}
} as const;
export type HarvestShape = keyof typeof CASES;
type Case = (typeof CASES)[HarvestShape];

/** Of each text in a first round that is not measured: it brings the weights into memory. */
const WARM_TOKENS = 16;

/** A random dictionary of which about a hundred features fire on a token: biases below 0 by so many spreads of its pre-activations, which are measured first. */
async function sparseDictionary(folder: string, modelPath: string, {model: {dModel}, layers, nFeatures, rare, window}: Case) {
    const shape = {dModel, layer: layers - 1, weightType: "Q8_0"} as const;
    const small = await randomDictionary(folder, {...shape, nFeatures: 32});
    const model = await loadSteerableModel({modelPath, dictionaries: [small], lanes: 1});
    try {
        const {norms} = await model.harvest({texts: [someText(seeded(2), window)], dictionary: small.id});
        // rows are uniform in +-1/sqrt(d), which spreads products with x by |x|/sqrt(3 d)
        const spread = median([...norms].filter((norm) => norm > 0)) / Math.sqrt(3 * dModel);
        return await randomDictionary(folder, {...shape, nFeatures, bias: -Number((rare * spread).toPrecision(3))});
    } finally {
        await model.dispose();
    }
}

/**
 * Weights that each way multiplies a token with, over those of the layers up to the tap and the encoder. llama.cpp leaves out the last layer's feed-forward
 * part when nobody asks for what the model says next, so its pass without outputs is shorter than a full one.
 */
function possibleRatios({model: {dModel, dFeedForward, nHeads, nKvHeads, nLayers, nVocab}, layers, nFeatures}: Case) {
    const feedForward = 3 * dModel * dFeedForward;
    const layer = 2 * dModel * dModel + 2 * dModel * (dModel / nHeads) * nKvHeads + feedForward;
    const harvest = layers * layer + dModel * nFeatures;
    return {plain: (nLayers * layer - feedForward) / harvest, whole: (nLayers * layer + dModel * nVocab) / harvest};
}

const someText = (random: () => number, window: number) => [1, ...Array.from({length: window - 1}, () => 50_000 + Math.floor(random() * 49_000))];

/**
 * Tokens/s of a harvest (every feature that fires, the evaluation ended after the tap, all added up) beside two full passes over the same texts, in one
 * interleaved run on random weights in the shapes of Llama 3.2 1B or 3.1 8B: plain node-llama-cpp without any output, which is the least that it can do, and
 * Saelor's own scoring, which computes what the model says after every token.
 */
export async function benchHarvest({
    folder,
    rounds,
    shape,
    threads: asked
}: {
    readonly folder: string;
    readonly rounds: number;
    readonly shape: HarvestShape;
    readonly threads?: number;
}): Promise<void> {
    const one = CASES[shape];
    const {window: windowTokens, layers, nFeatures} = one;
    process.stderr.write("writing what is not there yet…\n");
    const modelPath = await randomModel(folder, one.model);
    const dictionary = await sparseDictionary(folder, modelPath, one);
    const random = seeded(1);
    const texts = Array.from({length: one.texts}, () => someText(random, windowTokens));
    const tokens = one.texts * windowTokens;

    const tapped = await loadSteerableModel({modelPath, dictionaries: [dictionary], lanes: 1, ...(asked !== undefined && {threads: asked})});
    const {threads} = tapped.info;
    const plainModel = await loadGguf(await llamaRuntime(), modelPath, {});
    const plain = await plainModel.createContext({
        ...{contextSize: windowTokens, sequences: one.texts, batchSize: tokens},
        threads: {ideal: threads, min: threads}
    });
    const sequences = texts.map(() => plain.getSequence());
    const adder = new HarvestAdder(nFeatures);

    let l0 = 0;
    let addMs: number[] = [];
    /** @param texts all of them, or a little of each to warm up with */
    const waysOver = (texts: readonly number[][]) => ({
        plain: async () => {
            await Promise.all(sequences.map((sequence) => sequence.clearHistory()));
            await Promise.all(sequences.map((sequence, i) => sequence.evaluateWithoutGeneratingNewTokens(texts[i] as Token[])));
        },
        whole: () => tapped.score({texts, steering: {edits: [], scope: "all"}}),
        // its adding up, which runs beside the next batch in a true harvest, counts in full
        harvest: async () => {
            const harvested = await tapped.harvest({texts, dictionary: dictionary.id});
            l0 = harvested.features.length / texts.flat().length;
            const addedFrom = performance.now();
            const some = texts.map((text, context) => ({context, tokens: text}));
            await adder.add(some, harvested);
            addMs.push(performance.now() - addedFrom);
        }
    });
    type Way = keyof ReturnType<typeof waysOver>;
    const times: Record<Way, number[]> = {plain: [], whole: [], harvest: []};
    /** ms of all processors: what others do on the machine meanwhile does not count */
    const work: Record<Way, number[]> = {plain: [], whole: [], harvest: []};
    for (let round = 0; round <= rounds; round++) {
        const ways = waysOver(round === 0 ? texts.map((text) => text.slice(0, WARM_TOKENS)) : texts);
        for (const name of ["plain", "harvest", "whole"] as const) {
            const startedAt = performance.now();
            const usedBefore = process.cpuUsage();
            await ways[name]();
            if (round === 0) {
                addMs = [];
                continue;
            }
            times[name].push(performance.now() - startedAt);
            work[name].push(process.cpuUsage(usedBefore).user / 1000);
            const [wall, used] = [times, work].map((all) => (all[name].at(-1)! / 1000).toFixed(1));
            process.stderr.write(`round ${round} of ${rounds}: ${name} ${wall} s, ${used} s of processors\n`);
        }
    }
    const possible = possibleRatios(one);
    const line = (what: string, name: Way) => {
        const ratios = times[name].map((ms, i) => ms / times.harvest[i]!).sort((a, b) => a - b);
        const inWork = median(work[name].map((ms, i) => ms / work.harvest[i]!));
        const beside =
            name === "harvest"
                ? `(adding up: ${((100 * median(addMs)) / median(times.harvest)).toFixed(1)} % of it, counted in full)`
                : `harvest is ${median(ratios).toFixed(2)} times as fast (${ratios[0]!.toFixed(2)}-${ratios.at(-1)!.toFixed(2)}; in processor time ${inWork.toFixed(2)}; by the weights that are read ${possible[name].toFixed(2)})`;
        process.stdout.write(`${what.padEnd(62)}${((1000 * tokens) / median(times[name])).toFixed(1).padStart(7)} tokens/s   ${beside}\n`);
    };
    process.stdout.write(
        `${shape.toUpperCase()} shapes, Q8_0, ${threads} threads, ${one.texts} texts of ${windowTokens} tokens; ${nFeatures} features (${l0.toFixed(0)} fire on a token), tap after ${layers} of ${one.model.nLayers} layers\n`
    );
    line("harvest", "harvest");
    line("full pass with what the model says after every token", "whole");
    line("full pass without any output, plain node-llama-cpp", "plain");
    await adder.close();
    await plain.dispose();
    await plainModel.dispose();
    await tapped.dispose();
}
