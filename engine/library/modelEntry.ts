import {basename} from "node:path";
import type {ModelEntry} from "../contract/index.ts";
import type {FactsCache} from "./factsCache.ts";
import {pairWarnings} from "./pairWarnings.ts";
import {modelFileName, splitParts} from "./splitParts.ts";
import {statFile} from "./statFile.ts";
import type {ModelRecipe} from "./types.ts";

/** What a person can choose in the model picker: the recipe, and what its files say. */
export async function modelEntry(recipe: ModelRecipe, facts: FactsCache): Promise<ModelEntry> {
    const {id, name, path, origin, dictionaries, prompts, sampling, options} = recipe;
    const files = [...splitParts(path), ...dictionaries.map((dictionary) => dictionary.path)];
    const sizes = await Promise.all(files.map(async (file) => (await statFile(file))?.size));
    const model = await facts.model(path);
    const opened = await Promise.all(dictionaries.map(async (dictionary) => ({path: dictionary.path, ...(await facts.dictionary(dictionary.path))})));
    const broken = opened.find(({problem}) => problem !== undefined);
    const problem = model.problem ?? (broken && `${basename(broken.path)}: ${broken.problem}`);
    const warnings = opened.flatMap((dictionary) => {
        const found = model.info && dictionary.info ? pairWarnings(model.info, dictionary.info, modelFileName(path)) : [];
        return found.length === 0 ? [] : [{dictionary: dictionary.path, warnings: found}];
    });
    return {
        id,
        name,
        path,
        dictionaries: dictionaries.map((dictionary) => dictionary.path),
        bytes: sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
        bundled: origin === "bundled",
        origin,
        available: sizes.every((size) => size !== undefined),
        options,
        warnings,
        prompts: [...prompts],
        ...(model.info !== undefined && {facts: model.info}),
        ...(problem !== undefined && {problem}),
        ...(sampling !== undefined && {sampling})
    };
}
