import {EngineError} from "../../contract/errors.ts";
import type {ActivationRule, Normalization} from "../../contract/index.ts";
import type {Folding} from "../folding/foldWeights.ts";
import {foldWeights} from "../folding/foldWeights.ts";
import {gatedRule} from "../folding/gatedRule.ts";
import {type LaterNumbers, numbersOf} from "../folding/laterNumbers.ts";
import type {Weights} from "../folding/types.ts";
import {unitDecoderRule} from "../folding/unitDecoderRule.ts";
import {layerOfHook, wrongHook} from "../hooks/layerOfHook.ts";
import type {Config} from "../sources/Config.ts";
import {findConfig, requireConfig} from "../sources/findConfig.ts";
import type {Source} from "../sources/types.ts";
import {locateWeights} from "./locateWeights.ts";
import type {DictionaryReader} from "./types.ts";

const architectures = ["standard", "gated", "jumprelu", "topk"] as const;
type Architecture = (typeof architectures)[number];

/** `expected_average_only_in` does nothing when a dictionary runs: its factor was folded in, or is nowhere. */
const normalizations: Readonly<Record<string, Normalization>> = {
    none: "none",
    expected_average_only_in: "none",
    constant_norm_rescale: "rms",
    layer_norm: "layer_norm"
};

/**
 * SAELens, every version that writes safetensors: `cfg.json` and `sae_weights.safetensors` with W_enc [D, F], W_dec [F, D], b_dec [D] and, by
 * architecture, b_enc, threshold or (gated) b_gate, r_mag, b_mag. Batch-top-k and Matryoshka dictionaries are saved as `jumprelu`. The input may be
 * normalised per token and may lose b_dec before the encoder; what comes out is scaled back.
 *
 * `layer_norm` divides by std + 1e-5 on the way in and multiplies with std alone on the way out; here both use std + 1e-5, a relative difference
 * of 1e-5 / std.
 * @see https://github.com/jbloomAus/SAELens/tree/main/sae_lens/saes
 */
export const saelens: DictionaryReader = {
    format: "saelens",
    refuse(source) {
        // other formats tell d_sae too
        const config = findConfig(
            source,
            (config) => isMine(config) && [config.get("hook_point_in"), config.get("hf_hook_point_in")].every((hook) => hook === undefined)
        );
        if (config === undefined) return;
        readRule(config);
        readNormalization(config);
        readPlace(config);
    },
    async read(source) {
        const {path, weights} = source;
        if (weights.kind !== "safetensors" || !weights.tensors.has("W_enc") || !weights.tensors.has("W_dec")) return undefined;
        const config = requireConfig(source, "cfg.json", isMine);
        const {architecture, topK} = readRule(config);
        const located = locateWeights(path, weights.tensors, ["W_enc", "DF"], ["W_dec", "FD"]);
        const normalization = readNormalization(config);
        return {
            format: "saelens",
            architecture: ({standard: "relu", gated: "jumprelu", jumprelu: "jumprelu", topk: "topk"} satisfies Record<Architecture, ActivationRule>)[
                architecture
            ],
            topK,
            normalization,
            ...readHook(config, located),
            ...foldWeights(located, {
                ...foldRule(architecture, config, located),
                inputShift: (config.flag("apply_b_dec_to_input") ?? true) ? numbersOf(located.perDimension("b_dec")) : undefined,
                centreInput: normalization === "layer_norm",
                decoderBias: numbersOf(located.perDimension("b_dec")),
                ...(await finetuned(source, config, located))
            })
        };
    }
};

const isMine = (config: Config) => typeof config.get("d_sae") === "number";

function foldRule(architecture: Architecture, config: Config, located: Weights): Omit<Folding, "decoderBias"> {
    const perFeature = (name: string) => numbersOf(located.perFeature(name));
    switch (architecture) {
        case "standard":
            return {encoderBias: perFeature("b_enc")};
        case "jumprelu":
            return {encoderBias: perFeature("b_enc"), threshold: perFeature("threshold")};
        case "topk":
            return config.flag("rescale_acts_by_decoder_norm") ? unitDecoderRule(located.decoder, perFeature("b_enc")) : {encoderBias: perFeature("b_enc")};
        case "gated":
            return gatedRule(perFeature("b_gate"), perFeature("b_mag"), perFeature("r_mag"));
    }
}

