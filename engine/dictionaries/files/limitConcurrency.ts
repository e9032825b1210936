/**
 * Runs what it is given, at most so many at a time; the others wait for their turn, in the order they came. One that fails makes room all the same.
 */
export function limitConcurrency(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
    const waiting: (() => void)[] = [];
    let running = 0;
    return async (work) => {
        // whoever ends hands its place on, so that nobody who comes later can take it
        if (running < limit) running++;
        else await new Promise<void>((start) => waiting.push(start));
        try {
            return await work();
        } finally {
            const next = waiting.shift();
            if (next === undefined) running--;
            else next();
        }
    };
}
