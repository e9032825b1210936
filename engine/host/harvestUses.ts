import {basename, isAbsolute, join} from "node:path";
import {FairMutex} from "../chat/FairMutex.ts";
import type {LoadedModel} from "../chat/types.ts";
import {EngineError, type EngineStatus, type Run} from "../contract/index.ts";
import {openCorpus} from "../features/corpus/openCorpus.ts";
import {type HarvestInput, type HarvestModel, harvestExecutor} from "../features/harvest/harvestExecutor.ts";
import {requireDictionary} from "../features/requireFeature.ts";
import type {FeatureDeps} from "../features/types.ts";
import type {ModelRecipe} from "../library/types.ts";
import type {Runner} from "../runs/createRunner.ts";
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
    const turnstile = new FairMutex();
    let leased: {readonly gone: AbortController; readonly returned: Promise<void>} | undefined;

    function isReady({modelId, dictionary}: HarvestInput, now = status.get()): now is EngineStatus & {state: "ready"} {
        return now.state === "ready" && now.modelId === modelId && loaded()?.dictionaries.includes(dictionary) === true;
    }

    async function open(input: HarvestInput, signal: AbortSignal, onWait: (note: string) => void): Promise<HarvestModel> {
        const name = features.store.dictionaries.find(input.dictionary)?.name ?? input.dictionary;
        for (;;) {
            for await (const now of status.follow(signal)) {
                if (isReady(input, now)) break;
                onWait(`for the model to be loaded with ${name}`);
            }
            signal.throwIfAborted();
            if (leased !== undefined) onWait("for another harvest to end");
            const release = await turnstile.acquire(signal);
            if (release === undefined) throw signal.reason;
            const now = status.get();
            if (isReady(input, now)) return lease(input.dictionary, now, release);
            release();
        }
    }

    function lease(dictionary: string, {model: info}: EngineStatus & {state: "ready"}, release: () => void): HarvestModel {
        const gone = new AbortController();
        const {promise: returned, resolve} = Promise.withResolvers<void>();
        const mine = {gone, returned};
        leased = mine;
        const {id, nFeatures} = info.dictionaries.find((one) => one.id === dictionary)!;
        return {
            model: loaded()!.model,
            name: info.name,
            dictionary: {id, nFeatures},
            contextSize: info.contextSize,
            gone: gone.signal,
            giveBack() {
                if (leased === mine) leased = undefined;
                resolve();
                release();
            }
        };
    }

    return {
        executor: harvestExecutor({store: features.store, folder: join(workspace, "harvests"), open, quiet}),

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

        /** Ends what reads from the model, in an orderly way, before it goes; the run waits until it is there again. */
        async stopAll(): Promise<void> {
            leased?.gone.abort(new EngineError("model/not-loaded", {}));
            await leased?.returned;
        }
    };
}

/** A wrong path or another kind of file is told at once and not by a run that fails. */
async function requireDocuments(path: string): Promise<void> {
    for await (const _first of (await openCorpus(path)).documents()) return;
    throw new EngineError("file/malformed", {path, format: "corpus", detail: "no document is in it"});
}
