/**
 * The native addon as TypeScript sees it: the reader's map of engine/native. Everything native throws a plain Error whose message
 * states the fact; engine/llama turns it into an EngineError.
 */

/** Where a dictionary's tensors lie in its `.sae.gguf`; offsets in bytes from the start of the file. */
export interface NativeDictionarySpec {
    readonly path: string;
    readonly dModel: number;
    readonly nFeatures: number;
    readonly layer: number;
    readonly rule: "relu" | "jumprelu" | "topk";
    /** of a top-k dictionary; 0 otherwise */
    readonly k: number;
    readonly topKSigned: boolean;
    readonly normalization: "none" | "rms" | "layer_norm";
    readonly encoderType: "F32" | "F16" | "BF16" | "Q8_0";
    readonly decoderType: "F32" | "F16" | "BF16" | "Q8_0";
    readonly encoderOffset: number;
    readonly encoderBiasOffset: number;
    readonly decoderOffset: number;
    readonly decoderBiasOffset: number;
    /** 0: none */
    readonly thresholdOffset: number;
}

/** A memory-mapped dictionary. Shared by any number of taps. */
export interface NativeDictionary {
    /** @returns [dModel] float32, a copy */
    decoderRow(feature: number): Float32Array;
    /**
     * The dictionary on residuals that come from anywhere; on the CPU, on the calling thread.
     * @param x [n][dModel] float32
     */
    evaluate(x: Float32Array): NativeEvaluation;
}

/** Sparse rows (CSR) over [n, nFeatures], and the residuals that the dictionary makes of them. */
export interface NativeEvaluation {
    /** [n + 1] */
    readonly offsets: Int32Array;
    /** ascending within a row */
    readonly features: Int32Array;
    readonly values: Float32Array;
    /** [n][dModel] */
    readonly reconstruction: Float32Array;
}

/** Where a matrix lies in a GGUF file. */
export interface NativeMatrixSpec {
    readonly path: string;
    /** ggml's number of the tensor type, any that holds numbers */
    readonly type: number;
    /** from the start of the file, bytes */
    readonly offset: number;
    readonly columns: number;
    readonly rows: number;
}

/** A memory-mapped matrix. */
export interface NativeMatrix {
    /** Every row times a vector, on the CPU. @param vector [columns] @returns [rows] */
    multiply(vector: Float32Array, threads: number): Promise<Float32Array>;
    /** [rows] L2 norms; reads the whole matrix */
    rowNorms(threads: number): Promise<Float32Array>;
}

export interface NativeEdit {
    /** index into the tap's dictionaries */
    readonly dictionary: number;
    readonly feature: number;
    /** `shift`: x += value d, whatever the dictionary's normalisation; the others are in its units, see EditTable.h */
    readonly mode: "shift" | "add" | "pin" | "scale";
    readonly value: number;
    /** acts only where this rule of its set is on; absent: always */
    readonly rule?: number | undefined;
    /** does not act where one of these is on */
    readonly unless?: readonly number[] | undefined;
}

/** Several inputs as one number: combine(weight_i input_i). */
export interface NativeOperand {
    readonly combine: "max" | "mean" | "sum";
    /** into the set's inputs */
    readonly inputs: readonly number[];
    readonly weights: readonly number[];
}

/** A node of a condition's tree; children are later nodes. */
export type NativeConditionNode =
    | {readonly kind: "compare"; readonly operator: string; readonly left: NativeOperand; readonly right: NativeOperand | number}
    | {readonly kind: "all" | "any"; readonly children: readonly number[]};

export interface NativeRule {
    /** which tokens it looks at, of those that may be looked at */
    readonly on: "prompt" | "answer" | "both";
    /** on from the token where it first held; else on the tokens where it holds */
    readonly sticky: boolean;
    /** the first is the root */
    readonly nodes: readonly NativeConditionNode[];
}

/** Puts something else in the residual's place after the dictionary's layer. */
export interface NativeReplacement {
    /** index into the tap's dictionaries */
    readonly dictionary: number;
    readonly with: "reconstruction" | "zero";
}

