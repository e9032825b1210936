import {existsSync} from "node:fs";
import {resolve} from "node:path";
import {type DictionaryEntry, EngineError} from "../contract/index.ts";
import type {Store} from "../store/openStore.ts";
import type {FactsCache} from "./factsCache.ts";
import {fileIdentity} from "./fileIdentity.ts";
import type {LibraryFolders} from "./folders.ts";
import type {ModelRegistry} from "./models.ts";
import {readDictionaryInfo} from "./readDictionaryInfo.ts";
import type {Recipes} from "./recipes.ts";
import {removeFiles} from "./removeFiles.ts";
import {isDictionaryName, scanFolder} from "./scanFolder.ts";
import {modelFileName} from "./splitParts.ts";
import {statFile} from "./statFile.ts";
import type {InUse, ModelRecipe} from "./types.ts";

interface Deps {
    readonly store: Store;
    readonly folders: LibraryFolders;
    readonly facts: FactsCache;
    readonly recipes: Recipes;
    readonly models: ModelRegistry;
    readonly inUse: () => InUse;
}

export type DictionaryRegistry = ReturnType<typeof dictionaryRegistry>;

/** The `.sae.gguf` files that Saelor knows of: the bundled ones, those of models, those that were added, those in the library's folders. */
export function dictionaryRegistry({store, folders, facts, recipes, models, inUse}: Deps) {
    async function entries(): Promise<DictionaryEntry[]> {
        const all = await recipes.all();
        const hidden = new Set(store.library.hidden());
        const lying = (await Promise.all(folders.kept().map((folder) => scanFolder(folder)))).flat().filter(isDictionaryName);
        const used = [...recipes.bundledDictionaries(), ...all.flatMap(({dictionaries}) => dictionaries)].map(({path}) => path);
        const paths = [...used, ...store.library.dictionaries(), ...lying.filter((path) => !hidden.has(path))];
        const seen = new Set<string>();
        const found: DictionaryEntry[] = [];
        for (const path of paths) {
            const identity = await fileIdentity(path);
            if (seen.has(identity)) continue;
            seen.add(identity);
            found.push(await entry(path, all));
        }
        return found;
    }

    async function entry(path: string, all: readonly ModelRecipe[]): Promise<DictionaryEntry> {
        const [{info, problem}, stats] = await Promise.all([facts.dictionary(path), statFile(path)]);
        const ours = recipes.bundledDictionaries().find((one) => one.path === path);
        const purpose = ours?.purpose;
        return {
            path,
            name: info?.name ?? modelFileName(path).replace(/\.sae$/i, ""),
            bytes: stats?.size ?? 0,
            available: info !== undefined,
            ...(problem !== undefined && {problem: stats === undefined ? "the file is gone" : problem}),
            origin: ours !== undefined ? "bundled" : folders.holds(path) ? "library" : "linked",
            ...(info !== undefined && {info: {...(purpose !== undefined && {purpose}), ...info, nLabels: store.labels.count(info.id)}}),
            usedBy: all.filter(({dictionaries}) => dictionaries.some((one) => one.path === path)).map(({id}) => id)
        };
    }

    async function known(given: string): Promise<DictionaryEntry | undefined> {
        const identity = await fileIdentity(resolve(given));
        for (const one of await entries()) if (one.path === given || (await fileIdentity(one.path)) === identity) return one;
        return undefined;
    }

    return {
        list: entries,

        /** @throws EngineError `file/*`, `dictionary/*` */
        async add(given: string): Promise<DictionaryEntry> {
            const path = resolve(given);
            await readDictionaryInfo(path);
            const present = await known(path);
            if (present !== undefined) return present;
            store.atomically(() => {
                store.library.show(path);
                store.library.addDictionary(path);
            });
            return entry(path, await recipes.all());
        },

        /**
         * A dictionary that was fetched or converted.
         * @param pairWith model that loads with it from now on
         * @throws EngineError `file/*`, `dictionary/*`, `model/not-found`
         */
        async arrived(given: string, pairWith?: string): Promise<{path: string}> {
            const {path} = await this.add(given);
            if (pairWith === undefined) return {path};
            const {dictionaries} = await models.find(pairWith);
            const before = dictionaries.map((dictionary) => dictionary.path);
            if (!before.includes(path)) await models.configure({modelId: pairWith, dictionaries: [...before, path]});
            return {path};
        },

        /**
         * Takes a dictionary off the list, and from the models that load with it.
         * @param files also deletes its file, where it lies in the library's own folders
         * @throws EngineError `dictionary/not-found`, `file/in-use`, `input/invalid` for a bundled one, `file/no-permission`
         */
        async remove(given: string, {files = false}: {readonly files?: boolean} = {}): Promise<void> {
            const present = await known(given);
            if (present === undefined) throw new EngineError("dictionary/not-found", {path: given});
            const {path, origin, usedBy} = present;
            if (origin === "bundled") throw new EngineError("input/invalid", {detail: "this dictionary comes with Saelor and stays"});
            if (inUse().paths.includes(path)) throw new EngineError("file/in-use", {path});
            if (files && origin === "library") await removeFiles([path]);
            for (const modelId of usedBy) {
                const {dictionaries} = await models.find(modelId);
                await models.configure({modelId, dictionaries: dictionaries.map((one) => one.path).filter((one) => one !== path)});
            }
            store.atomically(() => {
                store.library.removeDictionary(path);
                if (folders.shows(path) && existsSync(path)) store.library.hide(path);
            });
        }
    };
}
