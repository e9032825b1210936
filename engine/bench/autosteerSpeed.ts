import {calibratedDictionary} from "../dictionaries/index.ts";
import {loadSteerableModel} from "../llama/loadSteerableModel.ts";
import type {RawSteering} from "../llama/types.ts";
import {median} from "./median.ts";
import {randomDictionary} from "./randomDictionary.ts";
import {randomModel, SHAPE_1B} from "./randomModel.ts";

interface Options {
    readonly folder: string;
    readonly rounds: number;
    readonly threads?: number;
}

const CONDITIONS = 8;
const PROMPT = 128;
const ANSWER = 24;
const UNSTEERED: RawSteering = {edits: [], scope: "answer"};
const SAMPLING = {temperature: 0, topP: 1, topK: 0, minP: 0, repeatPenalty: 1, maxTokens: ANSWER, seed: 42};

/** Tokens a second of eight steerings of one question, each by itself and side by side, interleaved: writing answers, and scoring given ones. */
export async function autosteerSpeed({folder, rounds, threads}: Options): Promise<string> {
    const modelPath = await randomModel(folder, SHAPE_1B);
    const file = await randomDictionary(folder, {dModel: SHAPE_1B.dModel, nFeatures: 16_384, layer: 10, weightType: "F16"});
    const model = await loadSteerableModel({modelPath, dictionaries: [file], lanes: 1, contextSize: 1024, ...(threads !== undefined && {threads})});
    try {
        const norm = await (await calibratedDictionary(file)).decoderNorm(0);
        const steerings = Array.from({length: CONDITIONS}, (_, i) => ({
            edits: [{dictionary: file.id, feature: i, mode: "shift" as const, value: (0.1 * i) / norm}]
        }));
        const prompt = Array.from({length: PROMPT}, (_, i) => 1000 + 7 * i);
        const given = Array.from({length: ANSWER}, (_, i) => 5000 + 11 * i);
        const write = async (of: typeof steerings) => {
            const branches = of.map((steering) => ({tokens: prompt.slice(-1), steering, sampling: SAMPLING}));
            const written = await model.writeBranches({prefix: prompt.slice(0, -1), steering: UNSTEERED, branches});
            return written.reduce((sum, {tokens}) => sum + tokens.length, 0);
        };
        const score = async (of: typeof steerings) => {
            const branches = of.map((steering) => ({tokens: [...prompt.slice(-1), ...given], steering}));
            await model.scoreBranches({prefix: prompt.slice(0, -1), steering: UNSTEERED, branches});
            return branches.length * ANSWER;
        };
        const timed = async (work: (of: typeof steerings) => Promise<number>, groups: readonly (typeof steerings)[]) => {
            const startedAt = performance.now();
            let tokens = 0;
            for (const group of groups) tokens += await work(group);
            return (1000 * tokens) / (performance.now() - startedAt);
        };
        const alone = steerings.map((steering) => [steering]);
        const lines = [`random weights in the shapes of Llama 3.2 1B, Q8_0: ${CONDITIONS} steerings of one question of ${PROMPT} tokens, answers of ${ANSWER}`];
        for (const [name, work] of [
            ["writing", write],
            ["scoring", score]
        ] as const) {
            // contexts are made as large as they are needed
            await work(steerings);
            const speeds = {alone: [] as number[], together: [] as number[]};
            for (let round = 0; round < rounds; round++) {
                speeds.alone.push(await timed(work, alone));
                speeds.together.push(await timed(work, [steerings]));
            }
            const ratios = speeds.together.map((speed, i) => speed / speeds.alone[i]!);
            lines.push(
                `${name}: one at a time ${median(speeds.alone).toFixed(1)} tokens/s, side by side ${median(speeds.together).toFixed(1)}; ratio ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)})`
            );
        }
        return lines.join("\n");
    } finally {
        await model.dispose();
    }
}
