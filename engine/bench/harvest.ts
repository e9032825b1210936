import type {Token} from "node-llama-cpp";
import {llamaRuntime} from "../llama/llamaRuntime.ts";
import {loadGguf} from "../llama/loadGguf.ts";
import {loadSteerableModel} from "../llama/loadSteerableModel.ts";
import {median} from "./median.ts";
import {seeded} from "./randomBlocks.ts";
import {randomDictionary} from "./randomDictionary.ts";
import {randomModel, SHAPE_1B} from "./randomModel.ts";

const WINDOW = 256;
const TEXTS = 4;
/** 5/8 of the depth */
const LAYER = 9;

const SHAPE = {dModel: SHAPE_1B.dModel, nFeatures: 16_384, layer: LAYER, weightType: "Q8_0"} as const;
/** Standard deviations above the mean of a normal distribution that 100 of 16,384 values lie above. */
const RARE = 2.505;

/** A random dictionary of which about a hundred features fire on a token: biases below 0 by so many spreads of its pre-activations, which are measured first. */
async function sparseDictionary(folder: string, modelPath: string) {
    const dense = await randomDictionary(folder, SHAPE);
    const model = await loadSteerableModel({modelPath, dictionaries: [dense], lanes: 1});
    try {
        const {norms} = await model.harvest({texts: [someText(seeded(2))], dictionary: dense.id});
        // rows are uniform in +-1/sqrt(d), which spreads products with x by |x|/sqrt(3 d)
        const spread = median([...norms].filter((norm) => norm > 0)) / Math.sqrt(3 * SHAPE.dModel);
        return await randomDictionary(folder, {...SHAPE, bias: -Number((RARE * spread).toPrecision(3))});
    } finally {
        await model.dispose();
    }
}

/** Weights of a full pass over those of the layers up to the tap and the encoder; the unembedding is not for every token. */
function possibleRatio(): number {
    const {dModel, dFeedForward, nHeads, nKvHeads, nLayers} = SHAPE_1B;
    const layer = 2 * dModel * dModel + 2 * dModel * (dModel / nHeads) * nKvHeads + 3 * dModel * dFeedForward;
    return (nLayers * layer) / ((LAYER + 1) * layer + dModel * SHAPE.nFeatures);
}

const someText = (random: () => number) => [1, ...Array.from({length: WINDOW - 1}, () => 50_000 + Math.floor(random() * 49_000))];

/**
 * Tokens/s of a harvest (every feature that fires, the evaluation ended after the tap) beside a full forward pass of plain node-llama-cpp over the same
 * texts, in one interleaved run on random weights in the shapes of Llama 3.2 1B, the tap after 10 of its 16 layers.
 */
export async function benchHarvest({
    folder,
    rounds,
    threads: asked
}: {
    readonly folder: string;
    readonly rounds: number;
    readonly threads?: number;
}): Promise<void> {
    const modelPath = await randomModel(folder, SHAPE_1B);
    const dictionary = await sparseDictionary(folder, modelPath);
    const random = seeded(1);
    const texts = Array.from({length: TEXTS}, () => someText(random));
    const tokens = TEXTS * WINDOW;

    const tapped = await loadSteerableModel({modelPath, dictionaries: [dictionary], lanes: 1, ...(asked !== undefined && {threads: asked})});
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
    /** ms of all processors: what others do on the machine meanwhile does not count */
    const work: Record<"plain" | "harvest", number[]> = {plain: [], harvest: []};
    for (let round = 0; round <= rounds; round++) {
        for (const [name, run] of [
            ["plain", plainRun],
            ["harvest", harvestRun]
        ] as const) {
            const startedAt = performance.now();
            const usedBefore = process.cpuUsage();
            await run();
            if (round === 0) continue;
            times[name].push(performance.now() - startedAt);
            work[name].push(process.cpuUsage(usedBefore).user / 1000);
        }
    }
    const speed = (name: "plain" | "harvest") => (1000 * tokens) / median(times[name]);
    const workRatio = median(work.plain.map((ms, i) => ms / work.harvest[i]!));
    const ratios = times.plain.map((ms, i) => ms / times.harvest[i]!).sort((a, b) => a - b);
    process.stdout.write(
        `1B shapes, Q8_0, ${threads} threads, ${TEXTS} texts of ${WINDOW} tokens; 16,384 features (${l0.toFixed(0)} fire on a token), tap after ${LAYER + 1} of ${SHAPE_1B.nLayers} layers\n` +
            `full forward pass, plain node-llama-cpp   ${speed("plain").toFixed(0).padStart(6)} tokens/s\n` +
            `harvest                                   ${speed("harvest").toFixed(0).padStart(6)} tokens/s   ratio ${median(ratios).toFixed(2)} (${ratios[0]!.toFixed(2)}-${ratios.at(-1)!.toFixed(2)}), in processor time ${workRatio.toFixed(2)}\n` +
            `by the weights that each multiplies with, the ratio could be ${possibleRatio().toFixed(2)}\n`
    );
    await plain.dispose();
    await plainModel.dispose();
    await tapped.dispose();
}
