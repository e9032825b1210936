import {BATCH_MS} from "./tokenBatcher.ts";

/**
 * Gathers what comes within 16 ms of the last report into the next one. The first is reported at once.
 * @returns `add` for some more, `flush` for what is still held back
 */
export function listBatcher<T>(report: (some: readonly T[]) => void) {
    let waiting: T[] = [];
    let lastReport = Number.NEGATIVE_INFINITY;
    let timer: NodeJS.Timeout | undefined;

    const flush = () => {
        clearTimeout(timer);
        timer = undefined;
        if (waiting.length === 0) return;
        const some = waiting;
        waiting = [];
        lastReport = performance.now();
        report(some);
    };
    const add = (some: readonly T[]) => {
        waiting.push(...some);
        const wait = lastReport + BATCH_MS - performance.now();
        if (wait <= 0) flush();
        else timer ??= setTimeout(flush, wait);
    };
    return {add, flush};
}
