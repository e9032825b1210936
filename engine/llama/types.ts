import type {FeatureValue, Firing, Sampling, TokenReading} from "../contract/index.ts";
import type {RawEdit, RawSteering} from "../steering/index.ts";
import type {WholeBatch} from "./readWhole.ts";

export type {RawEdit, RawSteering, WholeBatch};

/** One turn of a conversation, before the chat template. */
export interface Turn {
    readonly role: "system" | "user" | "assistant";
    readonly content: string;
}

export interface GenerateRequest {
    readonly turns: readonly Turn[];
    /** text that the answer already begins with (continue an unfinished answer) */
    readonly answerStart?: string;
    readonly steering: RawSteering;
    readonly sampling: Sampling;
    /** what the chat template takes for today; absent: the pinned date */
    readonly date?: string;
    /** read while it is written: the strongest features of every token */
    readonly live?: {readonly dictionary: string; readonly k: number};
}

/** What a dictionary saw at a token of the answer (0-based; -1: where the first one was decided), before it is named. */
export interface RawReadingAt {
    readonly at: number;
    readonly text: string;
    /** how far the edits moved the residual, as a share of its length */
    readonly moved: number;
    /** strongest first */
    readonly top: readonly Pick<FeatureValue, "feature" | "value">[];
}

export type GenerateEvent =
    | {readonly type: "prompt"; readonly done: number; readonly total: number}
    /** text: newly finished characters (never half a UTF-8 character); count: answer tokens so far */
    | {readonly type: "token"; readonly text: string; readonly token: number; readonly count: number}
    | {readonly type: "reading"; readonly readings: readonly RawReadingAt[]}
    | {readonly type: "firing"; readonly firing: Firing};

export interface GenerateResult {
    readonly finishReason: "end-of-turn" | "max-tokens" | "context-full" | "stopped" | "aborted" | "handled";
    readonly promptTokens: number;
    /** prompt tokens that were evaluated now rather than taken from the KV cache */
    readonly evaluatedPromptTokens: number;
    readonly answerTokens: number;
    readonly promptMs: number;
    readonly answerMs: number;
}

export interface InspectRequest {
    /** the conversation up to and including the turn to read */
    readonly turns: readonly Turn[];
    readonly steering: RawSteering;
    readonly dictionary: string;
    /** how many of the strongest features per token; 0: none */
    readonly k: number;
    /** features whose activation is wanted on every token */
    readonly features: readonly number[];
    /** as in `GenerateRequest` */
    readonly date?: string;
}

export interface ScoreRequest {
    /** token ids, BOS first where the model wants one; each text is scored on its own */
    readonly texts: readonly (readonly number[])[];
    readonly steering: RawSteering;
    /**
     * Instead of edits, at the positions of the steering's scope: the residual after the dictionary's layer becomes what the dictionary
     * reconstructs of it, or zero.
     */
    readonly replace?: {readonly dictionary: string; readonly with: "reconstruction" | "zero"};
    /** for scope `answer`: index of the first token that is answer, per text */
    readonly answerFrom?: readonly number[];
    /** also return log p of the whole vocabulary after the last token */
    readonly lastLogprobs?: boolean;
}

export interface Score {
    /** log p(tokens[i+1] | tokens[..i]), natural log; one fewer than tokens */
    readonly tokenLogprobs: Float32Array;
    readonly lastLogprobs?: Float32Array;
}

export interface BranchRequest {
    /** token ids, BOS first where the model wants one */
    readonly prefix: readonly number[];
    /** what the prefix runs under */
    readonly steering: RawSteering;
    /** for scope `answer`: index of the first token that is answer */
    readonly answerFrom?: number;
    /** each under a steering of its own, which acts on all of its ordinary tokens; sticky rules go on as the prefix left them */
    readonly branches: readonly Branch[];
}

export interface Branch {
    readonly tokens: readonly number[];
    readonly steering: Omit<RawSteering, "scope">;
    /** for decay: which token of the answer the first one decides; absent: 0 */
    readonly at?: number;
}

export interface WriteBranchesRequest extends Omit<BranchRequest, "branches"> {
    /** each at least one token long, the last of which decides the first one written */
    readonly branches: readonly (Branch & {readonly sampling: Sampling})[];
}

/** An answer that was written beside others. */
export interface WrittenBranch {
    readonly tokens: readonly number[];
    readonly text: string;
    /** of each token under its own edits, before sampling changes anything; natural log */
    readonly logprobs: Float32Array;
    readonly finishReason: "max-tokens" | "end-of-turn" | "aborted";
}

export interface HarvestRequest {
    /** token ids, BOS first where the model wants one; each is evaluated on its own, at most `HARVEST_WINDOW` long */
    readonly texts: readonly (readonly number[])[];
    readonly dictionary: string;
}

