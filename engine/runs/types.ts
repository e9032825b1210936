import type {RunProgress} from "../contract/index.ts";

/** How far a run has come, without the rate: the runner adds that. */
export type Progress = Omit<RunProgress, "perSecond" | "secondsLeft">;

/** What an executor works with. */
export interface Job<Input, Checkpoint> {
    /** of the run; unique for ever, so that it can name folders */
    readonly id: string;
    readonly input: Input;
    /** what was saved last, by this engine or one before it; undefined: nothing was begun */
    readonly checkpoint: Checkpoint | undefined;
}

export interface ExecutorContext<Checkpoint> {
    /** aborted to pause, to cancel and to quit: the executor stops soon, leaving what lets it go on later */
    readonly signal: AbortSignal;
    readonly onProgress: (progress: Progress) => void;
    /** durable when it returns */
    readonly saveCheckpoint: (checkpoint: Checkpoint) => void;
}

/**
 * Does one kind of run. It may be stopped anywhere, by a killed process too, and is then called again with the last checkpoint, so each step
 * must be repeatable.
 */
export interface Executor<Input, Checkpoint, Result extends Record<string, unknown>> {
    /** how many of this kind at once */
    readonly limit: number;
    /** whether a run that a quit or a crash stopped goes on by itself when the engine starts again */
    readonly resumes: boolean;
    /** @throws when what is stored is not the kind's input */
    readonly readInput: (stored: unknown) => Input;
    /** @throws when what is stored is not the kind's checkpoint */
    readonly readCheckpoint: (stored: unknown) => Checkpoint;
    /** @throws EngineError; whatever it throws once the signal is aborted counts as stopped */
    execute(job: Job<Input, Checkpoint>, context: ExecutorContext<Checkpoint>): Promise<Result>;
    /** removes what was half done, which may be nothing; results of a run that was done stay */
    discard(job: Job<Input, Checkpoint>): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: each executor reads its own input and checkpoint, so that the runner need not know their types
export type AnyExecutor = Executor<any, any, any>;
