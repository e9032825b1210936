/** One holder at a time, in the order asked. */
export class FairMutex {
    #tail: Promise<void> = Promise.resolve();

    /**
     * Waits for its turn.
     * @returns how to let the next one in, or undefined when the signal was aborted first (the place in the queue is given up)
     */
    async acquire(signal?: AbortSignal): Promise<(() => void) | undefined> {
        const before = this.#tail;
        const {promise: released, resolve: release} = Promise.withResolvers<void>();
        this.#tail = before.then(() => released);
        await raceAbort(before, signal);
        if (!signal?.aborted) return release;
        release();
        return undefined;
    }
}

function raceAbort(waiting: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
    if (signal === undefined) return waiting;
    return new Promise((resolve) => {
        const done = () => {
            signal.removeEventListener("abort", done);
            resolve();
        };
        if (signal.aborted) resolve();
        else {
            signal.addEventListener("abort", done);
            waiting.then(done);
        }
    });
}
