import {setTimeout as sleep} from "node:timers/promises";
import {Interruption, type Patience} from "./types.ts";

export interface Perseverance {
    readonly patience: Patience;
    readonly signal: AbortSignal;
    /** what has been achieved, growing: a try that adds to it starts the count of failures anew */
    readonly achieved?: () => number;
    /** told every second while waiting: "connection lost, trying again in 8 s" */
    readonly onNote: (note: string) => void;
}

/**
 * Does something over a network, again after each `Interruption`, with growing waits.
 * @throws the interruption's `final` when too many tries in a row brought nothing; anything else that `attempt` throws; the signal's reason
 */
export async function persevere<T>(attempt: () => Promise<T>, {patience, signal, achieved = () => 0, onNote}: Perseverance): Promise<T> {
    let best = achieved();
    let failures = 0;
    for (;;) {
        try {
            signal.throwIfAborted();
            return await attempt();
        } catch (error) {
            signal.throwIfAborted();
            if (!(error instanceof Interruption)) throw error;
            failures = achieved() > best ? 1 : failures + 1;
            best = Math.max(best, achieved());
            if (failures >= patience.tries) throw error.final;
            await waitAloud(Math.max(error.waitMs ?? 0, patience.waitMs(failures)), error.message, signal, onNote);
        }
    }
}

async function waitAloud(ms: number, said: string, signal: AbortSignal, onNote: (note: string) => void): Promise<void> {
    for (let left = ms; left > 0; left -= 1000) {
        onNote(`${said}, trying again in ${Math.ceil(left / 1000)} s`);
        await sleep(Math.min(left, 1000), undefined, {signal});
    }
}
