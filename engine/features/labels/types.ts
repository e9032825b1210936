import type {LabelFormat} from "../../contract/index.ts";

/** One label as a file has it: nothing of it has been looked at yet. */
export interface RawLabel {
    readonly index: unknown;
    readonly description: unknown;
    readonly score?: unknown;
    readonly evidence?: unknown;
    readonly source?: unknown;
    readonly model?: unknown;
    readonly method?: unknown;
    readonly createdAt?: unknown;
    /** Neuronpedia's names for the model and dictionary that it describes */
    readonly origin?: {readonly modelId: unknown; readonly layer: unknown} | undefined;
}

/** Some labels of a file in its order; the last chunk knows the format for certain. */
export interface LabelChunk {
    readonly format: LabelFormat;
    readonly labels: readonly RawLabel[];
}

/** Text of a file as it comes in; what is wrong with it is told under this name. */
export interface LabelText {
    readonly path: string;
    readonly chunks: AsyncIterable<string>;
}

/** What is wrong with one label, which is then left out. */
export type SkipReason = "outside" | "unnumbered" | "empty" | "long" | "repeated" | "crowded" | "foreign" | "own";

/** Larger than any label, its embedding and its activations included; smaller than what hurts. Bytes or characters. */
export const MAX_ENTRY = 4 * 1024 * 1024;
