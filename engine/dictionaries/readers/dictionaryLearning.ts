import {dirname, join} from "node:path";
import {EngineError} from "../../contract/errors.ts";
import {readNumbers} from "../containers/readNumbers.ts";
import type {TensorContainer} from "../containers/types.ts";
import {foldWeights} from "../folding/foldWeights.ts";
import {layerOfHook, wrongHook} from "../hooks/layerOfHook.ts";
import {matchInPath, pathParts} from "../hooks/pathParts.ts";
import type {Config} from "../sources/Config.ts";
import {findConfig} from "../sources/findConfig.ts";
import {type DictionaryClass, dictionaryClasses} from "./dictionaryClasses.ts";
import {locateWeights} from "./locateWeights.ts";
import type {DictionaryReader} from "./types.ts";

/** Tensors that a file has, of either layout. */
const LAYOUTS = [
    ["encoder.weight", "decoder.weight"],
    ["W_enc", "W_dec", "threshold"]
] as const;

/**
 * dictionary_learning: `ae.pt`, the state dict of a class that `config.json` names (`trainer.dict_class`). Where the file is alone, its tensors tell
 * the class, except that AutoEncoderTopK and BatchTopKSAE have the same.
 *
 * Features keep the scale that they are stored in; the library's own loader rescales those of AutoEncoder to decoder columns of length 1.
 * @see https://github.com/saprmarks/dictionary_learning
 */
export const dictionaryLearning: DictionaryReader = {
    format: "dictionary-learning",
    refuse(source) {
        const config = findConfig(source, isMine);
        if (config === undefined || !/\.pth?$/i.test(source.path)) return;
        if (isSnapshot(source.path)) throw unfinished(source.path, "a snapshot from the middle of training");
        classNamed(source.path, config.section("trainer").text("dict_class")!);
        readLayer(source.path, config);
    },
    async read(source) {
        const {path, weights} = source;
        if (weights.kind !== "pytorch") return undefined;
        assertFinished(path, weights);
        if (!LAYOUTS.some((names) => names.every((name) => weights.tensors.has(name)))) return undefined;
        const config = findConfig(source, isMine);
        const trainer = config?.section("trainer");
        const dictionaryClass = findClass(path, weights, trainer);
        const located =
            dictionaryClass.layout === "linear"
                ? locateWeights(path, weights.tensors, ["encoder.weight", "FD"], ["decoder.weight", "DF"])
                : locateWeights(path, weights.tensors, ["W_enc", "DF"], ["W_dec", "FD"]);
        const threshold = dictionaryClass.sharesThreshold ? await readSingle(path, weights, "threshold") : undefined;
        if (dictionaryClass.sharesThreshold && threshold === undefined) {
            throw new EngineError("dictionary/shape-mismatch", {path, tensor: "threshold", expected: "[]", got: "no such tensor"});
        }
        return {
            format: "dictionary-learning",
            architecture: dictionaryClass.architecture,
            topK: dictionaryClass.architecture === "topk" ? await readTopK(path, weights, trainer) : undefined,
            normalization: "none",
            layer: readLayer(path, config),
            trainedOn: trainer?.text("lm_name"),
            ...foldWeights(located, dictionaryClass.fold(located, threshold ?? 0))
        };
    }
};

const isMine = (config: Config) => isSection(config.get("trainer")) && config.section("trainer").text("dict_class") !== undefined;

/** A backup from the middle of training has the same name as the finished file; a snapshot (`checkpoints/ae_<step>.pt`) has the same content. */
function assertFinished(path: string, weights: Extract<TensorContainer, {kind: "pytorch"}>): void {
    if (weights.keys.includes("ae") && weights.keys.includes("optimizer"))
        throw unfinished(path, `a backup from the middle of training (${weights.keys.slice(0, 6).join(", ")})`);
    if (isSnapshot(path) && LAYOUTS.some((names) => names.every((name) => weights.tensors.has(name))))
        throw unfinished(path, "a snapshot from the middle of training");
}

function isSnapshot(path: string): boolean {
    const [file, folder] = pathParts(path);
    return /^ae_\d+\.pth?$/i.test(file ?? "") || folder === "checkpoints";
}

const unfinished = (path: string, what: string) =>
    new EngineError("dictionary/unsupported", {path, detail: `${what}; the finished ae.pt holds the dictionary alone`});

function classNamed(path: string, name: string): DictionaryClass {
    if (Object.hasOwn(dictionaryClasses, name)) return dictionaryClasses[name]!;
    throw new EngineError("dictionary/unsupported", {path, detail: `dict_class ${name}; ${Object.keys(dictionaryClasses).join(", ")} are read`});
}

function findClass(path: string, {tensors}: TensorContainer, trainer: Config | undefined): DictionaryClass {
    const name = trainer?.text("dict_class");
    if (name !== undefined) return classNamed(path, name);
    // Its own tensors, and no others but the ones that several classes carry along.
    const matrices = {linear: ["encoder.weight", "decoder.weight"], plain: ["W_enc", "W_dec"]};
    const fitting = Object.values(dictionaryClasses).filter(({layout, tensors: own}) => {
        const names = [...matrices[layout], ...own];
        return names.every((name) => tensors.has(name)) && [...tensors.keys()].every((name) => names.includes(name) || name === "k" || name === "threshold");
    });
    if (fitting.length === 1) return fitting[0]!;
    if (fitting.length === 0) {
        throw new EngineError("dictionary/unknown-format", {
            path,
            detail: `its tensors (${[...tensors.keys()].slice(0, 8).join(", ")}) are of no known dict_class`
        });
    }
    throw new EngineError("file/not-found", {path: join(dirname(path), "config.json")});
}

/** A tensor of one number. */
async function readSingle(path: string, {tensors}: TensorContainer, name: string): Promise<number | undefined> {
    const tensor = tensors.get(name);
    if (!tensor) return undefined;
    if (tensor.shape.some((size) => size !== 1)) {
        throw new EngineError("dictionary/shape-mismatch", {path, tensor: name, expected: "[]", got: `[${tensor.shape.join(", ")}]`});
    }
    return (await readNumbers(tensor))[0];
}

async function readTopK(path: string, weights: TensorContainer, trainer: Config | undefined): Promise<number | undefined> {
    const [stored, configured] = [await readSingle(path, weights, "k"), trainer?.count("k")];
    if (stored !== undefined && (!Number.isSafeInteger(stored) || stored < 1)) {
        throw new EngineError("file/malformed", {path, format: "PyTorch checkpoint", detail: `k is ${stored}`});
    }
    if (stored !== undefined && configured !== undefined && stored !== configured) {
        throw new EngineError("dictionary/unsupported", {path, detail: `k is ${stored} in the weights and ${configured} in the configuration`});
    }
    return stored ?? configured;
}

function readLayer(path: string, config: Config | undefined): number | undefined {
    const io = config?.section("buffer").get("io");
    if (config && typeof io === "string" && io !== "out") throw wrongHook(config.path, `io ${io}`, "of a module's output only can a dictionary be read");
    const trainer = config?.section("trainer");
    const submodule = trainer?.text("submodule_name") ?? matchInPath(path, /^(?:resid|mlp|attn|attention)\w*_layer_\d{1,4}$/)?.[0];
    if (submodule !== undefined) return layerOfHook(submodule, config?.path ?? path);
    const layer = trainer?.number("layer");
    if (layer === undefined) return undefined;
    if (!Number.isSafeInteger(layer) || layer < 0 || layer > 4096) throw config!.malformed(`layer: expected a whole number from 0, got ${layer}`);
    return layer;
}

const isSection = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