export interface NativeSet {
    readonly edits: readonly NativeEdit[];
    /** excludes edits */
    readonly replacement?: NativeReplacement | undefined;
    /** how far the residual's length is restored, 0..1 */
    readonly restore?: number | undefined;
    /** per dictionary: longest step at its layer, in the model's units; 0: any */
    readonly caps?: readonly number[] | undefined;
    /** what the rules read */
    readonly inputs?: readonly {readonly dictionary: number; readonly feature: number}[] | undefined;
    /** at most 31 */
    readonly rules?: readonly NativeRule[] | undefined;
}

/** What is asked of a context. */
export interface NativeTable {
    /** a column names its set by index */
    readonly sets: readonly NativeSet[];
    readonly watch: readonly {readonly dictionary: number; readonly feature: number}[];
    /** per dictionary: how many of the strongest features to read at each column that is read; 0: none */
    readonly topK: readonly number[];
    /** per dictionary: read every feature that fires, with the residual's length; and how far the reconstruction is off */
    readonly whole: readonly ("none" | "features" | "errors")[];
    /** copy this layer's residual out; -1: none */
    readonly residualLayer: number;
    /** measure how far edits move each residual that is read */
    readonly moved?: boolean;
}

/** A batch's columns are four numbers each: edit set or -1; flags; rules that are on in a fresh column, a bit each; the bits of a float32 weight. */
export const COLUMN_WORDS = 4;
export const COLUMN_READ = 1;
export const COLUMN_OUTPUT = 2;
/** the set's edits act here */
export const COLUMN_EDIT = 4;
/** its rules look at this token */
export const COLUMN_LOOK = 8;
/** the token belongs to the answer */
export const COLUMN_ANSWER = 16;
/** sticky rules begin anew */
export const COLUMN_FRESH = 32;
/** the rest of the flags: whose sticky rules, a number a sequence */
export const COLUMN_STATE_SHIFT = 8;

/** Sparse rows (CSR) over [records, nFeatures]. */
export interface NativeWholeReading {
    /** [records + 1] */
    readonly offsets: Int32Array;
    /** ascending within a row */
    readonly features: Int32Array;
    readonly values: Float32Array;
    /** [records] |x| */
    readonly norms: Float32Array;
    /** [records] |x - xhat|^2; zeros where not asked */
    readonly errors: Float32Array;
}

export interface NativeHarvestRequest {
    /** all texts' tokens one after the other */
    readonly tokens: Int32Array;
    /** [texts + 1] where each text begins, and the end */
    readonly offsets: Int32Array;
    /** [tokens] 1: do not read this token */
    readonly skip: Uint8Array;
    /** index into the tap's dictionaries; the table must read its whole */
    readonly dictionary: number;
}

/** Sparse rows (CSR) over [tokens, nFeatures]; rows of skipped tokens are empty, with norm 0. */
export interface NativeHarvest {
    /** [tokens + 1] */
    readonly offsets: Int32Array;
    /** ascending within a row */
    readonly features: Int32Array;
    readonly values: Float32Array;
    /** [tokens] |x| */
    readonly norms: Float32Array;
}

/** One record per column that was read, in batch order. The arrays are copies and the caller's own. */
export interface NativeReadout {
    /** batch columns, ascending */
    readonly columns: Int32Array;
    /** [columns][watch] activations */
    readonly watch: Float32Array;
    /** per dictionary [columns][k]: features, strongest first; -1 where fewer fire */
    readonly topFeatures: readonly Int32Array[];
    readonly topValues: readonly Float32Array[];
    /** [columns][dModel] or empty */
    readonly residual: Float32Array;
    /** per dictionary; null where it was not asked */
    readonly whole: readonly (NativeWholeReading | null)[];
    /** [columns] |x after the edits - x| / |x|, added up over layers; empty where not asked */
    readonly moved: Float32Array;
    /** of ALL columns of the batch, read or not; null where no set has rules */
    readonly conditionals: NativeConditionals | null;
}

export interface NativeConditionals {
    /** [batch columns] a bit a rule: it held at the very token; it is on */
    readonly holds: Int32Array;
    readonly on: Int32Array;
    /** [batch columns][stride] the inputs of the column's set */
    readonly inputs: Float32Array;
    readonly stride: number;
}

export interface NativeScoreRequest {
    /** all texts' tokens one after the other */
    readonly tokens: Int32Array;
    /** [texts + 1] where each text begins, and the end */
    readonly offsets: Int32Array;
    /** [tokens][COLUMN_WORDS]; outputs, states and fresh ones are set by the core */
    readonly columns: Int32Array;
    readonly lastLogprobs: boolean;
}

