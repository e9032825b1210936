import type {Failure, RunKind, RunProgress} from "../contract/index.ts";
import type {Store} from "../store/openStore.ts";
import {rateMeter} from "./rateMeter.ts";
import {toFailure} from "./toFailure.ts";
import type {AnyExecutor, Job} from "./types.ts";

/** Progress is shown from memory; other processes and the next start read it from the store. */
const KEEP_PROGRESS_MS = 1000;

export type StopReason = "pause" | "cancel" | "quit";

interface Deps {
    readonly runs: Store["runs"];
    readonly executor: AnyExecutor;
    readonly onChange: () => void;
}

/** One run while it is executed here. It owns the run's row from `running` to the next state. */
export class ActiveRun {
    readonly id: string;
    readonly kind: RunKind;
    progress: RunProgress | undefined;
    /** resolves when the row has its next state; never rejects */
    readonly settled: Promise<void>;
    readonly #deps: Deps;
    readonly #controller = new AbortController();
    readonly #measure = rateMeter();
    #stopped: StopReason | undefined;
    #keptAt = 0;

    constructor(id: string, kind: RunKind, deps: Deps) {
        this.id = id;
        this.kind = kind;
        this.#deps = deps;
        this.settled = this.#run();
    }

    /** The first reason counts, except that a cancel outdoes a pause and a quit. */
    stop(reason: StopReason): Promise<void> {
        if (this.#stopped === undefined || reason === "cancel") this.#stopped = reason;
        this.#controller.abort(new DOMException(`the run was stopped: ${reason}`, "AbortError"));
        return this.settled;
    }

    async #run(): Promise<void> {
        const {runs, onChange} = this.#deps;
        try {
            const result = await this.#execute();
            runs.move(this.id, ["running"], "done", {result, ...this.#lastProgress()});
        } catch (error) {
            try {
                await this.#end(error);
            } catch {
                // The store itself fails (a full disk, say): the row stays `running`, and the next start takes it up from there.
            }
        } finally {
            this.progress = undefined;
            onChange();
        }
    }

    async #execute(): Promise<Record<string, unknown>> {
        const {runs, executor, onChange} = this.#deps;
        // the caller goes on first, so that no executor runs inside of it
        await undefined;
        this.#controller.signal.throwIfAborted();
        return executor.execute(readJob(runs, executor, this.id), {
            signal: this.#controller.signal,
            saveCheckpoint: (checkpoint) => runs.setCheckpoint(this.id, checkpoint),
            onProgress: (progress) => {
                this.progress = this.#measure(progress);
                const now = performance.now();
                if (now - this.#keptAt >= KEEP_PROGRESS_MS) {
                    this.#keptAt = now;
                    runs.setProgress(this.id, this.progress);
                }
                onChange();
            }
        });
    }

    async #end(error: unknown): Promise<void> {
        const {runs, executor} = this.#deps;
        const progress = this.#lastProgress();
        switch (this.#stopped) {
            case undefined:
                runs.move(this.id, ["running"], "failed", {error: toFailure(error), ...progress});
                return;
            case "pause":
                runs.move(this.id, ["running"], "paused", progress);
                return;
            case "quit":
                runs.move(this.id, ["running"], executor.resumes ? "queued" : "paused", progress);
                return;
            case "cancel":
                await discardRun(runs, executor, this.id, ["running"]);
        }
    }

    /** without what was true only of its moment */
    #lastProgress(): {progress: RunProgress} | undefined {
        if (this.progress === undefined) return undefined;
        const {stage, done, total, unit} = this.progress;
        return {progress: {stage, done, total, unit}};
    }
}

/** Removes what a run had half done and marks it as cancelled; where something can't be removed, the run says so. */
export async function discardRun(runs: Store["runs"], executor: AnyExecutor, id: string, from: ("running" | "paused" | "failed")[]): Promise<void> {
    let error: Failure | null = null;
    try {
        await executor.discard(readJob(runs, executor, id));
    } catch (thrown) {
        error = toFailure(thrown);
    }
    runs.move(id, from, "cancelled", {error});
}

function readJob(runs: Store["runs"], executor: AnyExecutor, id: string): Job<unknown, unknown> {
    const {input, checkpoint} = runs.work(id)!;
    return {id, input: executor.readInput(input), checkpoint: checkpoint === undefined ? undefined : executor.readCheckpoint(checkpoint)};
}
