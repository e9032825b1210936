import {existsSync} from "node:fs";
import {resolve} from "node:path";
import {EngineError, type LoadOptions, type ModelEntry} from "../contract/index.ts";
import type {AddedModel} from "../store/modelQueries.ts";
import type {Store} from "../store/openStore.ts";
import type {FactsCache} from "./factsCache.ts";
import {fileIdentity} from "./fileIdentity.ts";
import type {LibraryFolders} from "./folders.ts";
import {modelEntry} from "./modelEntry.ts";
import {readDictionaryInfo} from "./readDictionaryInfo.ts";
import {readModelFacts} from "./readModelFacts.ts";
import {ollamaName} from "./readOllama.ts";
import {idOf, type Recipes} from "./recipes.ts";
import {removeFiles} from "./removeFiles.ts";
import {splitParts} from "./splitParts.ts";
import type {InUse, ModelRecipe} from "./types.ts";

interface Deps {
    readonly store: Store;
    readonly folders: LibraryFolders;
    readonly facts: FactsCache;
    readonly recipes: Recipes;
    readonly inUse: () => InUse;
}

export type ModelRegistry = ReturnType<typeof modelRegistry>;

/** The models that a person can choose. */
export function modelRegistry({store, folders, facts, recipes, inUse}: Deps) {
    const entry = (recipe: ModelRecipe) => modelEntry(recipe, facts);
    const keep = (model: AddedModel): AddedModel => {
        store.library.show(model.path);
        return store.models.save(model);
    };

    /** @throws EngineError `model/not-found` */
    async function find(modelId: string): Promise<ModelRecipe> {
        const recipe = await recipes.find(modelId);
        if (recipe === undefined) throw new EngineError("model/not-found", {id: modelId});
        return recipe;
    }

    /** The file as it is known, whichever of its names was given; a new one is checked. */
    async function known(given: string): Promise<AddedModel> {
        const path = splitParts(resolve(given))[0]!;
        await readModelFacts(path);
        const identity = await fileIdentity(path);
        for (const model of store.models.all()) if ((await fileIdentity(model.path)) === identity) return model;
        const name = await ollamaName(path);
        return {id: idOf(path), path, dictionaries: [], options: {}, ...(name !== undefined && {name})};
    }

    return {
        list: async (): Promise<ModelEntry[]> => Promise.all((await recipes.all()).map(entry)),
        find,

        /**
         * Remembers a model file where it lies, with dictionaries; those of the same file again, by whatever path, come to the ones that it has (`configure`
         * replaces them). Of a split model any part may be given.
         * @throws EngineError `file/*`, `model/wrong-kind`, `model/load-failed` (parts are missing), `dictionary/*`
         */
        async add({path, dictionaries}: {readonly path: string; readonly dictionaries: readonly string[]}): Promise<ModelEntry> {
            const model = await known(path);
            const beside = dictionaries.map((file) => resolve(file));
            for (const file of beside) await readDictionaryInfo(file);
            return entry(recipes.recipeOf(keep({...model, dictionaries: await united(model.dictionaries, beside)})));
        },

        /** A fetched file: known from now on, with the dictionaries that it had. @throws EngineError as `add` */
        async arrived(path: string): Promise<{modelId: string}> {
            return {modelId: keep(await known(path)).id};
        },

        /** @throws EngineError `model/not-found`; `file/*` and `dictionary/*` for a dictionary that it did not have before */
        async configure({modelId, dictionaries, options}: Configuration): Promise<ModelEntry> {
            const recipe = await find(modelId);
            const before = recipe.dictionaries.map(({path}) => path);
            const beside = dictionaries?.map((file) => resolve(file));
            for (const file of beside ?? []) if (!before.includes(file)) await readDictionaryInfo(file);
            if (recipe.origin === "bundled")
                return entry(recipes.override({...(beside !== undefined && {dictionaries: beside}), ...(options !== undefined && {options})}));
            const present = store.models.all().find(({id}) => id === modelId);
            const {path} = recipe;
            return entry(
                recipes.recipeOf(
                    keep({
                        id: modelId,
                        path,
                        dictionaries: beside ?? before,
                        options: options ?? recipe.options,
                        ...(present?.name !== undefined && {name: present.name})
                    })
                )
            );
        },

        /**
         * Takes a model off the list.
         * @param files also deletes its file, where it lies in the library's own folders; dictionaries stay, other models may use them
         * @throws EngineError `model/not-found`, `file/in-use` while it is loaded, `input/invalid` for the bundled one, `file/no-permission`
         */
        async forget({modelId, files = false}: {readonly modelId: string; readonly files?: boolean | undefined}): Promise<void> {
            const {path, origin} = await find(modelId);
            if (origin === "bundled") throw new EngineError("input/invalid", {detail: "the bundled model comes with Saelor and stays"});
            if (inUse().modelId === modelId) throw new EngineError("file/in-use", {path});
            if (files && origin === "library") await removeFiles(splitParts(path));
            store.atomically(() => {
                store.models.remove(modelId);
                // it would come back with the next look into the folder
                if (folders.shows(path) && existsSync(path)) store.library.hide(path);
            });
        }
    };
}

/** The second after the first, each file once by whatever path. */
async function united(before: readonly string[], more: readonly string[]): Promise<string[]> {
    const files = new Map<string, string>();
    for (const file of [...before, ...more]) {
        const identity = await fileIdentity(file);
        if (!files.has(identity)) files.set(identity, file);
    }
    return [...files.values()];
}

interface Configuration {
    readonly modelId: string;
    /** absent: they stay as they are */
    readonly dictionaries?: readonly string[] | undefined;
    readonly options?: LoadOptions | undefined;
}
