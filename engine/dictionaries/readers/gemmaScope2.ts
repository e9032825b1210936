import {EngineError} from "../../contract/errors.ts";
import {foldWeights} from "../folding/foldWeights.ts";
import {numbersOf} from "../folding/laterNumbers.ts";
import {layerOfHook, wrongHook} from "../hooks/layerOfHook.ts";
import type {Config} from "../sources/Config.ts";
import {findConfig, requireConfig} from "../sources/findConfig.ts";
import {locateWeights} from "./locateWeights.ts";
import type {DictionaryReader} from "./types.ts";

/**
 * Gemma Scope 2: `config.json` and `params.safetensors` with w_enc [D, F], w_dec [F, D], b_enc, b_dec, threshold. JumpReLU; b_dec is not taken off
 * the input. The same names are used for transcoders, which are refused.
 * @see https://huggingface.co/google/gemma-scope-2
 */
export const gemmaScope2: DictionaryReader = {
    format: "gemma-scope-2",
    refuse(source) {
        const config = findConfig(source, isMine);
        if (config !== undefined) readPlace(config);
    },
    async read(source) {
        const {path, weights} = source;
        if (weights.kind !== "safetensors" || !weights.tensors.has("w_enc") || !weights.tensors.has("w_dec")) return undefined;
        const unsupported = (detail: string) => new EngineError("dictionary/unsupported", {path, detail});
        const config = requireConfig(source, "config.json", isMine);
        const layer = readPlace(config);
        const architecture = config.text("architecture") ?? "jump_relu";
        if (architecture !== "jump_relu") throw unsupported(`architecture ${architecture}; jump_relu is read`);
        if (weights.tensors.has("affine_skip_connection") || config.flag("affine_connection", "affine_skip_connection")) {
            throw unsupported("an affine_skip_connection, which goes past the features");
        }
        const located = locateWeights(path, weights.tensors, ["w_enc", "DF"], ["w_dec", "FD"]);
        const l0 = config.number("l0");
        return {
            format: "gemma-scope-2",
            architecture: "jumprelu",
            normalization: "none",
            layer,
            cardL0: l0 !== undefined && l0 > 0 ? l0 : undefined,
            trainedOn: config.text("model_name"),
            ...foldWeights(located, {
                encoderBias: numbersOf(located.perFeature("b_enc")),
                threshold: numbersOf(located.perFeature("threshold")),
                decoderBias: numbersOf(located.perDimension("b_dec"))
            })
        };
    }
};

const isMine = (config: Config) => typeof config.get("hf_hook_point_in") === "string";

function readPlace(config: Config): number {
    const [hookIn, hookOut] = [config.text("hf_hook_point_in")!, config.text("hf_hook_point_out")];
    if (hookOut !== undefined && hookOut !== hookIn)
        throw wrongHook(config.path, `${hookIn} to ${hookOut}`, "a transcoder, which reads one place and writes another");
    return layerOfHook(hookIn, config.path);
}
