/** Lets what has the same key happen one after another. */
export function oneAtATime() {
    const last = new Map<string, Promise<unknown>>();
    return async <T>(key: string, {signal, onWait}: {readonly signal: AbortSignal; readonly onWait: () => void}, work: () => Promise<T>): Promise<T> => {
        for (let before = last.get(key); before !== undefined; before = last.get(key)) {
            onWait();
            await Promise.race([before, aborted(signal)]);
            signal.throwIfAborted();
        }
        const doing = work();
        const settled = doing.then(
            () => undefined,
            () => undefined
        );
        last.set(key, settled);
        settled.then(() => last.get(key) === settled && last.delete(key));
        return doing;
    };
}

function aborted(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), {once: true}));
}
