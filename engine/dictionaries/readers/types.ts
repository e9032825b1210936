import type {ActivationRule, Normalization} from "../../contract/index.ts";
import type {Source} from "../sources/types.ts";
import type {DictionaryTensors, TensorSource, WeightType} from "../types.ts";

/** A dictionary as it was published, with constants already folded in; its tensors are read while the file is open. */
export interface SourceDictionary {
    /** family, for messages: `goodfire` */
    readonly format: string;
    readonly architecture: ActivationRule;
    /** absent with `topk`: the source does not tell */
    readonly topK?: number | undefined;
    readonly topKSigned?: boolean;
    readonly normalization: Normalization;
    /** where the card, or the path that it was published under, tells */
    readonly cardL0?: number | undefined;
    readonly dModel: number;
    readonly nFeatures: number;
    /** how the weights were published: the least that keeps them as they are */
    readonly weightType: WeightType;
    /** where the content tells */
    readonly layer?: number | undefined;
    readonly name?: string | undefined;
    readonly trainedOn?: string | undefined;
    readonly license?: string | undefined;
    readonly tensors: DictionaryTensors<TensorSource>;
}

/** Reads one published format. */
export interface DictionaryReader {
    readonly format: string;
    /**
     * What the path and the configurations alone tell against it, before there are weights; says nothing where they are another format's.
     * @param source its weights need not be there yet
     * @throws EngineError as `read`
     */
    refuse?(source: Pick<Source, "path" | "configs">): void;
    /**
     * Looks at the directory of the weights and at single numbers; matrices are left for later.
     * @returns undefined when the content is another format's
     * @throws EngineError `dictionary/shape-mismatch`, `dictionary/unsupported`, `dictionary/wrong-hook` when it is this format but not usable,
     * `file/not-found` when a file that belongs to it is missing, `file/malformed`
     */
    read(source: Source): Promise<SourceDictionary | undefined>;
}
