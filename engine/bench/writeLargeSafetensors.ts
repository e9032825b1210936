import {mkdir, open, writeFile} from "node:fs/promises";
import {join} from "node:path";

/** Where the tensors begin, from the start of the file, bytes. */
export interface LargeSafetensors {
    readonly weights: string;
    readonly W_enc: number;
    readonly W_dec: number;
    readonly b_enc: number;
    readonly b_dec: number;
}

/** Numbers that are written again and again: 16 MiB of random ones, not a power of two long, so that rows differ. */
const PATTERN_NUMBERS = (4 << 20) - 3;

/**
 * A SAELens dictionary of true size that needs every kind of folding: top-k over activations times the decoder's norm, b_dec taken off the input,
 * the input normalised by layer, and an encoder that lies in columns.
 */
export async function writeLargeSafetensors(folder: string, nFeatures: number, dModel: number): Promise<LargeSafetensors> {
    await mkdir(folder);
    const shapes = {b_dec: [dModel], b_enc: [nFeatures], W_enc: [dModel, nFeatures], W_dec: [nFeatures, dModel]};
    const offsets: Record<string, number> = {};
    const header: Record<string, unknown> = {};
    let at = 0;
    for (const [name, shape] of Object.entries(shapes)) {
        const bytes = 4 * shape.reduce((product, size) => product * size, 1);
        header[name] = {dtype: "F32", shape, data_offsets: [at, at + bytes]};
        offsets[name] = at;
        at += bytes;
    }
    const text = Buffer.from(JSON.stringify(header));
    const start = Buffer.alloc(8);
    start.writeBigUInt64LE(BigInt(text.length));
    const pattern = new Uint8Array(Float32Array.from({length: PATTERN_NUMBERS}, () => Math.random() - 0.5).buffer);
    const weights = join(folder, "sae_weights.safetensors");
    const handle = await open(weights, "w");
    try {
        let position = 0;
        for (const part of [start, text]) position += (await handle.write(part, 0, part.length, position)).bytesWritten;
        for (let left = at; left > 0; left -= pattern.byteLength) {
            const bytes = Math.min(left, pattern.byteLength);
            await handle.write(pattern, 0, bytes, position);
            position += bytes;
        }
        await handle.sync();
    } finally {
        await handle.close();
    }
    const config = {
        d_in: dModel,
        d_sae: nFeatures,
        architecture: "topk",
        k: 64,
        rescale_acts_by_decoder_norm: true,
        apply_b_dec_to_input: true,
        normalize_activations: "layer_norm",
        metadata: {sae_lens_version: "6.9.1", hook_name: "blocks.0.hook_resid_post"}
    };
    await writeFile(join(folder, "cfg.json"), JSON.stringify(config));
    const place = (name: string) => 8 + text.length + offsets[name]!;
    return {weights, W_enc: place("W_enc"), W_dec: place("W_dec"), b_enc: place("b_enc"), b_dec: place("b_dec")};
}