export interface NativeEditedTokens {
    readonly tokens: Int32Array;
    /** [tokens][COLUMN_WORDS] */
    readonly columns: Int32Array;
}

/** An answer that is to be written behind a common beginning. */
export interface NativeContinuation {
    /** at least one token, which decides the first one written */
    readonly start: NativeEditedTokens;
    /** one column: set and flags of every token that is written */
    readonly written: Int32Array;
    /** written tokens over which edits fade; 0: they do not */
    readonly decay: number;
    /** which token of the answer the first one written is, for the decay */
    readonly first: number;
    /** rules of its set that end it */
    readonly ends: readonly number[];
    readonly sampler: {
        readonly temperature: number;
        readonly topK: number;
        readonly topP: number;
        readonly minP: number;
        readonly repeatPenalty: number;
        readonly seed: number;
        readonly maxTokens: number;
    };
}

export interface NativeWritten {
    readonly tokens: Int32Array;
    /** of each token under its own edits, before sampling changes anything; natural log */
    readonly logprobs: Float32Array;
    readonly ending: "max-tokens" | "end-of-turn" | "rule";
}

export interface NativeScore {
    /** one array a text: log p(tokens[i + 1] | tokens[..i]), natural log */
    readonly tokenLogprobs: readonly Float32Array[];
    /** one array a text, [nVocab]; empty list when not asked */
    readonly lastLogprobs: readonly Float32Array[];
}

/**
 * The tap of one context. Order of calls: `attach` before the context's `init`, `ready` after it, `dispose` after the context is disposed.
 * Between `beginBatch` and `endBatch` (one `decodeBatch`) nothing else may be called.
 */
export interface NativeTap {
    /**
     * Installs the graph callback in a node-llama-cpp AddonContext that is not initialised yet, and makes its sequences share one KV buffer.
     * @throws when the object's memory does not look like the AddonContext that this addon was compiled for
     */
    attach(addonContext: object, expected: {readonly contextSize: number; readonly batchSize: number; readonly sequences: number}): void;
    /** Starts a persistent thread pool for the context's CPU graphs and ours; 0 threads: none. */
    ready(addonContext: object, threads: number): void;
    setTable(table: NativeTable): void;
    /** @param columns [n][COLUMN_WORDS] */
    beginBatch(columns: Int32Array, stopAfterTap: boolean): void;
    /** @throws what went wrong in the callback */
    endBatch(): NativeReadout | null;
    /** Evaluates on this tap's context, whose memory it clears; nothing else may use the context meanwhile. Rejects with "cancelled" after `cancelScore`. */
    score(request: NativeScoreRequest): Promise<NativeScore>;
    /**
     * Scores continuations of one beginning, which is evaluated once and shared. The context needs at least two sequences.
     * @returns per branch: log p(tokens[i + 1] | prefix, tokens[..i]), one fewer than its tokens
     */
    scoreBranches(request: {readonly prefix: NativeEditedTokens; readonly branches: readonly NativeEditedTokens[]}): Promise<readonly Float32Array[]>;
    /** Writes answers behind one beginning, side by side; each as if it were alone. The context needs at least two sequences. */
    write(request: {readonly prefix: NativeEditedTokens; readonly continuations: readonly NativeContinuation[]}): Promise<readonly NativeWritten[]>;
    /** As `score`, but ends each evaluation after the tap, and reads every feature that fires. */
    harvest(request: NativeHarvestRequest): Promise<NativeHarvest>;
    /** ends `score` or `harvest` */
    cancelScore(): void;
    /** tokens evaluated by the present or last `score` or `harvest` */
    scored(): number;
    /** bytes that dictionaries hold on devices beside the model */
    deviceBytes(): number;
    dispose(): void;
}

export interface NativeAddon {
    /** Resolves llama.cpp's functions in this process; call once node-llama-cpp has loaded its libraries. @throws naming what is missing */
    load(): void;
    /** llama.cpp release that the addon was compiled against */
    readonly release: string;
    readonly Dictionary: new (spec: NativeDictionarySpec) => NativeDictionary;
    readonly Matrix: new (spec: NativeMatrixSpec) => NativeMatrix;
    readonly Tap: new (dictionaries: readonly NativeDictionary[]) => NativeTap;
}
