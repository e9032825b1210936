import {type CatalogueEntry, EngineError, type Fit, type FitInput} from "../contract/index.ts";
import {estimateFit, type FitDictionary} from "../llama/estimateFit.ts";
import {fileSource} from "../llama/fileSource.ts";
import {type FitSource, shapeSource} from "../llama/fitSource.ts";
import {llamaRuntime} from "../llama/llamaRuntime.ts";
import {type Machine, thisMachine} from "../llama/machine.ts";
import type {FactsCache} from "./factsCache.ts";
import type {ModelRegistry} from "./models.ts";
import {readModelFacts} from "./readModelFacts.ts";
import {splitParts} from "./splitParts.ts";

interface Deps {
    readonly models: Pick<ModelRegistry, "find">;
    readonly facts: FactsCache;
    readonly catalogue: () => Promise<readonly CatalogueEntry[]>;
    readonly machine?: () => Promise<Machine>;
    /** answers that can be written side by side */
    readonly lanes: number;
}

/**
 * Whether a model with its dictionaries fits this machine. What the loaded model holds counts as free: the next takes its place.
 * @throws EngineError `model/not-found`, `file/*`, `model/load-failed`, `input/invalid` for an entry that the catalogue does not have
 */
export async function fit({models, facts, catalogue, machine = thisMachine, lanes}: Deps, {model, dictionaries, options}: FitInput): Promise<Fit> {
    if (model.from === "catalogue") {
        const source = shapeOf(await catalogue(), model);
        return estimateFit({source, machine: await machine(), dictionaries: dictionaries ?? [], options, lanes});
    }
    const recipe = model.from === "installed" ? await models.find(model.modelId) : undefined;
    const path = splitParts(model.from === "file" ? model.path : recipe!.path)[0]!;
    await readModelFacts(path);
    const own = await Promise.all((recipe?.dictionaries ?? []).map(async (dictionary) => (await facts.dictionary(dictionary.path)).info ?? []));
    const source = await fileSource(await llamaRuntime(), path);
    try {
        const beside: readonly FitDictionary[] = dictionaries ?? own.flat();
        return await estimateFit({source, machine: await machine(), dictionaries: beside, options: {...recipe?.options, ...options}, lanes});
    } finally {
        await source.dispose();
    }
}

function shapeOf(catalogue: readonly CatalogueEntry[], asked: {readonly entry: string; readonly file: string}): FitSource {
    const entry = catalogue.find(({id}) => id === asked.entry);
    const file = entry?.files.find(({id}) => id === asked.file);
    if (entry === undefined || file === undefined) throw new EngineError("input/invalid", {detail: `the catalogue has no ${asked.entry}, ${asked.file}`});
    return shapeSource(entry.shape, {fileBytes: file.bytes, nParameters: entry.nParameters});
}
