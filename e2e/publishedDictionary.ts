import {mkdirSync, writeFileSync} from "node:fs";
import path from "node:path";
import {readDemoDictionary} from "./demoDictionary.ts";

export interface Published {
    readonly "cfg.json": Buffer;
    readonly "sae_weights.safetensors": Buffer;
}

/** The demo's dictionary as SAELens would have published it; `changes` go into its configuration. */
export function publishedDictionary(changes: Readonly<Record<string, unknown>> = {}): Published {
    const {dModel, nFeatures, tensor} = readDemoDictionary();
    const config = {
        architecture: "jumprelu",
        d_in: dModel,
        d_sae: nFeatures,
        hook_name: "blocks.3.hook_resid_post",
        hook_layer: 3,
        model_name: "saelor-demo",
        normalize_activations: "none",
        apply_b_dec_to_input: false,
        dtype: "float32",
        ...changes
    };
    return {
        "cfg.json": Buffer.from(JSON.stringify(config)),
        "sae_weights.safetensors": safetensors({
            W_enc: {shape: [dModel, nFeatures], values: transposed(tensor("sae.encoder.weight"), nFeatures, dModel)},
            b_enc: {shape: [nFeatures], values: tensor("sae.encoder.bias")},
            W_dec: {shape: [nFeatures, dModel], values: tensor("sae.decoder.weight")},
            b_dec: {shape: [dModel], values: tensor("sae.decoder.bias")},
            threshold: {shape: [nFeatures], values: tensor("sae.threshold")}
        })
    };
}

export function writePublished(folder: string, files: Published): string {
    mkdirSync(folder, {recursive: true});
    for (const [name, body] of Object.entries(files)) writeFileSync(path.join(folder, name), body);
    return folder;
}

function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
    const out = new Float32Array(values.length);
    for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) out[column * rows + row] = values[row * columns + column]!;
    return out;
}

/** @see https://huggingface.co/docs/safetensors: length of the header, the header as JSON, then the numbers */
function safetensors(tensors: Readonly<Record<string, {readonly shape: readonly number[]; readonly values: Float32Array}>>): Buffer {
    let end = 0;
    const entries = Object.entries(tensors).map(([name, {shape, values}]) => {
        const begin = end;
        end += values.byteLength;
        return [name, {dtype: "F32", shape, data_offsets: [begin, end]}] as const;
    });
    const header = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    return Buffer.concat([length, header, ...Object.values(tensors).map(({values}) => Buffer.from(values.buffer, values.byteOffset, values.byteLength))]);
}
