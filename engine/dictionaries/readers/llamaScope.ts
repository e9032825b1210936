import {EngineError} from "../../contract/errors.ts";
import type {Normalization} from "../../contract/index.ts";
import {foldWeights} from "../folding/foldWeights.ts";
import {combined, later, numbersOf, repeated} from "../folding/laterNumbers.ts";
import {featureNorms} from "../folding/perFeature.ts";
import type {Weights} from "../folding/types.ts";
import {layerOfHook, wrongHook} from "../hooks/layerOfHook.ts";
import {matchInPath} from "../hooks/pathParts.ts";
import type {Config} from "../sources/Config.ts";
import {findConfig, requireConfig} from "../sources/findConfig.ts";
import {locateWeights} from "./locateWeights.ts";
import type {DictionaryReader} from "./types.ts";

/**
 * Llama Scope (OpenMOSS lm-saes): `hyperparams.json` and `checkpoints/final.safetensors` with encoder.weight [F, D], encoder.bias, decoder.weight
 * [D, F], decoder.bias.
 *
 * It was trained on inputs of length sqrt(D): x s, with s = sqrt(D) / mean length over the dataset. Its makers run it by dividing both biases by s,
 * which puts activations in the model's own units; there f = h where h |d| is above `jump_relu_threshold`, |d| the length of the feature's decoder
 * column (`sparsity_include_decoder_norm`). Here the column's length goes into the threshold, so that both matrices stay as they were published.
 * @see https://github.com/OpenMOSS/Language-Model-SAEs, `standardize_parameters_of_dataset_activation_scaling` and `transform_to_unit_decoder_norm`
 * of the release (October 2024)
 */
export const llamaScope: DictionaryReader = {
    format: "llama-scope",
    refuse(source) {
        const config = findConfig(source, isMine);
        if (config === undefined) return;
        readLayer(config);
        readThreshold(config);
    },
    async read(source) {
        const {path, weights} = source;
        if (weights.kind !== "safetensors" || !weights.tensors.has("encoder.weight") || !weights.tensors.has("decoder.weight")) return undefined;
        const config = requireConfig(source, "hyperparams.json", isMine);
        const layer = readLayer(config);
        const located = locateWeights(path, weights.tensors, ["encoder.weight", "FD"], ["decoder.weight", "DF"]);
        const {normalization, scale, outputScale} = readNormalization(config, located);
        const threshold = readThreshold(config);
        const decoderBias = decoderBiasOf(config, located, outputScale);
        const ratio = scale / outputScale;
        const norms = later(() => featureNorms(located.decoder));
        return {
            format: "llama-scope",
            architecture: "jumprelu",
            normalization,
            layer,
            trainedOn: matchInPath(path, /Llama3_1-8B-Base/) ? "meta-llama/Llama-3.1-8B" : undefined,
            ...foldWeights(located, {
                encoderBias: combined((bias) => bias / scale, numbersOf(located.perFeature("encoder.bias"))),
                inputShift: (config.flag("apply_decoder_bias_to_pre_encoder") ?? true) ? decoderBias : undefined,
                decoderScale: ratio === 1 ? undefined : repeated(ratio, located.nFeatures),
                decoderBias,
                threshold:
                    (config.flag("sparsity_include_decoder_norm") ?? true)
                        ? combined((norm) => (norm === 0 ? threshold : threshold / (norm * ratio)), norms)
                        : repeated(threshold, located.nFeatures)
            })
        };
    }
};

const isMine = (config: Config) => typeof config.get("hook_point_in") === "string";

function decoderBiasOf(config: Config, located: Weights, outputScale: number) {
    if (!(config.flag("use_decoder_bias") ?? true)) return repeated(0, located.dModel);
    return combined((bias) => bias / outputScale, numbersOf(located.perDimension("decoder.bias")));
}

function readLayer(config: Config): number {
    const [hookIn, hookOut] = [config.text("hook_point_in")!, config.text("hook_point_out")];
    if (hookOut !== undefined && hookOut !== hookIn) {
        throw wrongHook(config.path, `${hookIn} to ${hookOut}`, "a transcoder, which reads one place and writes another");
    }
    return layerOfHook(hookIn, config.path);
}

function readThreshold(config: Config): number {
    const activation = (config.text("act_fn") ?? "relu").toLowerCase();
    const threshold = config.number("jump_relu_threshold");
    // What was trained by top-k is run with the threshold that was found for it. Later releases keep thresholds among the tensors.
    const isRead = threshold !== undefined && (activation === "jumprelu" || (activation === "topk" && threshold > 0));
    if (!isRead) throw unsupported(config, `act_fn ${activation}; jumprelu with a jump_relu_threshold is read`);
    if (config.flag("use_glu_encoder")) throw unsupported(config, "a gated linear encoder (use_glu_encoder)");
    return threshold;
}

/** @returns scales of input and output that are constant over tokens, for the biases; 1 where the scale is the token's own */
function readNormalization(config: Config, {dModel}: Weights): {normalization: Normalization; scale: number; outputScale: number} {
    const kind = config.text("norm_activation") ?? "token-wise";
    if (kind === "inference" || kind === "none") return {normalization: "none", scale: 1, outputScale: 1};
    if (kind === "token-wise") return {normalization: "rms", scale: 1, outputScale: 1};
    if (kind !== "dataset-wise") throw unsupported(config, `norm_activation ${kind}`);
    const norms = config.section("dataset_average_activation_norm");
    const scaleOf = (name: string) => {
        const norm = norms.number(name);
        if (norm === undefined || norm <= 0) throw config.malformed(`dataset_average_activation_norm.${name}: expected a number above 0`);
        return Math.sqrt(dModel) / norm;
    };
    return {normalization: "none", scale: scaleOf("in"), outputScale: scaleOf("out")};
}

function unsupported({path}: Config, detail: string) {
    return new EngineError("dictionary/unsupported", {path, detail});
}
