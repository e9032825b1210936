import {EngineError, type Run, type RunKind, type RunState, runKindSchema} from "../contract/index.ts";
import type {Store} from "../store/openStore.ts";
import {ActiveRun, discardRun} from "./ActiveRun.ts";
import {changeFeed} from "./changeFeed.ts";
import type {AnyExecutor} from "./types.ts";

/** What other processes write is noticed after at most this long. */
const LOOK_EVERY_MS = 1000;

export interface RunnerOptions {
    readonly store: Pick<Store, "runs" | "holdsWorkspace">;
    /** kinds without one wait for a process that has it; what such a run left half done is not removed here */
    readonly executors: Readonly<Partial<Record<RunKind, AnyExecutor>>>;
    /** `all`: executes whatever is queued, also what a quit or a crash interrupted; `own`: only what is started or resumed through this runner */
    readonly take: "all" | "own";
    /** ms after which what other processes write is noticed; for tests */
    readonly lookEveryMs?: number;
}

export interface NewRun {
    readonly kind: RunKind;
    readonly title: string;
    readonly input: unknown;
}

export type Runner = ReturnType<typeof createRunner>;

/**
 * Executes long jobs so that they survive the engine. Of several processes on one workspace only the one that holds it executes; the others
 * may ask (a row, a wish in a row), which it notices within a second, and one of them takes over when it ends.
 */
export function createRunner({store: {runs, holdsWorkspace}, executors, take, lookEveryMs = LOOK_EVERY_MS}: RunnerOptions) {
    const active = new Map<string, ActiveRun>();
    const own = new Set<string>();
    let recovered = false;
    let closed = false;
    let seenVersion = runs.dataVersion();
    const list = (): Run[] => runs.all().map((run) => ({...run, ...(active.get(run.id)?.progress && {progress: active.get(run.id)!.progress!})}));
    const feed = changeFeed(list);
    const timer = setInterval(look, lookEveryMs);
    timer.unref();
    schedule();

    return {
        /** newest first */
        list,
        /** all runs at once and whenever one changes, at most four times a second, until the signal is aborted */
        follow: (signal?: AbortSignal) => feed.follow(signal),

        start,

        /** as `start`, except that work of the same kind and input that has not ended is gone on with */
        startOnce(run: NewRun): Run {
            const same = runs.underWay(run.kind, run.input);
            if (same === undefined) return start(run);
            const {state} = find(same);
            return state === "paused" || state === "failed" || (take === "own" && state === "queued") ? resume(same) : find(same);
        },

        /** @throws EngineError `run/not-found`, `run/not-possible` unless it is queued or running */
        async pause(id: string): Promise<Run> {
            const {state} = find(id);
            const here = active.get(id);
            if (here !== undefined) await here.stop("pause");
            else if (!(runs.move(id, ["queued"], "paused") || runs.wish(id, "pause"))) throw notPossible(id, state, "pause");
            feed.changed();
            return find(id);
        },

        resume,

        /** @throws EngineError `run/not-found`, `run/not-possible` when it has ended */
        async cancel(id: string): Promise<Run> {
            const {state, kind} = find(id);
            const here = active.get(id);
            if (here !== undefined) {
                // kept first, so that a crash while it stops does not take it up again
                runs.wish(id, "cancel");
                await here.stop("cancel");
            } else if (!runs.wish(id, "cancel")) {
                runs.move(id, ["queued"], "paused");
                if (!isOneOf(find(id).state, ["paused", "failed"])) throw notPossible(id, state, "cancel");
                await discardRun(runs, executors[kind] ?? nothingToDiscard, id, ["paused", "failed"]);
            }
            feed.changed();
            return find(id);
        },

        /** @throws EngineError `run/not-found`, `run/not-possible` unless it has ended or failed */
        async remove(id: string): Promise<void> {
            const {state, kind} = find(id);
            if (state === "failed") await discardRun(runs, executors[kind] ?? nothingToDiscard, id, ["failed"]);
            if (!runs.remove(id)) throw notPossible(id, state, "remove");
            feed.changed();
        },

        /** Stops every run in an orderly way; they go on when the next engine starts. */
        async close(): Promise<void> {
            closed = true;
            clearInterval(timer);
            await Promise.all([...active.values()].map((run) => run.stop("quit")));
        }
    };

    function start({kind, title, input}: NewRun): Run {
        const id = crypto.randomUUID();
        runs.insert({id, kind, title, input});
        own.add(id);
        schedule();
        feed.changed();
        return find(id);
    }

    /** @throws EngineError `run/not-found`, `run/not-possible` unless it is paused or has failed */
    function resume(id: string): Run {
        const {state} = find(id);
        // in a process that takes only its own, what waits for another engine can be begun here
        const adopted = take === "own" && state === "queued";
        if (!adopted && !runs.move(id, ["paused", "failed"], "queued")) throw notPossible(id, state, "resume");
        own.add(id);
        schedule();
        feed.changed();
        return find(id);
    }

    function find(id: string): Run {
        const run = runs.find(id);
        if (run === undefined) throw new EngineError("run/not-found", {id});
        return run;
    }

    /** Begins what waits, oldest first, as far as there is room. */
    function schedule(): void {
        if (closed || !holdsWorkspace()) return;
        if (!recovered) recover();
        for (const {id, kind: stored} of runs.inState("queued")) {
            const kind = runKindSchema.safeParse(stored).data;
            if (kind === undefined || (take === "own" && !own.has(id)) || nActive(kind) >= (executors[kind]?.limit ?? 0)) continue;
            if (runs.move(id, ["queued"], "running", {error: null})) begin(id, kind);
        }
    }

    function begin(id: string, kind: RunKind): void {
        const run = new ActiveRun(id, kind, {runs, executor: executors[kind]!, onChange: feed.changed});
        active.set(id, run);
        run.settled.then(() => {
            active.delete(id);
            look();
            feed.changed();
        });
    }

    /** What is `running` when this process begins to hold the workspace was left so by one that was killed. */
    function recover(): void {
        recovered = true;
        const wishes = new Map(runs.wishes().map(({id, wish}) => [id, wish]));
        for (const {id, kind: stored} of runs.inState("running")) {
            const kind = runKindSchema.safeParse(stored).data;
            if (kind === undefined) continue;
            const wish = wishes.get(id);
            if (wish === "cancel") discardRun(runs, executors[kind] ?? nothingToDiscard, id, ["running"]).then(feed.changed);
            else runs.move(id, ["running"], wish === undefined && (executors[kind]?.resumes ?? true) ? "queued" : "paused");
        }
    }

    /** Does what other processes ask for, shows what they wrote, and begins what can begin. */
    function look(): void {
        if (closed) return;
        try {
            const version = runs.dataVersion();
            if (version !== seenVersion) {
                seenVersion = version;
                for (const {id, wish} of runs.wishes()) active.get(id)?.stop(wish);
                feed.changed();
            }
            schedule();
        } catch {
            // A store that is locked or full for a moment: the next look finds the same.
        }
    }

    function nActive(kind: RunKind): number {
        return [...active.values()].filter((run) => run.kind === kind).length;
    }
}

function notPossible(id: string, state: RunState, action: string): EngineError {
    return new EngineError("run/not-possible", {id, state, action});
}

function isOneOf(state: RunState, states: readonly RunState[]): boolean {
    return states.includes(state);
}

const nothingToDiscard: AnyExecutor = {
    limit: 0,
    resumes: true,
    readInput: (stored) => stored,
    readCheckpoint: (stored) => stored,
    execute: () => Promise.reject(new EngineError("engine/internal", {detail: "this process does not do runs of this kind"})),
    discard: async () => undefined
};
