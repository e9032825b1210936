import {isAbsolute} from "node:path";
import {z} from "zod";
import {EngineError, type Run} from "../../contract/index.ts";
import {type Embedder, embedderId, loadEmbedder} from "../../llama/loadEmbedder.ts";
import type {Runner} from "../../runs/createRunner.ts";
import {requireDictionary} from "../requireFeature.ts";
import type {FeatureDeps} from "../types.ts";
import {embedExecutor} from "./embedExecutor.ts";
import {type OpenEmbedders, openEmbedders} from "./openEmbedders.ts";
import {vectorsOf} from "./vectorsOf.ts";

interface Deps {
    readonly features: FeatureDeps;
    readonly quiet: (signal: AbortSignal) => Promise<unknown>;
    readonly load?: (path: string, signal?: AbortSignal) => Promise<Embedder>;
    readonly embedders?: OpenEmbedders;
}

/** Name of the setting that holds the embedding model's path. */
const SETTING = "meaning.model";

export interface MeaningInput {
    readonly dictionary: string;
    /** null: none */
    readonly path: string | null;
}

export type Meaning = ReturnType<typeof createMeaning>;

/** Search by meaning: the embedding model that is set, what it has read, and which labels are near a query. */
export function createMeaning({features, quiet, load = loadEmbedder, embedders = openEmbedders(load)}: Deps) {
    const {store} = features;
    const path = () => z.string().min(1).safeParse(store.settings.get(SETTING)).data;

    /** the embedder that is in use, and [nFeatures] cosine + 1 of each feature's nearest label to a query */
    async function nearness(dictionary: string, query: string, signal?: AbortSignal) {
        const {nFeatures} = requireDictionary(features, dictionary).file;
        const model = path();
        if (model === undefined) throw new EngineError("meaning/no-model", {});
        const {id, embedder} = await embedders.open(model, signal);
        const matrix = await vectorsOf(store, {embedder: id, dictionary, nFeatures, dimensions: embedder.dimensions});
        return {matrix, vector: await embedder.embed(query, "query")};
    }

    return {
        executor: embedExecutor({store, open: embedders.open, idle: quiet}),
        isSet: () => path() !== undefined,
        /** @throws EngineError `file/*` where the model that is set has gone */
        async status(dictionary: string): Promise<{model?: string; embedded: number; labels: number}> {
            const model = path();
            const counts = store.meaning.counts(model === undefined ? "" : await embedderId(model), dictionary);
            return {...(model !== undefined && {model}), ...counts};
        },
        /**
         * Sets the model (null: none) and has it read the dictionary's labels. The model is loaded here, so that a wrong file is refused before anything changes.
         * @throws EngineError `input/invalid`, `dictionary/not-loaded`, `file/*`, `model/*`
         */
        async use(runs: Runner, {dictionary, path: chosen}: MeaningInput, signal?: AbortSignal): Promise<Run | null> {
            if (chosen === null) {
                store.settings.set(SETTING, undefined);
                for (const {id, kind, state} of runs.list()) if (kind === "embed" && (state === "queued" || state === "running")) await runs.cancel(id);
                await embedders.close();
                return null;
            }
            if (!isAbsolute(chosen)) throw new EngineError("input/invalid", {detail: `${chosen} is not a whole path`});
            requireDictionary(features, dictionary);
            await embedders.open(chosen, signal);
            store.settings.set(SETTING, chosen);
            return runs.startOnce({kind: "embed", title: requireDictionary(features, dictionary).file.name, input: {dictionary, path: chosen}});
        },
        /**
         * Features by how near their labels are to a query in meaning, nearest first; those whose labels were not read yet are not among them.
         * @throws EngineError `meaning/no-model`, `dictionary/not-loaded`, `file/*`, `model/*`
         */
        async match(dictionary: string, query: string, signal?: AbortSignal): Promise<Uint32Array> {
            const {matrix, vector} = await nearness(dictionary, query, signal);
            return matrix.nearest(vector);
        },
        close: () => embedders.close()
    };
}
