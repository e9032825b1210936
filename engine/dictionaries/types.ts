import type {ActivationRule, LayerIndex, Normalization, WeightType} from "../contract/index.ts";

export type {Normalization, WeightType};

/** Where a tensor's bytes lie in a `.sae.gguf`. */
export interface TensorEntry {
    readonly name: string;
    readonly type: WeightType;
    /** ggml order: ne[0] is the fastest; a matrix of feature rows is [dModel, nFeatures] */
    readonly shape: readonly number[];
    /** from the start of the file, bytes */
    readonly offset: number;
    readonly bytes: number;
}

/** What a dictionary says about itself, whatever file it lies in. */
export interface DictionaryMetadata {
    readonly name: string;
    readonly license?: string;
    readonly purpose?: string;
    readonly trainedOn?: string;
    readonly sourceFile?: string;
    readonly sourceSha256?: string;
    readonly architecture: ActivationRule;
    /** features kept per token; only with `topk` */
    readonly topK?: number;
    /** only with `topk`; true where the k largest pre-activations fire as they are, below zero too: no ReLU */
    readonly topKSigned?: boolean;
    /**
     * Per-token scaling, with all constants already folded into the weights. With s the token's scale, h = s W_enc x + b_enc, and what the
     * decoder gives is divided by s.
     * - `rms`: s = sqrt(d_model) / |x|
     * - `layer_norm`: s = 1 / (std(x) + 1e-5), std unbiased; the encoder's rows are centred (their mean taken off), the mean of x is kept
     */
    readonly normalization: Normalization;
    /** mean number of features that fire on a token, as the dictionary's card says */
    readonly cardL0?: number;
    /** family that it was published as: `saelens` */
    readonly format?: string;
    readonly dModel: number;
    readonly nFeatures: number;
    readonly layer: LayerIndex;
    readonly hookSite: "resid_post";
    /** R: median L2 norm of the residual over ordinary tokens */
    readonly residualNorm?: number;
}

/** One member per tensor role; the optional ones exist where the rule or a calibration needs them. */
export interface DictionaryTensors<Tensor> {
    readonly encoderWeight: Tensor;
    readonly encoderBias: Tensor;
    readonly decoderWeight: Tensor;
    readonly decoderBias: Tensor;
    /** JumpReLU thresholds */
    readonly threshold?: Tensor;
    /** M per feature */
    readonly maxActivation?: Tensor;
    readonly density?: Tensor;
}

/** What a `.sae.gguf` says about itself; the weights stay on disk. */
export interface DictionaryFile extends DictionaryMetadata {
    readonly path: string;
    /** first 16 hex digits of the SHA-256 over metadata and tensor directory plus file size */
    readonly id: string;
    /** the same for another file with the same weights: see `identifyWeights` */
    readonly weights: string;
    readonly weightType: WeightType;
    readonly bytes: number;
    readonly tensors: DictionaryTensors<TensorEntry>;
}

/** A tensor that can be read from first row to last, wherever it comes from. */
export interface TensorSource {
    /** file and name it came under, for errors */
    readonly path: string;
    readonly name: string;
    /** ggml order: [columns, rows], or [columns] */
    readonly shape: readonly number[];
    /**
     * Whole rows in order, float32, row-major. A chunk belongs to the source: it is overwritten when the next but one is asked for.
     * @throws EngineError `file/truncated`
     */
    chunks(): AsyncIterable<Float32Array>;
}

/** How far a long piece of work has come. */
export interface ConversionProgress {
    readonly stage: "hash" | "write";
    readonly doneBytes: number;
    readonly totalBytes: number;
}

export interface RunOptions {
    readonly signal?: AbortSignal | undefined;
    readonly onProgress?: ((progress: ConversionProgress) => void) | undefined;
}
