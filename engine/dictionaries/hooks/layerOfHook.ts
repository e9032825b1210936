import {EngineError} from "../../contract/errors.ts";

/** The output of a whole layer, by the names that frameworks give it. */
const AFTER = [/^blocks\.(\d{1,4})\.hook_resid_post$/, /^resid_post_layer_(\d{1,4})$/, /^(?:[a-z_]+\.)*(?:layers|h|blocks)\.(\d{1,4})(?:\.(?:output|out))?$/];

/** The input of a layer, which is the output of the one before it. */
const BEFORE = [/^blocks\.(\d{1,4})\.hook_resid_pre$/, /^resid_pre_layer_(\d{1,4})$/];

/**
 * The layer whose output a hook reads: where the tap is.
 * @param hook `blocks.5.hook_resid_pre` (TransformerLens), `model.layers.5` or `model.layers.5.output` (Hugging Face), `resid_post_layer_5`
 * (dictionary_learning)
 * @param path for errors
 * @throws EngineError `dictionary/wrong-hook` for any other place in the model
 */
export function layerOfHook(hook: string, path: string): number {
    for (const pattern of AFTER) {
        const layer = pattern.exec(hook)?.[1];
        if (layer !== undefined) return Number(layer);
    }
    for (const pattern of BEFORE) {
        const layer = pattern.exec(hook)?.[1];
        if (layer === undefined) continue;
        if (Number(layer) === 0) throw wrongHook(path, hook, "the embeddings before the first layer, where no layer's output is");
        return Number(layer) - 1;
    }
    throw wrongHook(path, hook, "the residual stream after a layer is expected");
}

export function wrongHook(path: string, hook: string, detail: string) {
    return new EngineError("dictionary/wrong-hook", {path, hook, detail});
}
