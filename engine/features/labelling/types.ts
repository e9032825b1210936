import type {SteerableModel} from "../../llama/types.ts";

/** The pair that features are described of, while it is loaded. */
export interface LabellingPair {
    readonly model: Pick<
        SteerableModel,
        "harvest" | "releaseHarvester" | "detokenize" | "isSpecial" | "tokenize" | "tokenizeQuestion" | "score" | "write" | "releaseWriter"
    >;
    /** as a person knows it */
    readonly name: string;
    readonly dictionary: {readonly id: string; readonly name: string; readonly nFeatures: number};
    /** tokens of a prompt with its answer that fit */
    readonly contextSize: number;
    /** features whose decoder rows point nearly the same way and that may be shown, nearest first */
    readonly neighbours: (feature: number, k: number) => Promise<readonly number[]>;
    /** tokens that the feature's decoder row promotes, strongest first; none where the model has no unembedding that can be read */
    readonly promoted: (feature: number, k: number) => Promise<readonly string[]>;
    /** aborted when the model goes */
    readonly gone: AbortSignal;
}

/** A stretch of a harvest's text as a labeller is shown it. */
export interface Passage {
    readonly text: number;
    /** position of its first token */
    readonly from: number;
    /** as people read it, on one line */
    readonly plain: string;
    /** with the tokens on which the feature fires between « and », and how strongly */
    readonly marked: string;
}

/** On which a description is tried. */
export interface Question {
    readonly passage: Passage;
    readonly kind: "fires" | "random" | "neighbour";
}

/** All that a labeller is told of a feature, and what its description is tried on. */
export interface Material {
    readonly feature: number;
    /** strongest first */
    readonly examples: readonly Passage[];
    /** of neighbouring features, where this one does not fire */
    readonly nearMisses: readonly Passage[];
    /** tokens that it promotes, strongest first */
    readonly promoted: readonly string[];
    /** in the order in which they are asked */
    readonly questions: readonly Question[];
}

/** Tokens that were asked and answered so far. */
export interface Spent {
    promptTokens: number;
    answerTokens: number;
}

/** Who describes features. What it can't answer it throws as `UnusableAnswer`, which costs that feature and not the run. */
export interface LabelWriter {
    /** the model's name */
    readonly name: string;
    readonly spent: Readonly<Spent>;
    /** @throws UnusableAnswer; EngineError `labeller/failed` where going on is of no use; the signal's reason */
    describe(material: Material, signal: AbortSignal): Promise<string>;
    /** whether each passage (plain text) is one that the description speaks of; throws as `describe` does */
    detect(description: string, passages: readonly string[], signal: AbortSignal): Promise<boolean[]>;
    release(): Promise<void>;
}
