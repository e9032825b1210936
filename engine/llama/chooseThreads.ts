import {availableParallelism} from "node:os";

const MiB = 2 ** 20;

/**
 * How many CPU threads evaluate a model. Each operation of a graph ends with all threads waiting for the last one; a model of a few megabytes
 * has more waiting than work, and on a machine that is busy with something else a thread that is kept waiting costs a hundred times what it
 * brings (measured: 7.7 MB, two threads on two busy cores 7 tokens/s, one thread 300). Large models are bound by memory traffic.
 * @param weightBytes bytes of weights that the CPU reads for a token
 * @param cores physical cores that do floating point well
 */
export function chooseThreads(weightBytes: number, cores: number): number {
    const useful = weightBytes < 32 * MiB ? 1 : weightBytes < 128 * MiB ? 2 : weightBytes < 512 * MiB ? 4 : cores;
    return Math.max(1, Math.min(useful, cores));
}

/**
 * Threads of the persistent pool wait for each other by spinning, so more of them than processors stand in each other's way: with four on
 * two processors a decode takes seconds.
 */
export const cappedThreads = (asked: number) => Math.max(1, Math.min(asked, availableParallelism()));
