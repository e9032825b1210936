import {existsSync} from "node:fs";
import {cpus} from "node:os";
import {fileURLToPath} from "node:url";
import packageJson from "../../package.json" with {type: "json"};
import {type AttributeInput, attributeToken} from "../chat/attributeToken.ts";
import {createChat} from "../chat/createChat.ts";
import {
    type AutoconditionInput,
    type AutosteerInput,
    EngineError,
    type EngineStatus,
    isEngineError,
    type KvType,
    type Labelling,
    type SweepInput
} from "../contract/index.ts";
import {type FeatureListInput, listFeatures} from "../features/list/listFeatures.ts";
import {warmLists} from "../features/list/warmLists.ts";
import {createMeaning, type MeaningInput} from "../features/meaning/createMeaning.ts";
import {featureLinks, type LensModel} from "../features/page/featureLinks.ts";
import {type RerankInput, rerankFeatures} from "../features/readings/rerankFeatures.ts";
import type {FeatureDeps} from "../features/types.ts";
import {createLibrary, type Library} from "../library/createLibrary.ts";
import {splitParts} from "../library/splitParts.ts";
import type {ModelRecipe} from "../library/types.ts";
import {loadSteerableModel} from "../llama/loadSteerableModel.ts";
import {openGate} from "../moderation/gate.ts";
import {createPresets} from "../presets/createPresets.ts";
import {openStore} from "../store/openStore.ts";
import {autosteerEstimate} from "./autosteerEstimate.ts";
import {autosteerUses} from "./autosteerUses.ts";
import {bundledDemo, DEMO_ID} from "./bundledDemo.ts";
import {evaluationUses} from "./evaluationUses.ts";
import {type HarvestRequest, harvestUses} from "./harvestUses.ts";
import {labellingUses} from "./labellingUses.ts";
import {tellLabelCount} from "./labelUses.ts";
import {LANES} from "./lanes.ts";
import {loadedPair} from "./loadedPair.ts";
import {ModelSlot} from "./ModelSlot.ts";
import {moderationUses} from "./moderationUses.ts";
import {openRuns} from "./openRuns.ts";
import {ownSampling} from "./ownSampling.ts";
import {pairUses} from "./pairUses.ts";
import {readingUses} from "./readingUses.ts";
import type {Keeper} from "./secrets/types.ts";
import {statusFeed} from "./statusFeed.ts";
import {steeringUses} from "./steeringUses.ts";

export interface EngineOptions {
    /** folder of the database: conversations, labels, settings */
    readonly workspace: string;
    /** folder that holds `demo/`; absent: the one that comes with Saelor */
    readonly resources?: string;
    /** `last`: the model used last, else the demo; a model's id; `none`. Loading goes on after the engine is there; see its status */
    readonly autoLoad?: string;
    readonly loadModel?: typeof loadSteerableModel;
    /** `all` (the default): goes on with every run that waits; `own`: only with those that are begun here */
    readonly runs?: "all" | "own";
    /** the system's key store, where the shell reaches one */
    readonly keeper?: Keeper;
    readonly env?: NodeJS.ProcessEnv;
}

export type Engine = Awaited<ReturnType<typeof createEngine>>;

export interface LoadInput {
    readonly modelId: string;
    /** tokens */
    readonly contextSize?: number | undefined;
    readonly gpuLayers?: number | undefined;
    readonly kvType?: KvType | undefined;
}

/**
 * Joins the folders of the engine into one.
 * @throws EngineError `store/*`, `file/no-permission`, `disk/full`
 */
