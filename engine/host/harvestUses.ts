import {basename, isAbsolute, join} from "node:path";
import type {LoadedModel} from "../chat/types.ts";
import {EngineError, type Run} from "../contract/index.ts";
import {openCorpus} from "../features/corpus/openCorpus.ts";
import {type HarvestInput, harvestExecutor} from "../features/harvest/harvestExecutor.ts";
import {requireDictionary} from "../features/requireFeature.ts";
import type {FeatureDeps} from "../features/types.ts";
import type {ModelRecipe} from "../library/types.ts";
import type {Runner} from "../runs/createRunner.ts";
import {modelLender} from "./modelLender.ts";
import type {StatusFeed} from "./statusFeed.ts";

interface Deps {
    readonly features: FeatureDeps;
    readonly workspace: string;
    readonly resources: string;
    readonly status: StatusFeed;
    readonly loaded: () => LoadedModel | undefined;
    /** of the model that is loaded */
    readonly recipe: () => ModelRecipe | undefined;
    readonly quiet: (signal: AbortSignal) => Promise<AbortSignal>;
}

export interface HarvestRequest {
    readonly dictionary: string;
    readonly corpus?: string | undefined;
    readonly maxTokens: number;
}

export type HarvestUses = ReturnType<typeof harvestUses>;

/** Harvesting the model that is loaded: one harvest at a time reads; those of other models wait for theirs. */
export function harvestUses({features, workspace, resources, status, loaded, recipe, quiet}: Deps) {
    const lender = modelLender({store: features.store, status, loaded, whileLent: "for another harvest to end"});

    return {
        executor: harvestExecutor({store: features.store, folder: join(workspace, "harvests"), open: lender.open, quiet}),

        /**
         * Begins a harvest of the loaded model, or goes on with the same one.
         * @throws EngineError `model/not-loaded`, `dictionary/not-loaded`, `input/invalid`, `file/*` where the corpus can't be read
         */
        async begin(runs: Runner, {dictionary, corpus, maxTokens}: HarvestRequest): Promise<Run> {
            const model = recipe();
            if (model === undefined || status.get().state !== "ready") throw new EngineError("model/not-loaded", {});
            const {file} = requireDictionary(features, dictionary);
            const path = corpus ?? model.corpus ?? join(resources, "texts", "general.json");
            if (!isAbsolute(path)) throw new EngineError("input/invalid", {detail: `${path} is not a whole path`});
            await requireDocuments(path);
            const input: HarvestInput = {modelId: model.id, dictionary, corpus: path, maxTokens};
            return runs.startOnce({kind: "harvest", title: `${file.name} on ${basename(path)}`, input});
        },

        stopAll: lender.stopAll
    };
}

/** A wrong path or another kind of file is told at once and not by a run that fails. */
async function requireDocuments(path: string): Promise<void> {
    for await (const _first of (await openCorpus(path)).documents()) return;
    throw new EngineError("file/malformed", {path, format: "corpus", detail: "no document is in it"});
}
