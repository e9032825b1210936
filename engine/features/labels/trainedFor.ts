import type {DictionaryFile} from "../../dictionaries/index.ts";

type Place = Pick<DictionaryFile, "layer" | "trainedOn">;

/** Where Neuronpedia's labels belong: `{modelId: "llama3.3-70b-it", layer: "50-resid-post-gf"}`. */
export interface Origin {
    readonly modelId: string;
    readonly layer: string;
}

/** Dictionaries of these sites begin at a layer's input, which is the output of the layer before. */
const AT_INPUT = /(^|-)(pre|jb)(-|$)/;
const OTHER_SITE = /(^|-)(mlp|att|attn|z|transcoder|tc|clt)(-|$)/;

/** @returns what speaks against labels from there describing this dictionary; undefined: nothing that the names tell */
export function contradiction({modelId, layer}: Origin, dictionary: Place): string | undefined {
    const against: string[] = [];
    if (dictionary.trainedOn !== undefined && !sameModel(modelId, dictionary.trainedOn))
        against.push(`the labels are for ${modelId}, the dictionary for ${dictionary.trainedOn}`);
    const number = /^\d+/.exec(layer)?.[0];
    if (number !== undefined && Number(number) - (AT_INPUT.test(layer) ? 1 : 0) !== dictionary.layer)
        against.push(`the labels are for layer ${number} (${layer}), the dictionary for layer ${dictionary.layer}`);
    else if (OTHER_SITE.test(layer)) against.push(`the labels are for ${layer}, the dictionary for the residual stream`);
    return against.length === 0 ? undefined : against.join("; ");
}

/** `gemma-2-2b` is `google/gemma-2-2b`; `gemma-2-2b-it` is not: a tuned model is another one. */
function sameModel(one: string, other: string): boolean {
    const [a, b] = [modelWords(one), modelWords(other)];
    return a === b;
}

function modelWords(name: string): string {
    const bare = name.toLowerCase().split("/").at(-1)!;
    return bare
        .replace(/^meta-/, "")
        .replace(/\.(gguf|safetensors)$/, "")
        .replace(/-?instruct\b/, "-it")
        .replace(/^gpt2-small$/, "gpt2")
        .replaceAll(/[^a-z0-9]/g, "");
}
