let controller: AbortController | undefined;

/**
 * Aborted by the first Ctrl-C, SIGTERM or SIGHUP, so that a command can end cleanly; a second Ctrl-C ends at once. The handlers are
 * installed when this is first asked for: a command that does not listen keeps the system's behaviour.
 */
export function interruptSignal(): AbortSignal {
    if (controller === undefined) {
        const interrupted = new AbortController();
        controller = interrupted;
        const onSignal = (signal: NodeJS.Signals) => {
            if (interrupted.signal.aborted) process.exit(EXIT_CODES[signal] ?? 1);
            interrupted.abort();
        };
        process.on("SIGINT", onSignal).on("SIGTERM", onSignal).on("SIGHUP", onSignal);
    }
    return controller.signal;
}

export const wasInterrupted = () => controller?.signal.aborted === true;

const EXIT_CODES: Partial<Record<NodeJS.Signals, number>> = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143};
