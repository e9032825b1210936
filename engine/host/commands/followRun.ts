import {EngineError, type Run} from "../../contract/index.ts";
import type {Engine} from "../engine.ts";
import {failureError} from "../failureError.ts";

/**
 * Waits for a run of this process to end.
 * @param show called whenever it changed
 * @throws what the run failed with, `run/not-possible` where somebody else stopped it, and the signal's reason
 */
export async function followRun({runs}: Pick<Engine, "runs">, id: string, signal: AbortSignal, show: (run: Run) => void): Promise<Run> {
    for await (const all of runs.follow(signal)) {
        const run = all.find((one) => one.id === id);
        if (run === undefined) throw new EngineError("run/not-found", {id});
        if (run.state === "done") return run;
        if (run.state === "failed" && run.error !== undefined) throw failureError(run.error);
        if (run.state === "paused" || run.state === "cancelled") throw new EngineError("run/not-possible", {id, state: run.state, action: "wait for"});
        show(run);
    }
    throw signal.reason;
}
