import {mkdir, open, rename, stat} from "node:fs/promises";
import path from "node:path";
import {encodeGgufHeader, type GgufEntry} from "../dictionaries/gguf/encodeGgufHeader.ts";
import {bytesOf} from "../dictionaries/numbers/elementTypes.ts";
import type {WeightType} from "../dictionaries/types.ts";
import {aRandomBlockWriter} from "./randomBlocks.ts";

/** Sizes of a model in the Llama architecture. */
export interface ModelShape {
    readonly name: string;
    readonly nLayers: number;
    readonly dModel: number;
    readonly dFeedForward: number;
    readonly nHeads: number;
    readonly nKvHeads: number;
    readonly nVocab: number;
    readonly contextSize: number;
}

/** Llama 3.2 1B. */
export const SHAPE_1B: ModelShape = {
    name: "random-1b",
    nLayers: 16,
    dModel: 2048,
    dFeedForward: 8192,
    nHeads: 32,
    nKvHeads: 8,
    nVocab: 128_256,
    contextSize: 2048
};

/** Llama 3.1 8B. */
export const SHAPE_8B: ModelShape = {...SHAPE_1B, name: "random-8b", nLayers: 32, dModel: 4096, dFeedForward: 14_336};

/**
 * Writes a model of true size made of random numbers: speed needs no trained weights, since the same bytes move. Streams; kept for the next run.
 * @returns its path
 */
export async function randomModel(folder: string, shape: ModelShape, type: WeightType = "Q8_0"): Promise<string> {
    const file = path.join(folder, `${shape.name}-${type}.gguf`);
    if (
        await stat(file).then(
            () => true,
            () => false
        )
    )
        return file;
    await mkdir(folder, {recursive: true});
    const tensors = tensorsOf(shape, type);
    const layout = encodeGgufHeader(metadataOf(shape), tensors);
    const handle = await open(`${file}.part`, "w");
    try {
        await handle.write(layout.header, 0, layout.header.byteLength, 0);
        for (const [i, tensor] of tensors.entries()) {
            const bytes = bytesOf(
                tensor.type,
                tensor.shape.reduce((product, size) => product * size, 1)
            );
            await aRandomBlockWriter(tensor.type, i)(handle, layout.offsets[i]!, bytes);
        }
        await handle.truncate(layout.fileBytes);
    } finally {
        await handle.close();
    }
    await rename(`${file}.part`, file);
    return file;
}

function metadataOf({name, nLayers, dModel, dFeedForward, nHeads, nKvHeads, nVocab, contextSize}: ModelShape): GgufEntry[] {
    const u32 = (key: string, value: number) => ({key: `llama.${key}`, type: "u32" as const, value});
    return [
        {key: "general.architecture", type: "string" as const, value: "llama"},
        {key: "general.name", type: "string" as const, value: name},
        u32("block_count", nLayers),
        u32("embedding_length", dModel),
        u32("feed_forward_length", dFeedForward),
        u32("attention.head_count", nHeads),
        u32("attention.head_count_kv", nKvHeads),
        u32("context_length", contextSize),
        u32("vocab_size", nVocab),
        u32("rope.dimension_count", dModel / nHeads),
        {key: "llama.attention.layer_norm_rms_epsilon", type: "f32" as const, value: 1e-5},
        {key: "llama.rope.freq_base", type: "f32" as const, value: 500_000},
        ...vocabularyOf(nVocab)
    ];
}

/** A SentencePiece vocabulary in which every text has tokens: unknown, BOS, EOS, the bytes, and numbered words. */
function vocabularyOf(nVocab: number): GgufEntry[] {
    const UNKNOWN = 2;
    const CONTROL = 3;
    const BYTE = 6;
    const NORMAL = 1;
    const bytes = Array.from({length: 256}, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`);
    const tokens = ["<unk>", "<s>", "</s>", ...bytes];
    const types = [UNKNOWN, CONTROL, CONTROL, ...bytes.map(() => BYTE)];
    for (let i = tokens.length; i < nVocab; i++) {
        tokens.push(`\u2581w${i}`);
        types.push(NORMAL);
    }
    return [
        {key: "tokenizer.ggml.model", type: "string", value: "llama"},
        {key: "tokenizer.ggml.tokens", type: "array", of: "string", value: tokens},
        {key: "tokenizer.ggml.scores", type: "array", of: "f32", value: tokens.map((_, i) => -i)},
        {key: "tokenizer.ggml.token_type", type: "array", of: "i32", value: types},
        {key: "tokenizer.ggml.bos_token_id", type: "u32", value: 1},
        {key: "tokenizer.ggml.eos_token_id", type: "u32", value: 2}
    ];
}

function tensorsOf({nLayers, dModel, dFeedForward, nHeads, nKvHeads, nVocab}: ModelShape, type: WeightType) {
    const dKv = (dModel / nHeads) * nKvHeads;
    const matrix = (name: string, ...shape: number[]) => ({name, type, shape});
    const norm = (name: string) => ({name, type: "F32" as const, shape: [dModel]});
    return [
        matrix("token_embd.weight", dModel, nVocab),
        norm("output_norm.weight"),
        ...Array.from({length: nLayers}, (_, i) => [
            norm(`blk.${i}.attn_norm.weight`),
            matrix(`blk.${i}.attn_q.weight`, dModel, dModel),
            matrix(`blk.${i}.attn_k.weight`, dModel, dKv),
            matrix(`blk.${i}.attn_v.weight`, dModel, dKv),
            matrix(`blk.${i}.attn_output.weight`, dModel, dModel),
            norm(`blk.${i}.ffn_norm.weight`),
            matrix(`blk.${i}.ffn_gate.weight`, dModel, dFeedForward),
            matrix(`blk.${i}.ffn_up.weight`, dModel, dFeedForward),
            matrix(`blk.${i}.ffn_down.weight`, dFeedForward, dModel)
        ]).flat()
    ];
}
