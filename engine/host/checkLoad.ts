import {EngineError} from "../contract/index.ts";
import {readDictionaryInfo} from "../library/readDictionaryInfo.ts";
import {readModelFacts} from "../library/readModelFacts.ts";
import {statFile} from "../library/statFile.ts";
import type {ModelRecipe} from "../library/types.ts";

/**
 * What the files of a model and its dictionaries say against loading them together, found out by their headers alone: before anything else is given up
 * for it.
 * @throws EngineError `file/*`, `model/wrong-kind`, `model/load-failed` (parts are missing), `dictionary/*`
 */
export async function checkLoad({path: model, dictionaries}: Pick<ModelRecipe, "path" | "dictionaries">): Promise<void> {
    for (const {path} of [{path: model}, ...dictionaries]) if ((await statFile(path)) === undefined) throw new EngineError("file/not-found", {path});
    const {nLayers, dModel} = await readModelFacts(model);
    for (const {path} of dictionaries) {
        const {layer, dModel: width} = await readDictionaryInfo(path);
        const wrong = (expected: string, got: string) => new EngineError("dictionary/wrong-model", {dictionary: path, model, expected, got});
        if (width !== dModel) throw wrong(`d_model ${width}`, `d_model ${dModel}`);
        if (layer >= nLayers) throw wrong(`a layer ${layer}`, `${nLayers} layers`);
    }
}
