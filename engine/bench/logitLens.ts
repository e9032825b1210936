import {llamaRuntime} from "../llama/llamaRuntime.ts";
import {openLogitLens} from "../llama/logitLens.ts";
import {median} from "./median.ts";
import {seeded} from "./randomBlocks.ts";
import {type ModelShape, randomModel} from "./randomModel.ts";

/** What a 70B reads its tokens from, without its layers. */
const HEAD_70B: ModelShape = {
    name: "random-70b-head",
    nLayers: 0,
    dModel: 8192,
    dFeedForward: 28_672,
    nHeads: 64,
    nKvHeads: 8,
    nVocab: 128_256,
    contextSize: 2048
};

/** Time in which a direction's tokens are read from an unembedding of 128,256 x 8,192 in Q8_0 (1.1 GB): the first time, and once it is in memory. */
export async function benchLogitLens({folder, rounds}: {readonly folder: string; readonly rounds: number}): Promise<void> {
    const path = await randomModel(folder, HEAD_70B);
    await llamaRuntime();
    const openedAt = performance.now();
    const lens = await openLogitLens([path]);
    const random = seeded(3);
    const times: number[] = [];
    for (let round = 0; round <= rounds; round++) {
        const direction = Float32Array.from({length: HEAD_70B.dModel}, random);
        const startedAt = round === 0 ? openedAt : performance.now();
        await lens.read(direction, 100);
        times.push(performance.now() - startedAt);
    }
    const [first = 0, ...rest] = times;
    process.stdout.write(
        `logit lens, unembedding of ${HEAD_70B.nVocab} x ${HEAD_70B.dModel} in Q8_0: first ${first.toFixed(0)} ms, then ${median(rest).toFixed(0)} ms (${Math.min(...rest).toFixed(0)}-${Math.max(...rest).toFixed(0)})\n`
    );
}
