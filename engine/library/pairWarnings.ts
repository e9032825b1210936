import type {DictionaryInfo, ModelFacts, PairWarning} from "../contract/index.ts";
import {type ParsedModelName, parseModelName} from "./parseModelName.ts";

/** Architectures that one family alone has; a number is the version that it is for. */
const OF_ONE: Readonly<Record<string, string>> = {
    gemma: "gemma 1",
    gemma2: "gemma 2",
    gemma3: "gemma 3",
    gemma3n: "gemma 3n",
    qwen2: "qwen",
    qwen2moe: "qwen",
    qwen3: "qwen",
    qwen3moe: "qwen",
    gpt2: "gpt2",
    gptneox: "pythia",
    phi2: "phi",
    phi3: "phi",
    "gpt-oss": "gpt-oss",
    mistral3: "ministral"
};
/** Families with architectures of their own, which therefore never are a `llama`; many others use it. */
const NEVER_LLAMA: ReadonlySet<string> = new Set(["gemma", "qwen", "gpt2", "pythia", "phi", "gpt-oss", "gpt-neox", "gpt-neo", "gpt-j"]);
/** Families that come in architectures of others too: R1's distillations in Qwen's and Llama's. */
const MANY: ReadonlySet<string> = new Set(["deepseek", "phi"]);

type Model = Pick<ModelFacts, "name" | "architecture" | "nLayers" | "dModel" | "chat">;
type Dictionary = Pick<DictionaryInfo, "dModel" | "layer" | "trainedOn">;

/**
 * Whether a dictionary belongs to a model: its shapes must fit, and by their names the model should be the one that it was trained on. Where a
 * name tells nothing, nothing is said.
 * @param fileName asked where the model does not tell its name
 */
export function pairWarnings(model: Model, dictionary: Dictionary, fileName = ""): PairWarning[] {
    const warnings: PairWarning[] = [];
    if (dictionary.dModel !== model.dModel) warnings.push({about: "d-model", level: "error", expected: `${dictionary.dModel}`, got: `${model.dModel}`});
    if (dictionary.layer >= model.nLayers)
        warnings.push({about: "layer-count", level: "error", expected: `more than ${dictionary.layer} layers`, got: `${model.nLayers} layers`});
    const {trainedOn} = dictionary;
    if (trainedOn === undefined) return warnings;
    const expected = parseModelName(trainedOn);
    if (expected.family === undefined) return warnings;
    const ownName = parseModelName(model.name);
    const got = ownName.family === undefined ? parseModelName(fileName) : ownName;
    const gotName = ownName.family === undefined && got.family !== undefined ? fileName : model.name;
    if (got.family === undefined) {
        if (contradicts(model.architecture, expected)) warnings.push({about: "architecture", level: "warning", expected: trainedOn, got: model.architecture});
        return warnings;
    }
    if (!sameModel(expected, got)) warnings.push({about: "model", level: "warning", expected: trainedOn, got: gotName});
    else if (!sameTuning(expected, got, model.chat)) warnings.push({about: "base-instruct", level: "warning", expected: trainedOn, got: gotName});
    return warnings;
}

/** Whether no model of the name has the architecture; false where that is not known. */
function contradicts(architecture: string, {family, version}: ParsedModelName): boolean {
    if (family === undefined || MANY.has(family)) return false;
    if (architecture === "llama") return NEVER_LLAMA.has(family);
    const [owner, number] = OF_ONE[architecture]?.split(" ") ?? [];
    if (owner === undefined) return false;
    return owner !== family || (number !== undefined && version !== undefined && number !== version);
}

function sameModel(a: ParsedModelName, b: ParsedModelName): boolean {
    return (
        a.family === b.family &&
        (a.version === undefined || b.version === undefined || a.version === b.version) &&
        (a.size === undefined || b.size === undefined || Math.abs(a.size - b.size) <= 0.05 * Math.max(a.size, b.size)) &&
        a.variants.join() === b.variants.join()
    );
}

/** A file without a mark in its name that carries a chat template may be either. */
function sameTuning(expected: ParsedModelName, got: ParsedModelName, chat: boolean): boolean {
    if (expected.tuning === undefined || got.tuning === undefined || (!got.marked && chat)) return true;
    return expected.tuning === got.tuning;
}
