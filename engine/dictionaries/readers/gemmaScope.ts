import {foldWeights} from "../folding/foldWeights.ts";
import {numbersOf} from "../folding/laterNumbers.ts";
import {wrongHook} from "../hooks/layerOfHook.ts";
import {matchInPath, pathParts} from "../hooks/pathParts.ts";
import {locateWeights} from "./locateWeights.ts";
import type {DictionaryReader} from "./types.ts";

const NAMES = ["W_enc", "W_dec", "b_enc", "b_dec", "threshold"] as const;

/**
 * Gemma Scope: `params.npz` with W_enc [D, F], W_dec [F, D], b_enc, b_dec, threshold, in capitals or not. JumpReLU; b_dec is not taken off the input.
 * Layer, place, model and L0 stand only in the path: `gemma-scope-2b-pt-res/layer_20/width_16k/average_l0_71/params.npz`.
 * @see https://huggingface.co/google/gemma-scope
 */
export const gemmaScope: DictionaryReader = {
    format: "gemma-scope",
    refuse({path}) {
        if (/\.npz$/i.test(path)) tellFromPath(path);
    },
    async read({path, weights}) {
        if (weights.kind !== "npz") return undefined;
        const byLowerCase = new Map([...weights.tensors].map(([name, tensor]) => [name.toLowerCase(), tensor]));
        const tensors = new Map(
            NAMES.flatMap((name) => {
                const tensor = byLowerCase.get(name.toLowerCase());
                return tensor ? [[name, tensor] as const] : [];
            })
        );
        if (tensors.size < NAMES.length) return undefined;
        const located = locateWeights(path, tensors, ["W_enc", "DF"], ["W_dec", "FD"]);
        const perFeature = (name: string) => numbersOf(located.perFeature(name));
        return {
            format: "gemma-scope",
            architecture: "jumprelu",
            normalization: "none",
            ...tellFromPath(path),
            ...foldWeights(located, {
                encoderBias: perFeature("b_enc"),
                threshold: perFeature("threshold"),
                decoderBias: numbersOf(located.perDimension("b_dec"))
            })
        };
    }
};

function tellFromPath(path: string): {layer: number | undefined; cardL0: number | undefined; trainedOn: string | undefined} {
    const number = (found: RegExpExecArray | undefined) => (found ? Number(found[1]) : undefined);
    const [, size, kind, place] = matchInPath(path, /gemma-scope-(\d+b)-(pt|it)-(res|mlp|att|transcoders)/) ?? [];
    if (place !== undefined && place !== "res") throw wrongHook(path, place, "of Gemma Scope only the residual stream's dictionaries (res) are read");
    // embedding/width_4k/average_l0_6/params.npz
    if (pathParts(path)[3] === "embedding") throw wrongHook(path, "embedding", "the embeddings before the first layer");
    return {
        layer: number(matchInPath(path, /^layer_(\d{1,4})$/)),
        cardL0: positive(number(matchInPath(path, /^average_l0_(\d{1,6})$/))),
        trainedOn: size === undefined ? undefined : `google/gemma-2-${size}${kind === "it" ? "-it" : ""}`
    };
}

const positive = (value: number | undefined) => (value !== undefined && value > 0 ? value : undefined);
