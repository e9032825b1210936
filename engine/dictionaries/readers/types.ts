import type {ActivationRule, Normalization} from "../../contract/index.ts";
import type {Checkpoint} from "../checkpoint/Checkpoint.ts";
import type {DictionaryTensors, TensorSource, WeightType} from "../types.ts";

/** A published file whose container is understood; each reader looks whether the content is its own. */
export interface SourceFile {
    readonly path: string;
    readonly checkpoint: Checkpoint;
}

/** A dictionary as it was published, with normalisation already folded in; its tensors are read while the file is open. */
export interface SourceDictionary {
    /** family, for messages: `goodfire` */
    readonly format: string;
    readonly architecture: ActivationRule;
    readonly topK?: number;
    readonly topKSigned?: boolean;
    readonly normalization: Normalization;
    /** where the card, or the path that it was published under, tells */
    readonly cardL0?: number;
    readonly dModel: number;
    readonly nFeatures: number;
    /** how the weights were published: the least that keeps them as they are */
    readonly weightType: WeightType;
    /** where the content tells */
    readonly layer?: number;
    readonly name?: string;
    readonly trainedOn?: string;
    readonly license?: string;
    readonly tensors: DictionaryTensors<TensorSource>;
}

/** Reads one published format. */
export interface DictionaryReader {
    readonly format: string;
    /**
     * @returns undefined when the content is another format's
     * @throws EngineError `dictionary/shape-mismatch`, `dictionary/unsupported` when it is this format but not usable
     */
    read(source: SourceFile): SourceDictionary | undefined;
}
