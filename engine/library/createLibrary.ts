import {homedir} from "node:os";
import type {FitInput, PairWarning} from "../contract/index.ts";
import type {Machine} from "../llama/machine.ts";
import type {Store} from "../store/openStore.ts";
import {browse} from "./browse.ts";
import {readCatalogue, withInstalled} from "./catalogue.ts";
import {dictionaryRegistry} from "./dictionaries.ts";
import {factsCache} from "./factsCache.ts";
import {fileIdentity} from "./fileIdentity.ts";
import {findModels} from "./findModels.ts";
import {libraryFolders} from "./folders.ts";
import {look} from "./look.ts";
import {modelRegistry} from "./models.ts";
import type {Surroundings} from "./otherPlaces.ts";
import {pairWarnings} from "./pairWarnings.ts";
import {readDictionaryInfo} from "./readDictionaryInfo.ts";
import {readModelFacts} from "./readModelFacts.ts";
import {modelRecipes} from "./recipes.ts";
import {modelFileName} from "./splitParts.ts";
import type {Installer, InUse, ModelRecipe} from "./types.ts";

export interface LibraryDeps {
    readonly store: Store;
    readonly workspace: string;
    /** folder of what comes with Saelor */
    readonly resources: string;
    readonly bundled: () => ModelRecipe | undefined;
    readonly inUse: () => InUse;
    /** answers that a loaded model can write side by side */
    readonly lanes: number;
    readonly surroundings?: Surroundings;
    readonly machine?: () => Promise<Machine>;
}

export type Library = ReturnType<typeof createLibrary>;

/** Models and dictionaries on this machine, the list of what can be had, and whether it fits. */
export function createLibrary({store, workspace, resources, bundled, inUse, lanes, surroundings = here(), machine}: LibraryDeps) {
    const facts = factsCache();
    const folders = libraryFolders({store, workspace, surroundings});
    const recipes = modelRecipes({store, folders, facts, bundled});
    const models = modelRegistry({store, folders, facts, recipes, inUse});
    const dictionaries = dictionaryRegistry({store, folders, facts, recipes, models, inUse});
    const installer: Installer = {
        modelsFolder: folders.modelsFolder,
        dictionariesFolder: folders.dictionariesFolder,
        modelArrived: (path) => models.arrived(path),
        dictionaryArrived: (path, pairWith) => dictionaries.arrived(path, pairWith)
    };
    let listed: ReturnType<typeof readCatalogue> | undefined;
    const readOnce = () => {
        listed ??= readCatalogue(resources);
        return listed;
    };

    /** As `check`, of files that need not be known. @throws EngineError `file/*`, `model/*`, `dictionary/*` */
    async function pair({model, dictionary}: {readonly model: string; readonly dictionary: string}): Promise<PairWarning[]> {
        const [info, other] = [await readModelFacts(model), await readDictionaryInfo(dictionary)];
        return pairWarnings(info, other, modelFileName(model));
    }

    return {
        models,
        dictionaries,
        installer,
        places: folders.places,
        addFolder: folders.addFolder,
        removeFolder: folders.removeFolder,
        setFolder: folders.setFolder,
        look,
        browse: (path?: string) => browse(path, surroundings),
        catalogue: async () => withInstalled(await readOnce(), await models.list(), await dictionaries.list()),

        /** in one's own folders and other programs'; of the library's folders only what was taken off the list */
        async found() {
            const known = new Map(await Promise.all((await recipes.all()).map(async ({id, path}) => [await fileIdentity(path), id] as const)));
            const found = await findModels(await folders.places(), {facts, idOf: (identity) => known.get(identity)});
            return found.filter(({place, modelId}) => place !== "library" || modelId === undefined);
        },

        /** @throws EngineError `model/not-found`, `file/*`, `dictionary/*` */
        check: async ({modelId, dictionary}: {readonly modelId: string; readonly dictionary: string}): Promise<PairWarning[]> =>
            pair({model: (await models.find(modelId)).path, dictionary}),
        pair,

        fit: async (input: FitInput) =>
            (await import("./fit.ts")).fit({models, facts, catalogue: readOnce, lanes, ...(machine !== undefined && {machine})}, input)
    };
}

const here = (): Surroundings => ({home: homedir(), env: process.env, platform: process.platform});
