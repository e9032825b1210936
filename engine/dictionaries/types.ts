import type {ActivationRule, LayerIndex} from "../contract/index.ts";

export type WeightType = "F32" | "F16" | "BF16" | "Q8_0";

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

/** What a `.sae.gguf` says about itself; the weights stay on disk. */
export interface DictionaryFile {
    readonly path: string;
    /** first 16 hex digits of the SHA-256 over metadata and tensor directory plus file size */
    readonly id: string;
    readonly name: string;
    readonly license?: string;
    readonly purpose?: string;
    readonly trainedOn?: string;
    readonly sourceFile?: string;
    readonly sourceSha256?: string;
    readonly architecture: ActivationRule;
    readonly topK?: number;
    readonly dModel: number;
    readonly nFeatures: number;
    readonly layer: LayerIndex;
    readonly hookSite: "resid_post";
    readonly weightType: WeightType;
    readonly bytes: number;
    /** R: median L2 norm of the residual over ordinary tokens */
    readonly residualNorm?: number;
    readonly tensors: {
        readonly encoderWeight: TensorEntry;
        readonly encoderBias: TensorEntry;
        readonly decoderWeight: TensorEntry;
        readonly decoderBias: TensorEntry;
        /** JumpReLU thresholds */
        readonly threshold?: TensorEntry;
        /** M per feature */
        readonly maxActivation?: TensorEntry;
        readonly density?: TensorEntry;
    };
}
