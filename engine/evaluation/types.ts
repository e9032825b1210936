import type {Metric, Rating, Sampling} from "../contract/index.ts";
import type {RawSteering, SteerableModel} from "../llama/types.ts";

/** The model that is evaluated, for one run at a time. */
export interface EvaluatedModel {
    readonly model: SteerableModel;
    readonly name: string;
    /** tokens of a text that fit */
    readonly contextSize: number;
    /** aborted when the model is to go */
    readonly gone: AbortSignal;
}

/** One answer as a judge gets it. */
export interface RatingRequest {
    readonly question: string;
    readonly answer: string;
    /** what the answer is to be like: "Talk like a pirate." */
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
    rate(request: RatingRequest, signal: AbortSignal): Promise<Rating[]>;
}

/** Answers to one question under several steerings, side by side, the question evaluated once. */
export interface AskedAnswer {
    /** asked of the model as a system prompt; answers under one system prompt share their question's evaluation */
    readonly system: string;
    readonly steering: RawSteering;
    readonly sampling: Sampling;
}
