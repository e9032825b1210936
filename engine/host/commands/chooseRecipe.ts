import {existsSync} from "node:fs";
import {resolve} from "node:path";
import type {Library} from "../../library/createLibrary.ts";
import type {ModelRecipe} from "../../library/types.ts";
import type {Store} from "../../store/openStore.ts";
import {DEMO_ID} from "../bundledDemo.ts";
import {chooseModel} from "./library/openLibrary.ts";

interface Asked {
    /** its id, path, name or a part of it; a file that the library does not know is added to it */
    readonly model?: string | undefined;
    /** a .sae.gguf that the model is to load with from now on, or what names one of those that it has */
    readonly dictionary?: string | undefined;
}

/**
 * The model that a command means, without `--model` the one that was used last, else the bundled one; with the dictionary that it means among its own.
 * @throws EngineError `model/not-found`, `input/invalid` where several could be meant, `file/*`, `dictionary/*`
 */
export async function chooseRecipe({library, store}: {readonly library: Library; readonly store: Store}, {model, dictionary}: Asked): Promise<ModelRecipe> {
    const models = await library.models.list();
    const isFile = model?.toLowerCase().endsWith(".gguf") === true && existsSync(model);
    const last = models.find(({id}) => id === store.settings.get("model.last"))?.id ?? DEMO_ID;
    const path = isFile ? resolve(model) : model;
    const known = models.find((one) => one.path === path);
    const {id} =
        path === undefined ? {id: last} : isFile && known === undefined ? await library.models.add({path, dictionaries: []}) : chooseModel(models, path);
    const recipe = await library.models.find(id);
    const file = dictionary?.endsWith(".sae.gguf") === true && existsSync(dictionary) ? resolve(dictionary) : undefined;
    const own = recipe.dictionaries.map((one) => one.path);
    if (file === undefined || own.includes(file)) return recipe;
    await library.models.configure({modelId: id, dictionaries: [...own, file]});
    return library.models.find(id);
}
