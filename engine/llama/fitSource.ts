import type {KvType, ModelShape, WeightType} from "../contract/index.ts";

/** Bytes by where they lie. */
export interface Memory {
    readonly vram: number;
    readonly ram: number;
}

/** The context of a conversation as it is made: some sequences side by side, which share one store of keys and values. */
export interface ContextNeed {
    /** tokens of each sequence */
    readonly contextSize: number;
    readonly sequences: number;
    readonly kvType: KvType;
}

/**
 * How much memory a model takes, by how many layers go to the GPU. `gpuLayers` counts as llama.cpp does: the output is one more than `nLayers`, and
 * layers go to the GPU from the last one on.
 */
export interface FitSource {
    readonly nLayers: number;
    readonly trainedContextSize: number;
    readonly fileBytes: number;
    /** share of the layers' weights that is read for a token: of a mixture only the experts that are asked */
    readonly activeShare: number;
    /** bytes in main memory of which a token reads one row: the table of embeddings, unless the CPU takes it for the output too */
    unread(gpuLayers: number): number;
    weights(gpuLayers: number): Promise<Memory>;
    /** `cache`: keys and values; `compute`: what the graph needs beside them */
    context(gpuLayers: number, need: ContextNeed): Promise<{readonly cache: Memory; readonly compute: Memory}>;
    /** frees what answering took */
    dispose(): Promise<void>;
}

/** Tokens that one evaluation takes. */
export const BATCH = 512;

/** What llama.cpp and node-llama-cpp keep of each word of a vocabulary, in main memory (measured: `saelor bench fit`). */
export const VOCABULARY_BYTES = 1000;

const ELEMENT_BYTES: Readonly<Record<KvType | WeightType, number>> = {F32: 4, F16: 2, BF16: 2, Q8_0: 34 / 32, Q4_0: 18 / 32};

/** Bytes of one number, blocks and their scales included. */
export const elementBytes = (type: KvType | WeightType) => ELEMENT_BYTES[type];

/** Repeating layers on the GPU. */
export const offloaded = (gpuLayers: number, nLayers: number) => Math.min(nLayers, Math.max(0, gpuLayers - 1));

/** Cells that llama.cpp makes: it rounds to 256. */
export const cellsOf = ({contextSize, sequences}: ContextNeed) => Math.ceil((contextSize * sequences) / 256) * 256;

/** Some rows of a batch's width, its mask over all cells, and what llama.cpp keeps about each cell (some 64 bytes). */
export const computeBytes = (dModel: number, cells: number) => BATCH * 4 * (4 * dModel + cells / 2) + 64 * cells;

/**
 * A model that is not here yet, by its shape: weights are the file's bytes, spread evenly over its parameters; keys and values are
 * 2 x layers x cells x nKvHeads x headDim; computing takes a batch's logits and some rows of its width. Sliding windows are not known here, so
 * models that have them (Gemma) get more than they need.
 */
export function shapeSource(shape: ModelShape, {fileBytes, nParameters}: {fileBytes: number; nParameters: number}): FitSource {
    const {nLayers, dModel, nKvHeads, headDim, nVocab, trainedContextSize} = shape;
    const table = Math.min(0.4, (nVocab * dModel) / nParameters) * fileBytes;
    // models below some four billion parameters share the table of embeddings with the output
    const tied = nParameters < 4.5e9;
    const perLayer = (fileBytes - (tied ? 1 : 2) * table) / nLayers;
    return {
        nLayers,
        trainedContextSize,
        fileBytes,
        activeShare: 1,
        unread: (gpuLayers) => (tied && gpuLayers === 0 ? 0 : table),
        async weights(gpuLayers) {
            const vram = gpuLayers === 0 ? 0 : table + perLayer * offloaded(gpuLayers, nLayers);
            return {vram, ram: tied && gpuLayers > 0 ? fileBytes - vram + table : fileBytes - vram};
        },
        async context(gpuLayers, need) {
            const cells = cellsOf(need);
            const perLayerCache = 2 * cells * nKvHeads * headDim * elementBytes(need.kvType);
            const onGpu = offloaded(gpuLayers, nLayers);
            const compute = computeBytes(dModel, cells);
            const words = VOCABULARY_BYTES * nVocab;
            return {
                cache: {vram: onGpu * perLayerCache, ram: (nLayers - onGpu) * perLayerCache},
                // a GPU sets the logits of a whole batch aside; main memory is taken only where it is written
                compute: gpuLayers === 0 ? {vram: 0, ram: words + compute} : {vram: compute + BATCH * 4 * nVocab, ram: words + BATCH * 4 * (dModel + cells / 2)}
            };
        },
        async dispose() {}
    };
}
