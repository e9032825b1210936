import type {LlamaContext, LlamaModel, Token} from "node-llama-cpp";
import type {DictionaryFile} from "../dictionaries/index.ts";
import {cappedThreads, chooseThreads} from "../llama/chooseThreads.ts";
import {llamaRuntime} from "../llama/llamaRuntime.ts";
import {nativeAddon} from "../llama/nativeAddon.ts";
import {nativeSpec} from "../llama/nativeSpec.ts";
import type {SequencePlan} from "../llama/plans.ts";
import {TappedContext} from "../llama/TappedContext.ts";
import {COLUMN_EDIT, COLUMN_LOOK, type NativeEdit} from "../native/AddonTypes.ts";
import {median} from "./median.ts";

export interface DecodeBench {
    readonly modelPath: string;
    readonly dictionary: DictionaryFile;
    readonly threads?: number;
    readonly tokensPerRound: number;
    readonly rounds: number;
    readonly onRound?: (round: number) => void;
}

export interface DecodeArm {
    readonly name: string;
    /** median over rounds */
    readonly tokensPerSecond: number;
    /** median over rounds of this arm's speed divided by plain's of the same round */
    readonly ratio: number;
    readonly lowestRatio: number;
    readonly highestRatio: number;
}

export interface DecodeReport {
    readonly threads: number;
    readonly backend: string;
    readonly weightBytes: number;
    /** bytes that reading all features adds to a token's, as a share of the model's own */
    readonly encoderShare: number;
    readonly arms: readonly DecodeArm[];
}

/**
 * Decode speed of node-llama-cpp as it is and of ours, on one model in one process, in turns: machines are noisy, ratios within a round are not.
 * Both sides use the same threads, the same prompt and greedy sampling.
 */
export async function benchDecode({modelPath, dictionary, threads: asked, tokensPerRound, rounds, onRound}: DecodeBench): Promise<DecodeReport> {
    const llama = await llamaRuntime();
    const model = await llama.loadModel({modelPath});
    const threads = cappedThreads(asked ?? chooseThreads(model.size, llama.cpuMathCores));
    llama.maxThreads = Math.max(threads, llama.cpuMathCores);
    const contextSize = 64 + tokensPerRound;
    const plain = await model.createContext({contextSize, sequences: 1, batchSize: 64, threads: {ideal: threads, min: threads}});
    nativeAddon();
    const tapped = await TappedContext.create(model, [new (nativeAddon().Dictionary)(nativeSpec(dictionary))], threads, {
        contextSize,
        sequences: 1,
        batchSize: 64
    });
    const plainSequence = plain.getSequence();
    const sequence = tapped.context.getSequence();

    const arms: {readonly name: string; readonly run: () => Promise<number>; readonly speeds: number[]}[] = [
        {name: "plain node-llama-cpp", run: () => decode(model, plainSequence, tokensPerRound), speeds: []},
        ...plans(dictionary).map(([name, plan]) => ({
            name,
            run: async () => {
                tapped.plan(sequence, plan);
                return decode(model, sequence, tokensPerRound);
            },
            speeds: [] as number[]
        }))
    ];
    for (const arm of arms) await arm.run(); // warm
    for (let round = 0; round < rounds; round++) {
        // each round begins elsewhere, so that no arm always follows the same one
        for (let i = 0; i < arms.length; i++) {
            const arm = arms[(i + round) % arms.length]!;
            arm.speeds.push(await arm.run());
        }
        onRound?.(round + 1);
    }
    await tapped.dispose();
    await plain.dispose();
    const weightBytes = model.size;
    await model.dispose();

    const base = arms[0]!.speeds;
    return {
        threads,
        backend: llama.gpu === false ? "cpu" : llama.gpu,
        weightBytes,
        encoderShare: dictionary.tensors.encoderWeight.bytes / weightBytes,
        arms: arms.map(({name, speeds}) => {
            const ratios = speeds.map((speed, round) => speed / base[round]!);
            return {name, tokensPerSecond: median(speeds), ratio: median(ratios), lowestRatio: Math.min(...ratios), highestRatio: Math.max(...ratios)};
        })
    };
}

function plans({nFeatures}: DictionaryFile): readonly (readonly [name: string, plan: SequencePlan | undefined])[] {
    const edit = (i: number): NativeEdit => {
        const feature = (i * 7919) % nFeatures;
        return i % 2 === 0 ? {dictionary: 0, feature, mode: "add", value: 0.01} : {dictionary: 0, feature, mode: "pin", value: 0.01};
    };
    const steered = (n: number): SequencePlan => ({
        edit: {set: {edits: Array.from({length: n}, (_, i) => edit(i))}, actions: {flagsAt: () => COLUMN_EDIT, weightAt: () => 1}}
    });
    const reading: SequencePlan = {
        read: {topK: [8], watch: [], residualLayer: -1, only: false, readsAt: () => true, onReadout: () => undefined}
    };
    const operand = (input: number) => ({combine: "max", inputs: [input], weights: [1]}) as const;
    // one that rarely holds, on three features: what watching costs
    const ruled: SequencePlan = {
        edit: {
            set: {
                edits: [{...edit(0), rule: 0}],
                inputs: [0, 1, 2].map((i) => ({dictionary: 0, feature: edit(i).feature})),
                rules: [
                    {
                        on: "both",
                        sticky: false,
                        nodes: [
                            {kind: "all", children: [1, 2]},
                            {kind: "compare", operator: ">", left: operand(0), right: 1e6},
                            {kind: "compare", operator: ">", left: operand(1), right: operand(2)}
                        ]
                    }
                ]
            },
            actions: {flagsAt: () => COLUMN_EDIT | COLUMN_LOOK, weightAt: () => 1}
        }
    };
    return [
        ["tapped, idle", undefined],
        ["steered, 1 edit", steered(1)],
        ["steered, 64 edits", steered(64)],
        ["a rule on 3 features", ruled],
        [`reading all ${nFeatures.toLocaleString("en")} features`, reading]
    ];
}

/** @returns tokens per second over `n` decoded tokens, the prompt left out */
async function decode(model: LlamaModel, sequence: ReturnType<LlamaContext["getSequence"]>, n: number): Promise<number> {
    await sequence.clearHistory();
    const first = (model.tokens.bos ?? 1) as Token;
    await sequence.evaluateWithoutGeneratingNewTokens([first]);
    let decoded = 0;
    let next = ((first + 1) % 200) as Token;
    const startedAt = performance.now();
    while (decoded < n) {
        // a random model may end its turn at any token; it is simply made to go on
        for await (const token of sequence.evaluate([next], {temperature: 0})) {
            next = token;
            if (++decoded >= n) break;
        }
        next = ((next + 1) % 200) as Token;
        decoded++;
    }
    return (1000 * decoded) / (performance.now() - startedAt);
}
