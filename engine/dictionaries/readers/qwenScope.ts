import {foldWeights} from "../folding/foldWeights.ts";
import {numbersOf} from "../folding/laterNumbers.ts";
import {matchInPath} from "../hooks/pathParts.ts";
import {locateWeights} from "./locateWeights.ts";
import type {DictionaryReader} from "./types.ts";

const NAMES = ["W_enc", "W_dec", "b_enc", "b_dec"] as const;

/**
 * Qwen-Scope: `layerN.sae.pt`, a dict of W_enc [F, D], W_dec [D, F], b_enc, b_dec. The k largest of W_enc x + b_enc are kept as they are, below zero
 * too. k stands only in the repository's name, the layer only in the file's: `SAE-Res-Qwen3-8B-Base-W64K-L0_50/layer12.sae.pt`.
 * @see https://huggingface.co/Qwen/SAE-Res-Qwen3-8B-Base-W64K-L0_50
 */
export const qwenScope: DictionaryReader = {
    format: "qwen-scope",
    async read({path, weights}) {
        if (weights.kind !== "pytorch" || weights.tensors.size !== NAMES.length || !NAMES.every((name) => weights.tensors.has(name))) return undefined;
        // Other formats have these names with the matrices turned.
        if (weights.tensors.get("W_enc")!.shape[0] !== weights.tensors.get("b_enc")!.shape[0]) return undefined;
        const located = locateWeights(path, weights.tensors, ["W_enc", "FD"], ["W_dec", "DF"]);
        const layer = matchInPath(path, /^layer(\d{1,4})\./)?.[1];
        const [, model, l0] = matchInPath(path, /SAE-Res-(Qwen[\w.-]+?)-W\d+K-L0_(\d{1,5})/) ?? [];
        const k = l0 === undefined ? undefined : Number(l0);
        return {
            format: "qwen-scope",
            architecture: "topk",
            topK: k !== undefined && k >= 1 && k <= located.nFeatures ? k : undefined,
            topKSigned: true,
            normalization: "none",
            layer: layer === undefined ? undefined : Number(layer),
            trainedOn: model === undefined ? undefined : `Qwen/${model}`,
            ...foldWeights(located, {encoderBias: numbersOf(located.perFeature("b_enc")), decoderBias: numbersOf(located.perDimension("b_dec"))})
        };
    }
};
