const MiB = 2 ** 20;

/**
 * How many CPU threads evaluate a model. Small models are bound by hand-over between threads, large ones by memory traffic; with the
 * persistent pool a model of a few megabytes still gains from two to four threads (measured: 1.8 MB, 1 thread 690-820 tokens/s, 2 threads
 * 880-1,310, 4 threads 790-1,770), so only the smallest are held back.
 * @param weightBytes bytes of weights that the CPU reads for a token
 * @param cores physical cores that do floating point well
 */
export function chooseThreads(weightBytes: number, cores: number): number {
    const useful = weightBytes < 4 * MiB ? 2 : weightBytes < 64 * MiB ? 4 : cores;
    return Math.max(1, Math.min(useful, cores));
}
