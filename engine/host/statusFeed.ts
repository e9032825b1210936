import type {EngineStatus} from "../contract/index.ts";

export type StatusFeed = ReturnType<typeof statusFeed>;

/** The engine's present status, and a stream of it for each who asks. A slow reader skips what is outdated and always gets the newest. */
export function statusFeed() {
    let status: EngineStatus = {state: "empty"};
    let changed = Promise.withResolvers<void>();

    return {
        get: (): EngineStatus => status,
        set(next: EngineStatus): void {
            status = next;
            changed.resolve();
            changed = Promise.withResolvers<void>();
        },
        /** the present status at once, then every change, until the signal is aborted or the reader leaves */
        async *follow(signal?: AbortSignal): AsyncGenerator<EngineStatus, void, void> {
            const aborted = untilAborted(signal);
            for (let told: EngineStatus | undefined; !signal?.aborted; ) {
                const next = changed.promise;
                if (status !== told) {
                    told = status;
                    yield status;
                } else await Promise.race([next, aborted]);
            }
        }
    };
}

function untilAborted(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
        if (signal?.aborted) resolve();
        signal?.addEventListener("abort", () => resolve(), {once: true});
    });
}
