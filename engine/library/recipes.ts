import {createHash} from "node:crypto";
import {existsSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {z} from "zod";
import {loadOptionsSchema} from "../contract/index.ts";
import type {AddedModel} from "../store/modelQueries.ts";
import type {Store} from "../store/openStore.ts";
import type {FactsCache} from "./factsCache.ts";
import {fileIdentity} from "./fileIdentity.ts";
import type {LibraryFolders} from "./folders.ts";
import {isDictionaryName, scanFolder} from "./scanFolder.ts";
import {modelFileName} from "./splitParts.ts";
import type {ModelRecipe, RecipeDictionary} from "./types.ts";

const BUNDLED_SETTING = "library.bundled";
const overrideSchema = z.object({dictionaries: z.array(z.string()).optional(), options: loadOptionsSchema.optional()});
type Override = z.infer<typeof overrideSchema>;

interface Deps {
    readonly store: Store;
    readonly folders: LibraryFolders;
    readonly facts: FactsCache;
    /** the model that comes with Saelor, where it does */
    readonly bundled: () => ModelRecipe | undefined;
}

export type Recipes = ReturnType<typeof modelRecipes>;

/** Every model that can be loaded: the bundled one first, then those that were added, then those that lie in the library's folders. */
export function modelRecipes({store, folders, facts, bundled}: Deps) {
    const recipeOf = ({id, path, dictionaries, options, name}: AddedModel): ModelRecipe => ({
        id,
        name: name ?? modelFileName(path),
        path,
        origin: folders.holds(path) ? "library" : "linked",
        dictionaries: dictionaries.map(withLabels),
        prompts: [],
        options
    });
    const ours = (): ModelRecipe[] => {
        const model = bundled();
        return model === undefined ? [] : [overridden(model, readOverride(store))];
    };
    const added = () => store.models.all().map(recipeOf);

    async function lying(known: readonly ModelRecipe[]): Promise<ModelRecipe[]> {
        const taken = new Set(await Promise.all(known.map(({path}) => fileIdentity(path))));
        const hidden = new Set(store.library.hidden());
        const recipes: ModelRecipe[] = [];
        for (const folder of folders.kept())
            for (const path of await scanFolder(folder)) {
                const identity = await fileIdentity(path);
                if (isDictionaryName(path) || hidden.has(path) || taken.has(identity) || (await facts.model(path)).code === "model/wrong-kind") continue;
                taken.add(identity);
                recipes.push(recipeOf({id: idOf(path), path, dictionaries: [], options: {}}));
            }
        return recipes;
    }

    return {
        recipeOf,
        /** dictionaries that come with Saelor, whether the bundled model loads with them or not */
        bundledDictionaries: () => bundled()?.dictionaries ?? [],
        async all(): Promise<ModelRecipe[]> {
            const known = added();
            return [...ours(), ...known, ...(await lying(known))];
        },
        async find(modelId: string): Promise<ModelRecipe | undefined> {
            const known = added();
            const found = [...ours(), ...known].find(({id}) => id === modelId);
            return found ?? (await lying(known)).find(({id}) => id === modelId);
        },
        /** what a person changed of the bundled model; the rest stays as it comes */
        override(change: Override): ModelRecipe {
            const {dictionaries, options} = {...readOverride(store), ...change};
            store.settings.set(BUNDLED_SETTING, {...(dictionaries !== undefined && {dictionaries}), ...(options !== undefined && {options})});
            return ours()[0]!;
        }
    };
}

/** The same file has the same id, also after it was forgotten and added again. */
export const idOf = (path: string) => createHash("sha256").update(path).digest("hex").slice(0, 16);

function readOverride(store: Store): Override {
    const read = overrideSchema.safeParse(store.settings.get(BUNDLED_SETTING) ?? {});
    return read.success ? read.data : {};
}

function overridden(model: ModelRecipe, {dictionaries, options}: Override): ModelRecipe {
    const known = new Map(model.dictionaries.map((dictionary) => [dictionary.path, dictionary]));
    return {
        ...model,
        dictionaries: dictionaries?.map((path) => known.get(path) ?? withLabels(path)) ?? model.dictionaries,
        options: options ?? model.options
    };
}

/** `x.sae.gguf` comes with `x.labels.json` when its maker published labels. */
function withLabels(path: string): RecipeDictionary {
    const labels = join(dirname(path), `${basename(path).replace(/(\.sae)?\.gguf$/i, "")}.labels.json`);
    return existsSync(labels) ? {path, labels} : {path};
}