export async function createEngine({
    workspace,
    resources = bundledResources(),
    autoLoad = "last",
    loadModel = loadSteerableModel,
    runs: take = "all",
    keeper,
    env = process.env
}: EngineOptions) {
    const store = openStore(workspace);
    const status = statusFeed();
    const gate = openGate(store.moderation);
    const library = createLibrary({
        store,
        workspace,
        resources,
        bundled: () => bundledDemo(resources),
        inUse: () => slot.inUse,
        lanes: LANES
    });
    const chat = createChat({store, gate, loaded: () => slot.loaded, defaults: () => ({...slot.sampling, ...ownSampling(store, slot.inUse.modelId)})});
    const slot: ModelSlot = new ModelSlot({store, gate, status, loadModel, beforeUnload});
    const features: FeatureDeps = {store, dictionary: (id) => slot.dictionary(id), gate};
    const harvests = harvestUses({features, workspace, resources, status, loaded: () => slot.loaded, recipe: () => slot.recipe, quiet: chat.quiet});
    const links = featureLinks({...features, model: () => lensModel(slot, status.get())});
    const pairs = pairUses({store, resources, loaded: () => slot.loaded, status: status.get, recipe: () => slot.recipe});
    const moderation = moderationUses({store, resources, status, loaded: () => slot.loaded, quiet: chat.quiet});
    const labelling = labellingUses({
        features,
        links,
        status,
        loaded: () => slot.loaded,
        quiet: chat.quiet,
        keys: () => running.labellerKeys,
        onLabelled: (dictionary) => tellLabelCount({status, store}, dictionary)
    });
    const meaning = createMeaning({features, quiet: chat.quiet});
    const readings = readingUses({features, loaded: () => slot.loaded, status: status.get});
    const presets = createPresets({store, gate, chat, loaded: () => slot.loaded, pair: () => loadedPair(status.get())});
    const steering = steeringUses({store, gate, dictionaries: () => slot.dictionaries, modelName: () => loadedPair(status.get())?.model.name});
    const evaluations = evaluationUses({
        store,
        gate,
        status,
        resources,
        loaded: () => slot.loaded,
        dictionaries: () => slot.dictionaries,
        recipe: () => slot.recipe,
        quiet: chat.quiet,
        keys: () => running.labellerKeys,
        sampling: () => ({...slot.sampling, ...ownSampling(store, slot.inUse.modelId)})
    });
    const autosteers = autosteerUses({
        features: {...features, logits: (input) => links.logits(input)},
        meaning: () => (meaning.isSet() ? meaning.match : undefined),
        evaluations,
        recipe: () => slot.recipe,
        quiet: chat.quiet,
        sampling: () => ({...slot.sampling, ...ownSampling(store, slot.inUse.modelId)})
    });
    async function beforeUnload(): Promise<void> {
        await Promise.all([
            chat.stopAll(),
            pairs.stopAll(),
            harvests.stopAll(),
            moderation.stopAll(),
            labelling.stopAll(),
            readings.stopAll(),
            evaluations.stopAll()
        ]);
    }

    /** what is not said is as the model is remembered */
    const begin = (recipe: ModelRecipe, {contextSize, gpuLayers, kvType}: Omit<LoadInput, "modelId">, signal?: AbortSignal): Promise<EngineStatus> =>
        slot.load(
            {
                recipe,
                contextSize: contextSize ?? recipe.options.contextSize,
                gpuLayers: gpuLayers ?? recipe.options.gpuLayers,
                kvType: kvType ?? recipe.options.kvType
            },
            signal
        );
    const load = async ({modelId, ...options}: LoadInput, signal?: AbortSignal): Promise<EngineStatus> =>
        begin(await library.models.find(modelId), options, signal);
    const toLoad = await firstKnown(library, autoLoad === "last" ? [store.settings.get("model.last"), DEMO_ID] : [autoLoad]);
    const running = openRuns({
        workspace,
        store,
        take,
        installer: library.installer,
        keeper,
        env,
        executors: {
            harvest: harvests.executor,
            propose: moderation.executor,
            label: labelling.executor,
            embed: meaning.executor,
            ...evaluations.executors,
            ...autosteers.executors
        }
    });
    const closing = new AbortController();
    const warming =
        take === "all"
            ? warmLists({...features, matchMeaning: meaning.match, statuses: status.follow(closing.signal), quiet: chat.quiet}, closing.signal)
            : Promise.resolve();
    // A failure shows in the status.
    if (toLoad !== undefined) begin(toLoad, {}).catch(() => undefined);

    return {
        store,
        gate,
        moderation,
        chat,
        presets,
        steering,
        features,
        meaning: {status: meaning.status, use: (input: MeaningInput, signal?: AbortSignal) => meaning.use(running.runs, input, signal)},
        list: (input: FeatureListInput, signal?: AbortSignal) => listFeatures({...features, matchMeaning: meaning.match}, input, signal),
        rerank: (input: RerankInput, signal?: AbortSignal) =>
            rerankFeatures({...features, matchMeaning: meaning.isSet() ? meaning.match : undefined}, input, signal),
        readings,
        links,
        explain: (input: Labelling) => labelling.begin(running.runs, input),
        estimateLabelling: labelling.estimate,
        attribute: (input: AttributeInput, signal?: AbortSignal) =>
            attributeToken(
                {
                    store,
                    loaded: () => slot.loaded,
                    visible: gate.visible,
                    decoderNorm: async (id, feature) => (await slot.dictionary(id)?.decoderNorm(feature)) ?? 1
                },
                input,
                signal
            ),
        evaluation: {
            ...evaluations,
            sweep: (input: SweepInput) => evaluations.sweep(running.runs, input),
            remove: (id: string) => evaluations.remove(running.runs, id)
        },
        autosteer: {
            begin: (input: AutosteerInput) => autosteers.begin(running.runs, input),
            estimate: (mode: AutosteerInput["mode"]) => autosteerEstimate(evaluations, mode),
            get: autosteers.get,
            beginCondition: (input: AutoconditionInput) => autosteers.beginCondition(running.runs, input),
            getCondition: autosteers.getCondition
        },
        harvest: (input: HarvestRequest) => harvests.begin(running.runs, input),
        /** what an edit means that names none */
        firstDictionary: () => slot.loaded?.dictionaries[0],
        pairs,
        status,
        library,
        ...running,
        models: {...library.models, load, unload: () => slot.unload()},
        about: () => ({
            version: packageJson.version,
            platform: `${process.platform} ${process.arch}`,
            cpu: cpus()[0]?.model ?? "unknown",
            workspace,
            nativeReady: existsSync(process.env.SAELOR_ADDON ?? fileURLToPath(new URL("../../build/saelor.node", import.meta.url)))
        }),
        /** Stops and stores every answer and run, frees the model, closes the database. */
        async close(): Promise<void> {
            await Promise.all([running.runs.close(), slot.unload()]);
            closing.abort(new DOMException("The engine closes", "AbortError"));
            await Promise.all([meaning.close(), warming]);
            store.close();
        }
    };
}

/** @throws EngineError `model/not-loaded` */
function lensModel({loaded, recipe}: ModelSlot, status: EngineStatus): LensModel {
    if (loaded === undefined || recipe === undefined || status.state !== "ready") throw new EngineError("model/not-loaded", {});
    return {parts: splitParts(recipe.path), nVocab: status.model.nVocab, detokenize: (tokens) => loaded.model.detokenize(tokens)};
}

function bundledResources(): string {
    return fileURLToPath(new URL("../../resources", import.meta.url));
}

/** The first of these that there is; `none` is the id of nothing. */
async function firstKnown(library: Library, ids: readonly unknown[]): Promise<ModelRecipe | undefined> {
    for (const id of ids) {
        if (typeof id !== "string") continue;
        try {
            return await library.models.find(id);
        } catch (error) {
            if (!isEngineError(error, "model/not-found")) throw error;
        }
    }
    return undefined;
}
