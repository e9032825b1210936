import type {EvaluatedModel} from "../evaluation/index.ts";
import type {Turn} from "../llama/types.ts";
import type {AutosteerPlan} from "./plans.ts";

/** A feature at a strength in units of R, with sign. */
export interface Move {
    readonly feature: number;
    readonly strength: number;
}

/** Features that act together; fading: over so many tokens of the answer. */
export interface ProofSet {
    readonly moves: readonly Move[];
    readonly fadesOver?: number | undefined;
}

/** Two conversations of which the last turn is an answer: as it should be, and as it should not be. */
export interface Pair {
    readonly wanted: readonly Turn[];
    readonly unwanted: readonly Turn[];
}

/** What a stage works with. */
export interface Work {
    readonly lent: EvaluatedModel;
    readonly dictionary: string;
    readonly plan: AutosteerPlan;
    readonly seed: number;
    readonly signal: AbortSignal;
    /** Does a piece of work, unless it was done before: its outcome, which must be JSON, is kept before this returns. Waits first until nobody else wants the model. */
    readonly remember: <T>(key: string, make: () => Promise<T>) => Promise<T>;
    /** how far the stage has come */
    readonly tell: (done: number, total: number, note?: string) => void;
}
