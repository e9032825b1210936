import {FairMutex} from "../chat/FairMutex.ts";
import type {LoadedModel} from "../chat/types.ts";
import {type DictionaryInfo, EngineError, type EngineStatus, isEngineError, type KvType, type Sampling} from "../contract/index.ts";
import {type CalibratedDictionary, identifyModel} from "../dictionaries/index.ts";
import type {InUse, ModelRecipe} from "../library/types.ts";
import type {loadSteerableModel} from "../llama/loadSteerableModel.ts";
import type {ModerationGate} from "../moderation/gate.ts";
import {compileSteering} from "../steering/index.ts";
import type {Store} from "../store/openStore.ts";
import {checkLoad} from "./checkLoad.ts";
import {LANES} from "./lanes.ts";
import {openDictionary} from "./openDictionary.ts";
import type {StatusFeed} from "./statusFeed.ts";

export interface LoadRequest {
    readonly recipe: ModelRecipe;
    /** tokens */
    readonly contextSize?: number | undefined;
    readonly gpuLayers?: number | undefined;
    readonly kvType?: KvType | undefined;
}

interface Deps {
    readonly store: Store;
    readonly gate: ModerationGate;
    readonly status: StatusFeed;
    readonly loadModel: typeof loadSteerableModel;
    /** ends everything that uses the model, before it goes */
    readonly beforeUnload: () => Promise<void>;
}

interface Slotted {
    readonly request: LoadRequest;
    readonly loaded: LoadedModel;
    readonly dictionaries: ReadonlyMap<string, CalibratedDictionary>;
}

/** The one place for a loaded model: a newer load replaces an older one, whether that was finished or not. */
export class ModelSlot {
    readonly #deps: Deps;
    readonly #turnstile = new FairMutex();
    #loading: AbortController | undefined;
    #slotted: Slotted | undefined;
    #asked: ModelRecipe | undefined;

    constructor(deps: Deps) {
        this.#deps = deps;
    }

    get loaded(): LoadedModel | undefined {
        return this.#slotted?.loaded;
    }

