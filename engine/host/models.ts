import {existsSync, statSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {EngineError, type LoadOptions, type ModelEntry} from "../contract/index.ts";
import type {AddedModel} from "../store/modelQueries.ts";
import type {Store} from "../store/openStore.ts";
import {bundledDemo, type ModelRecipe} from "./bundledDemo.ts";

export type ModelRegistry = ReturnType<typeof modelRegistry>;

/** The models that a person can choose: the bundled demo first, then those that were added. */
export function modelRegistry({store, resources}: {readonly store: Store; readonly resources: string}) {
    const recipes = (): ModelRecipe[] => {
        const demo = bundledDemo(resources);
        return [...(demo === undefined ? [] : [demo]), ...store.models.all().map(recipeOf)];
    };
    return {
        list: (): ModelEntry[] => recipes().map(entryOf),

        /** @throws EngineError `input/invalid` */
        find(modelId: string): ModelRecipe {
            const recipe = recipes().find(({id}) => id === modelId);
            if (recipe === undefined) throw new EngineError("input/invalid", {detail: `no model has the id ${modelId}`});
            return recipe;
        },

        /**
         * Remembers a model file with its dictionaries; the same path again replaces its dictionaries.
         * @throws EngineError `file/not-found`
         */
        add({path, dictionaries}: {readonly path: string; readonly dictionaries: readonly string[]}): ModelEntry {
            for (const file of [path, ...dictionaries]) if (!existsSync(file)) throw new EngineError("file/not-found", {path: file});
            return entryOf(recipeOf(store.models.save({id: crypto.randomUUID(), path, dictionaries})));
        },

        configure({
            modelId,
            dictionaries
        }: {
            readonly modelId: string;
            readonly dictionaries?: readonly string[] | undefined;
            readonly options?: LoadOptions | undefined;
        }): ModelEntry {
            const {path} = this.find(modelId);
            return entryOf(recipeOf(store.models.save({id: modelId, path, dictionaries: dictionaries ?? []})));
        },

        /**
         * Forgets a model that was added; its files stay.
         * @throws EngineError `input/invalid` for the bundled one and for ids that nothing has
         */
        forget({modelId}: {readonly modelId: string; readonly files?: boolean}): void {
            if (!store.models.remove(modelId)) throw new EngineError("input/invalid", {detail: `no model was added under the id ${modelId}`});
        }
    };
}

function recipeOf({id, path, dictionaries}: AddedModel): ModelRecipe {
    return {
        id,
        name: basename(path).replace(/\.gguf$/i, ""),
        path,
        bundled: false,
        dictionaries: dictionaries.map((file) => ({path: file, labels: labelsBeside(file)})),
        prompts: []
    };
}

/** `x.sae.gguf` comes with `x.labels.json` when its maker published labels. */
function labelsBeside(dictionary: string): string | undefined {
    const labels = join(dirname(dictionary), `${basename(dictionary).replace(/(\.sae)?\.gguf$/i, "")}.labels.json`);
    return existsSync(labels) ? labels : undefined;
}

function entryOf({id, name, path, bundled, dictionaries, prompts, sampling}: ModelRecipe): ModelEntry {
    const sizes = [path, ...dictionaries.map((dictionary) => dictionary.path)].map((file) => statSync(file, {throwIfNoEntry: false})?.size);
    return {
        id,
        name,
        path,
        dictionaries: dictionaries.map((dictionary) => dictionary.path),
        bytes: sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
        bundled,
        origin: bundled ? "bundled" : "linked",
        options: {},
        warnings: [],
        available: sizes.every((size) => size !== undefined),
        prompts: [...prompts],
        ...(sampling !== undefined && {sampling})
    };
}