/** Before 6.0 top-k was an activation function of the standard architecture, with k among its arguments. */
function readRule(config: Config): {architecture: Architecture; topK?: number | undefined} {
    const named = config.text("architecture") ?? "standard";
    const activation = config.text("activation_fn", "activation_fn_str") ?? (named === "topk" ? "topk" : "relu");
    const architecture = named === "standard" && activation === "topk" ? "topk" : architectures.find((known) => known === named);
    if (architecture === undefined) throw unsupported(config, `a SAELens dictionary of architecture ${named}; ${architectures.join(", ")} are read`);
    if (activation !== (architecture === "topk" ? "topk" : "relu") && !(architecture === "topk" && activation === "relu")) {
        throw unsupported(config, `activation function ${activation} with architecture ${named}`);
    }
    if (architecture !== "topk") return {architecture};
    return {architecture, topK: config.count("k") ?? config.section("activation_fn_kwargs").count("k")};
}

function readNormalization(config: Config): Normalization {
    const value = config.get("normalize_activations") ?? "none";
    // A flag in the first versions; true meant the average over a dataset.
    if (typeof value === "boolean") return "none";
    const normalization = typeof value === "string" && Object.hasOwn(normalizations, value) ? normalizations[value] : undefined;
    if (normalization === undefined) throw unsupported(config, `normalize_activations ${String(value).slice(0, 100)}`);
    return normalization;
}

function readHook(config: Config, {dModel, nFeatures}: Weights): {layer: number | undefined; trainedOn: string | undefined} {
    const [width, features] = [config.count("d_in"), config.count("d_sae")];
    if (width !== dModel || features !== nFeatures) {
        throw new EngineError("dictionary/shape-mismatch", {
            path: config.path,
            tensor: "W_enc",
            expected: `[${width}, ${features}]`,
            got: `[${dModel}, ${nFeatures}]`
        });
    }
    return readPlace(config);
}

function readPlace(config: Config): {layer: number | undefined; trainedOn: string | undefined} {
    const metadata = config.section("metadata");
    const field = (...names: readonly string[]) => metadata.text(...names) ?? config.text(...names);
    const trainedOn = field("model_name");
    const named = field("hook_name", "hook_point");
    if (named === undefined) return {layer: undefined, trainedOn};
    const hook = named.replace("{layer}", String(config.number("hook_layer", "hook_point_layer") ?? "{layer}"));
    const output = field("hook_name_out");
    if (output !== undefined && output !== named)
        throw wrongHook(config.path, `${hook} to ${output}`, "a transcoder, which reads one place and writes another");
    if ((metadata.get("hook_head_index") ?? config.get("hook_head_index", "hook_point_head_index")) !== undefined) {
        throw wrongHook(config.path, hook, "of a single attention head");
    }
    return {layer: layerOfHook(hook, config.path), trainedOn};
}

/** Scales of the decoder's rows that some dictionaries were fine-tuned with. Files also carry them as ones, without a meaning. */
async function finetuned({weights}: Source, config: Config, located: Weights): Promise<{decoderScale?: LaterNumbers}> {
    const name = ["finetuning_scaling_factor", "scaling_factor"].find((name) => weights.tensors.has(name));
    if (name === undefined) return {};
    const tensor = weights.tensors.get(name)!;
    const isUsed = config.flag("finetuning_scaling_factor") ?? false;
    const factors = numbersOf(isUsed ? located.perFeature(name) : tensor);
    if ((await factors()).every((factor) => Math.abs(factor - 1) <= 1e-5)) return {};
    if (!isUsed) throw unsupported(config, `${name} is there and finetuning_scaling_factor is off: which of them holds can't be told`);
    return {decoderScale: factors};
}

function unsupported({path}: Config, detail: string) {
    return new EngineError("dictionary/unsupported", {path, detail});
}