/** Sparse rows (CSR) over [tokens of all texts, nFeatures]; rows of special tokens are empty, with norm 0. */
export interface Harvested {
    /** [tokens + 1] */
    readonly offsets: Int32Array;
    /** ascending within a row */
    readonly features: Int32Array;
    readonly values: Float32Array;
    /** [tokens] |x| after the dictionary's layer */
    readonly norms: Float32Array;
}

export interface WriteRequest {
    readonly turns: readonly Turn[];
    /** GBNF; its root is the whole answer */
    readonly grammar: string;
    readonly maxTokens: number;
    /** asked before every token and every piece of the prompt: resolves when nobody else waits for the model */
    readonly giveWay?: () => Promise<void>;
}

export interface WrittenText {
    readonly text: string;
    /** false where it ended at `maxTokens` */
    readonly complete: boolean;
    readonly promptTokens: number;
    readonly answerTokens: number;
    readonly promptMs: number;
    readonly answerMs: number;
}

/** A loaded model whose residual can be read and edited. One generation per lane at a time; lanes run in one batch. */
export interface SteerableModel {
    readonly nLanes: number;
    /**
     * Streams an answer. Aborting the signal ends it at once with finish reason `stopped` (no throw).
     * @throws EngineError `model/context-full`, `model/evaluation-failed`
     */
    generate(lane: number, request: GenerateRequest, signal?: AbortSignal): AsyncGenerator<GenerateEvent, GenerateResult, void>;
    /** Readings for the tokens of the last turn only, read under the edits (tokens of the template between turns left out). */
    inspect(request: InspectRequest, signal?: AbortSignal): Promise<readonly TokenReading[]>;
    /**
     * Every feature that fires on every token of a text. Texts are read one at a time; beside a running answer it takes turns with its tokens.
     * @param tokens ids, BOS first where the model wants one; at most a context's length
     * @throws EngineError `model/context-full`, `dictionary/not-loaded`; the signal's reason
     */
    readWhole(tokens: readonly number[], dictionary: string, onBatch: (batch: WholeBatch) => void, signal?: AbortSignal): Promise<void>;
    isSpecial(token: number): boolean;
    /**
     * Every feature that fires on the ordinary tokens of many texts, several side by side, the evaluation ended after the tap; on a context of its
     * own, which is made at the first call and stays until `releaseHarvester`.
     * @throws EngineError `dictionary/not-loaded`, `model/no-memory`, `model/evaluation-failed`; the signal's reason
     */
    harvest(request: HarvestRequest, signal?: AbortSignal): Promise<Harvested>;
    releaseHarvester(): Promise<void>;
    score(request: ScoreRequest, signal?: AbortSignal): Promise<readonly Score[]>;
    /**
     * Scores continuations of one beginning, which is evaluated once.
     * @returns per branch: log p(tokens[i + 1] | prefix, tokens[..i]), natural log; one fewer than its tokens
     */
    scoreBranches(request: BranchRequest, signal?: AbortSignal): Promise<readonly Float32Array[]>;
    /**
     * Writes answers behind one beginning, which is evaluated once, side by side; each is what it would be alone. Not what `generate` writes to the last bit:
     * keys and values are kept more exactly here.
     * @throws EngineError `model/context-full`, `model/evaluation-failed`; the signal's reason
     */
    writeBranches(request: WriteBranchesRequest, signal?: AbortSignal): Promise<readonly WrittenBranch[]>;
    /** @param bos begin with BOS where the model wants one */
    tokenize(text: string, options?: {readonly bos?: boolean}): readonly number[];
    /**
     * A conversation as the model's own template puts it, its last turn closed.
     * @param date as in `GenerateRequest`
     */
    tokenizeTurns(turns: readonly Turn[], date?: string): readonly number[];
    /** A conversation as the model's own template puts it, the answer about to begin. */
    tokenizeQuestion(turns: readonly Turn[], date?: string): readonly number[];
    /**
     * Text that a grammar allows: unsteered, the likeliest token each time, on a context of its own, which is made at the first call and stays until
     * `releaseWriter`.
     * @throws EngineError `model/context-full`, `model/no-memory`, `model/evaluation-failed`; the signal's reason
     */
    write(request: WriteRequest, signal?: AbortSignal): Promise<WrittenText>;
    releaseWriter(): Promise<void>;
    /** [from, to) of the last turn's own text in those tokens */
    placeOfLastTurn(turns: readonly Turn[], date?: string): {readonly from: number; readonly to: number};
    /** [from, to) of each turn's own text in those tokens; empty for one that the template leaves out */
    placesOfTurns(turns: readonly Turn[], date?: string): readonly {readonly from: number; readonly to: number}[];
    detokenize(tokens: readonly number[]): string;
    dispose(): Promise<void>;
}
