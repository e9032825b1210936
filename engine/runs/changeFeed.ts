/** Readers that are told of changes see each state at once, but no more than four a second. */
const SPACING_MS = 250;

/** A stream of what `read` tells, for each who asks: at once, and after each `changed()`. A slow reader skips what is outdated. */
export function changeFeed<T>(read: () => T, spacingMs = SPACING_MS) {
    let version = 0;
    let next = Promise.withResolvers<void>();
    return {
        changed(): void {
            version++;
            next.resolve();
            next = Promise.withResolvers<void>();
        },
        /** until the signal is aborted or the reader leaves */
        async *follow(signal?: AbortSignal): AsyncGenerator<T, void, void> {
            for (let told = -1; !signal?.aborted; ) {
                const change = next.promise;
                if (told === version) await untilEither(change, signal);
                else {
                    told = version;
                    yield read();
                    await pause(spacingMs, signal);
                }
            }
        }
    };
}

/** Leaves nothing behind on a signal that outlives many waits. */
function untilEither(change: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
        const done = () => {
            signal?.removeEventListener("abort", done);
            resolve();
        };
        if (signal?.aborted) return resolve();
        signal?.addEventListener("abort", done, {once: true});
        change.then(done);
    });
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, ms);
    });
    return untilEither(over, signal).finally(() => clearTimeout(timer));
}