    /** Files of the model that is loaded or being loaded: they must not be taken away beneath it. */
    get inUse(): InUse {
        const recipe = this.recipe ?? (this.#loading === undefined ? undefined : this.#asked);
        return {modelId: recipe?.id, paths: recipe === undefined ? [] : [recipe.path, ...recipe.dictionaries.map(({path}) => path)]};
    }

    /** How the model that is loaded was asked for. */
    get recipe(): ModelRecipe | undefined {
        return this.#slotted?.request.recipe;
    }

    /** What the model that was asked for last is best sampled with; known before it is loaded. */
    get sampling(): Partial<Sampling> {
        return Object.fromEntries(Object.entries(this.#asked?.sampling ?? {}).filter(([, value]) => value !== undefined));
    }

    /** of the loaded model, the first first */
    get dictionaries(): CalibratedDictionary[] {
        return [...(this.#slotted?.dictionaries.values() ?? [])];
    }

    dictionary(id: string): CalibratedDictionary | undefined {
        return this.#slotted?.dictionaries.get(id);
    }

    /**
     * Loads a model in place of the present one; progress and failure also show in the status. What is known to fail before anything is loaded leaves the
     * present model where it is, and the status with it: then only the caller is told.
     * @throws EngineError `file/not-found`, `model/*`, `dictionary/*`, `native/*`; the signal's reason when it was aborted or overtaken
     */
    async load(request: LoadRequest, signal?: AbortSignal): Promise<EngineStatus> {
        this.#loading?.abort(new DOMException("Another model was asked for", "AbortError"));
        const controller = new AbortController();
        this.#loading = controller;
        this.#asked = request.recipe;
        const either = signal === undefined ? controller.signal : AbortSignal.any([controller.signal, signal]);
        const release = await this.#turnstile.acquire(either);
        if (release === undefined) throw either.reason;
        try {
            if (this.#isLoaded(request)) return this.#deps.status.get();
            await this.#check(request, either);
            await this.#empty();
            return await this.#loadInto(request, either);
        } finally {
            if (this.#loading === controller) this.#loading = undefined;
            release();
        }
    }

    /** Frees the model, or stops loading it. */
    async unload(): Promise<void> {
        this.#loading?.abort(new DOMException("The model was unloaded", "AbortError"));
        const release = await this.#turnstile.acquire();
        try {
            await this.#empty();
            this.#deps.status.set({state: "empty"});
        } finally {
            release?.();
        }
    }

    #isLoaded(request: LoadRequest): boolean {
        const present = this.#slotted?.request;
        return present !== undefined && sameLoad(present, request);
    }

    /** @throws EngineError as `checkLoad`; the signal's reason */
    async #check({recipe}: LoadRequest, signal: AbortSignal): Promise<void> {
        try {
            await checkLoad(recipe);
            signal.throwIfAborted();
        } catch (error) {
            if (this.#slotted === undefined) throw this.#failed(recipe, error, signal);
            // a newer load has said already which model it is for
            if (this.#asked === recipe) this.#asked = this.#slotted.request.recipe;
            throw signal.aborted ? signal.reason : error;
        }
    }

    /** Shows in the status that nothing is loaded, and why. @returns what is to be thrown */
    #failed({id: modelId, name, path}: ModelRecipe, error: unknown, signal: AbortSignal): unknown {
        const {status} = this.#deps;
        if (signal.aborted) {
            status.set({state: "empty"});
            return signal.reason;
        }
        const known = isEngineError(error) ? error : new EngineError("model/load-failed", {path, detail: String(error)}, {cause: error});
        status.set({state: "failed", modelId, name, code: known.code, data: known.data, message: known.message});
        return known;
    }

    async #empty(): Promise<void> {
        const slotted = this.#slotted;
        this.#slotted = undefined;
        await this.#deps.beforeUnload();
        await slotted?.loaded.model.dispose();
    }

    async #loadInto(request: LoadRequest, signal: AbortSignal): Promise<EngineStatus> {
        const {recipe, contextSize, gpuLayers, kvType} = request;
        const {store, gate, status, loadModel} = this.#deps;
        const {id: modelId, name} = recipe;
        const report = progressReporter((stage, progress) => status.set({state: "loading", modelId, name, stage, progress}));
        try {
            report("dictionaries", 0);
            const modelFileId = await identifyModel(recipe.path);
            const opened = await Promise.all(recipe.dictionaries.map((dictionary) => openDictionary(store, dictionary)));
            const asFiled = opened.map((dictionary) => dictionary.calibrated);
            const model = await loadModel({
                modelPath: recipe.path,
                dictionaries: asFiled.map(({file}) => file),
                ...(contextSize !== undefined && {contextSize}),
                ...(gpuLayers !== undefined && {gpuLayers}),
                ...(kvType !== undefined && {kvType}),
                lanes: LANES,
                signal,
                onProgress: report
            });
            if (signal.aborted) {
                await model.dispose();
                throw signal.reason;
            }
            const calibrated = asFiled.map((dictionary) => ({...dictionary, residualNorm: model.residualNorms.get(dictionary.file.id)}));
            this.#slotted = {request, loaded: loadedModel(recipe, model, calibrated, gate), dictionaries: new Map(calibrated.map((one) => [one.file.id, one]))};
            store.settings.set("model.last", modelId);
            const info = {...model.info, id: modelFileId, dictionaries: opened.map(({info: one}) => withResidualNorm(one, model.residualNorms.get(one.id)))};
            status.set({state: "ready", modelId, model: info, memoryBytes: model.memoryBytes()});
            return status.get();
        } catch (error) {
            throw this.#failed(recipe, error, signal);
        }
    }
}

function sameLoad(a: LoadRequest, b: LoadRequest): boolean {
    const files = ({recipe}: LoadRequest) => [recipe.id, recipe.path, ...recipe.dictionaries.map(({path}) => path)].join("\0");
    return files(a) === files(b) && a.contextSize === b.contextSize && a.gpuLayers === b.gpuLayers && a.kvType === b.kvType;
}

function withResidualNorm(info: DictionaryInfo, residualNorm: number | undefined): DictionaryInfo {
    return residualNorm === undefined ? info : {...info, residualNorm};
}

function loadedModel(
    recipe: ModelRecipe,
    model: Awaited<ReturnType<typeof loadSteerableModel>>,
    dictionaries: readonly CalibratedDictionary[],
    gate: ModerationGate
): LoadedModel {
    return {
        name: recipe.origin === "bundled" ? recipe.name : model.info.name,
        model,
        contextSize: model.info.contextSize,
        dictionaries: dictionaries.map(({file}) => file.id),
        compileSteering: async (steering) => {
            gate.requireSteerable(steering, dictionaries[0]?.file.id);
            return await compileSteering(steering, dictionaries);
        },
        maxActivations: async (id, features) => {
            const dictionary = dictionaries.find(({file}) => file.id === id);
            return features.map((feature) => dictionary?.maxActivation(feature));
        }
    };
}

type Stage = Extract<EngineStatus, {state: "loading"}>["stage"];

/** Passes on what a progress bar can show: a new stage, or a hundredth more. */
function progressReporter(tell: (stage: Stage, progress: number) => void) {
    let lastStage: Stage | undefined;
    let lastProgress = 0;
    return (stage: Stage, fraction: number) => {
        const progress = Math.min(1, Math.max(0, fraction));
        if (stage === lastStage && progress - lastProgress < 0.01) return;
        lastStage = stage;
        lastProgress = progress;
        tell(stage, progress);
    };
}
