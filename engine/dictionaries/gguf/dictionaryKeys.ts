import type {DictionaryTensors} from "../types.ts";

/** The version of the canonical layout that this program writes, and the only one it reads. */
export const FORMAT_VERSION = 1;

/** Names of the canonical tensors by their role; the order is the order in the file. */
export const tensorNames: Required<DictionaryTensors<string>> = {
    encoderWeight: "sae.encoder.weight",
    encoderBias: "sae.encoder.bias",
    decoderWeight: "sae.decoder.weight",
    decoderBias: "sae.decoder.bias",
    threshold: "sae.threshold",
    maxActivation: "sae.calibration.max_activation",
    density: "sae.calibration.density"
};

export type TensorRole = keyof typeof tensorNames;

export const tensorRoles = Object.keys(tensorNames) as TensorRole[];

/** ggml shape that a role must have: weights hold one row of d_model numbers per feature. */
export function expectedShape(role: TensorRole, {dModel, nFeatures}: {readonly dModel: number; readonly nFeatures: number}): readonly number[] {
    if (role === "encoderWeight" || role === "decoderWeight") return [dModel, nFeatures];
    return role === "decoderBias" ? [dModel] : [nFeatures];
}
