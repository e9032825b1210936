import {EngineError} from "../../contract/errors.ts";
import {foldWeights} from "../folding/foldWeights.ts";
import {numbersOf} from "../folding/laterNumbers.ts";
import {layerOfHook} from "../hooks/layerOfHook.ts";
import {pathParts} from "../hooks/pathParts.ts";
import type {Config} from "../sources/Config.ts";
import {findConfig, requireConfig} from "../sources/findConfig.ts";
import {locateWeights} from "./locateWeights.ts";
import type {DictionaryReader} from "./types.ts";

/** A folder that is named for the module that it was trained on; `layers.3.mlp` must not pass for `layers.3`. */
const HOOK_FOLDER = /^(?:(?:model|transformer|gpt_neox|language_model)\.)*(?:layers|h|blocks)[._]\d.*$|^(?:\w+\.)*embed\w*$/;

/**
 * EleutherAI sparsify: a folder named for the module (`layers.10`) with `cfg.json` and `sae.safetensors`: encoder.weight [F, D], encoder.bias,
 * W_dec [F, D], b_dec. f = the k largest of relu(W_enc (x - b_dec) + b_enc).
 *
 * `multi_topk` is a loss and changes nothing here. Refused: `transcode`, skip connections, `groupmax`, and the `signed` dictionaries of the first
 * version, which keep the k largest by magnitude.
 * @see https://github.com/EleutherAI/sparsify/blob/main/sparsify/sparse_coder.py
 */
export const sparsify: DictionaryReader = {
    format: "sparsify",
    refuse(source) {
        const config = findConfig(source, isMine);
        if (config === undefined || !source.path.endsWith(".safetensors")) return;
        assertPerToken(config);
        readLayer(source.path);
    },
    async read(source) {
        const {path, weights} = source;
        if (weights.kind !== "safetensors" || !weights.tensors.has("encoder.weight") || !weights.tensors.has("W_dec")) return undefined;
        const config = requireConfig(source, "cfg.json", isMine);
        assertPerToken(config);
        if (weights.tensors.has("W_skip")) throw unsupported(config, "a skip connection (W_skip), which goes past the features");
        const located = locateWeights(path, weights.tensors, ["encoder.weight", "FD"], ["W_dec", "FD"]);
        const bDec = numbersOf(located.perDimension("b_dec"));
        return {
            format: "sparsify",
            architecture: "topk",
            topK: config.count("k"),
            normalization: "none",
            layer: readLayer(path),
            // What the run was started with lies one folder above.
            trainedOn: findConfig(source, (config) => typeof config.get("model") === "string" && config.get("d_in") === undefined)?.text("model"),
            ...foldWeights(located, {encoderBias: numbersOf(located.perFeature("encoder.bias")), inputShift: bDec, decoderBias: bDec})
        };
    }
};

const isMine = (config: Config) => typeof config.get("d_in") === "number" && config.get("d_sae") === undefined;

function readLayer(path: string): number | undefined {
    const hook = HOOK_FOLDER.exec(pathParts(path)[1] ?? "")?.[0].replace(/_(?=\d)/, ".");
    return hook === undefined ? undefined : layerOfHook(hook, path);
}

function assertPerToken(config: Config): void {
    if (config.flag("transcode")) throw unsupported(config, "a transcoder, which reads one place and writes another");
    if (config.flag("skip_connection")) throw unsupported(config, "a skip connection, which goes past the features");
    if (config.flag("signed")) throw unsupported(config, "signed top-k, which keeps the largest by magnitude");
    const activation = config.text("activation") ?? "topk";
    if (activation !== "topk") throw unsupported(config, `activation ${activation}; topk is read`);
}

function unsupported({path}: Config, detail: string) {
    return new EngineError("dictionary/unsupported", {path, detail});
}
