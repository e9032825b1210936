import type {Arm, EvaluatedAnswer, EvaluationPrompt, Metric, Rating, Sampling, Steering, Sweep, SweepPoint} from "../contract/index.ts";
import type {RawSteering, SteerableModel} from "../llama/types.ts";

/** What evaluating asks of a model. */
export type AskedModel = Pick<SteerableModel, "tokenize" | "tokenizeQuestion" | "writeBranches" | "scoreBranches">;

/** The model that is evaluated, for one run at a time. */
export interface EvaluatedModel {
    readonly model: SteerableModel;
    readonly name: string;
    /** tokens of a text that fit */
    readonly contextSize: number;
    /** aborted when the model is to go */
    readonly gone: AbortSignal;
    /** through the gate. @throws EngineError `feature/moderated`, `steering/*`, `feature/not-found`, `dictionary/not-loaded` */
    readonly compile: (steering: Steering) => Promise<RawSteering>;
    /** length of a steering's constant steps together, in units of R; 0 where it has none */
    readonly stepLength: (steering: Steering) => Promise<number>;
    /** a live feature that may be shown, the same one for the same seed; undefined where there is none beside those to avoid */
    readonly randomFeature: (seed: number, avoid: Steering) => RandomFeature | undefined;
}

export interface RandomFeature {
    readonly dictionary: string;
    readonly feature: number;
}

/** A question with what its answers are rated by. */
export interface RatedQuestion {
    readonly question: string;
    /** what the answers are to be like: "Talk like a pirate." */
    readonly behaviour: string;
    /** what the model answers without steering: the reference for factuality, and where likelihoods count from */
    readonly unsteered: string;
    /** what it answers when it is asked for the behaviour; absent where that arm was left out */
    readonly prompted?: string | undefined;
    /** the other questions of the same evaluation: a related answer fits its own better */
    readonly otherQuestions: readonly string[];
    readonly facts?: readonly string[] | undefined;
    readonly metrics: readonly Metric[];
}

/** Rates answers. It never throws for one answer: a rating that could not be had is null with its problem. It throws the signal's reason. */
export interface Judge {
    readonly name: string;
    /** as it goes: what stopped the judge for good, in a sentence; absent while it can be asked */
    readonly stopped?: string | undefined;
    /** @returns per answer one rating a metric, in the order of the question's metrics */
    rate(question: RatedQuestion, answers: readonly string[], signal: AbortSignal): Promise<readonly (readonly Rating[])[]>;
}

/** One answer to be written. */
export interface AskedAnswer {
    /** asked of the model as a system prompt, empty for none; answers under one system prompt share their question's evaluation */
    readonly system: string;
    readonly steering: RawSteering;
    readonly sampling: Sampling;
}

/** A question of plain knowledge: the likeliest of its choices is taken as the answer. */
export interface KnowledgeQuestion {
    readonly question: string;
    /** how the answer begins, before the choice: "The capital of France is"; empty where a choice is the whole answer */
    readonly begin: string;
    /** the right one first */
    readonly choices: readonly string[];
}

/** What a sweep over given sets needs to know. Built by `sweepPlan`; AutoSteer's proof builds its own. */
export interface SweepPlan {
    readonly prompts: readonly EvaluationPrompt[];
    readonly seeds: readonly number[];
    readonly behaviour: string;
    readonly sets: readonly {readonly name: string; readonly steering: Steering}[];
    /** `R`: length of the whole step in units of R; `set`: how many times the set as it is */
    readonly unit: "R" | "set";
    readonly strengths: readonly number[];
    /** the unsteered answers are always written, as the others count from them */
    readonly arms: readonly Arm[];
    /** empty: not asked */
    readonly knowledge: readonly KnowledgeQuestion[];
    /** `maxTokens` counts, the seed is replaced by those above */
    readonly sampling: Sampling;
    /** places of the prompts that choose the strengths, and of those that are reported on */
    readonly choosing: readonly number[];
    readonly reporting: readonly number[];
}

/** How much of the knowledge survives a set at a strength; without a set: unsteered. */
export interface KnowledgeShare {
    readonly set?: number | undefined;
    readonly strength: number;
    /** 0..100 */
    readonly right: number;
}

/** What a sweep has come to so far: all that is kept, and all that its result is computed from. */
export interface SweepProgress {
    /** of prompts that are finished: all of their answers, or none */
    readonly answers: readonly EvaluatedAnswer[];
    readonly knowledge: readonly KnowledgeShare[];
    /** per set the feature of its random arm, drawn once; null: there is none */
    readonly random: readonly (RandomFeature | null)[];
}

export interface SweepHooks {
    /** before each piece of work: resolves when nobody else waits for the model */
    readonly giveWay: () => Promise<void>;
    /** a prompt is finished; durable when it returns */
    readonly onPrompt: (answers: readonly EvaluatedAnswer[]) => void;
    readonly onKnowledge: (shares: readonly KnowledgeShare[]) => void;
    /** drawn, before anything is answered; durable when it returns */
    readonly onRandom: (random: readonly (RandomFeature | null)[]) => void;
    /** tokens that were evaluated and written, as they come */
    readonly onTokens: (spent: {readonly promptTokens: number; readonly answerTokens: number}, note: string) => void;
}

/** What comes of a sweep's answers. */
export type SweepFindings = Pick<Sweep, "points" | "chosen" | "report" | "verdict" | "outcome" | "missing">;

export type {SweepPoint};
