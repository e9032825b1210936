import type {LlamaModel, Token} from "node-llama-cpp";
import {EngineError, type KvType} from "../contract/index.ts";
import {checkModelFile} from "../dictionaries/index.ts";
import type {DictionaryFile} from "../dictionaries/types.ts";
import {cappedThreads, chooseThreads} from "./chooseThreads.ts";
import {DEFAULT_CONTEXT} from "./estimateFit.ts";
import {needsFlashAttention} from "./fileSource.ts";
import {BATCH} from "./fitSource.ts";
import {gpuLayersFor} from "./gpuLayersFor.ts";
import {LaneCache} from "./LaneCache.ts";
import {backendInUse, llamaRuntime} from "./llamaRuntime.ts";
import {type LoadedModel, loadedModel} from "./loadedModel.ts";
import {loadGguf} from "./loadGguf.ts";
import {measureResidualNorm} from "./measureResidualNorm.ts";
import {nativeAddon} from "./nativeAddon.ts";
import {native} from "./nativeErrors.ts";
import {nativeSpec} from "./nativeSpec.ts";
import {quantizationName} from "./quantizationName.ts";
import type {TemplateModel} from "./renderPrompt.ts";
import {TappedContext} from "./TappedContext.ts";

export interface LoadOptions {
    readonly modelPath: string;
    readonly dictionaries: readonly DictionaryFile[];
    /** tokens per lane; absent: what the model was trained for, at most 8,192 */
    readonly contextSize?: number;
    /** absent: as many as fit */
    readonly gpuLayers?: number;
    /** of keys and values; absent: F16 */
    readonly kvType?: KvType;
    /** CPU threads, at most as many as there are processors; absent: chosen by model size */
    readonly threads?: number;
    /** answers that can be written side by side */
    readonly lanes: number;
    readonly signal?: AbortSignal;
    readonly onProgress?: (stage: "model" | "context" | "dictionaries" | "warm-up", fraction: number) => void;
}

/**
 * Loads a model with its dictionaries, ready to answer. Whatever fails, nothing stays loaded. What clearly can't fit is refused before anything is
 * loaded, with the numbers, unless SAELOR_FORCE_LOAD is 1.
 * @throws EngineError `model/load-failed`, `model/no-memory`, `dictionary/wrong-model`, `native/*`, `file/*`
 */
export async function loadSteerableModel(options: LoadOptions): Promise<LoadedModel> {
    const {modelPath, dictionaries, signal, onProgress} = options;
    const llama = await llamaRuntime();
    const backend = await backendInUse(llama);
    const force = process.env.SAELOR_FORCE_LOAD === "1";
    onProgress?.("model", 0);
    await checkModelFile(modelPath);
    const gpuLayers = await gpuLayersFor(options, {backend, force});
    const model = await loadGguf(llama, modelPath, {
        gpuLayers,
        force,
        ...(signal === undefined ? {} : {signal}),
        onProgress: (fraction) => onProgress?.("model", fraction)
    });
    let tapped: TappedContext | undefined;
    try {
        signal?.throwIfAborted();
        onProgress?.("dictionaries", 0);
        for (const dictionary of dictionaries) requireFit(dictionary, model, modelPath);
        const nativeDictionaries = dictionaries.map((dictionary) => native(() => new (nativeAddon().Dictionary)(nativeSpec(dictionary))));

        onProgress?.("context", 0);
        const trained = model.trainContextSize;
        const contextSize = Math.min(options.contextSize ?? DEFAULT_CONTEXT, Math.max(trained, options.contextSize ?? 0));
        const threads = cappedThreads(options.threads ?? chooseThreads(model.size, llama.cpuMathCores));
        tapped = await createContext(model, modelPath, () =>
            TappedContext.create(model, nativeDictionaries, threads, {
                contextSize,
                sequences: options.lanes + 1,
                batchSize: Math.min(BATCH, contextSize),
                ignoreMemorySafetyChecks: force,
                ...(options.kvType === undefined ? {} : {experimentalKvCacheKeyType: options.kvType, experimentalKvCacheValueType: options.kvType}),
                ...(needsFlashAttention(options.kvType) ? {flashAttention: true} : {}),
                ...(signal === undefined ? {} : {createSignal: signal})
            })
        );
        const {context} = tapped;
        const isSpecial = (token: number) => model.isSpecialToken(token as Token);
        const lanes = Array.from({length: options.lanes}, () => {
            const sequence = context.getSequence();
            return {tapped: tapped!, sequence, cache: new LaneCache(sequence), isSpecial};
        });
        const reader = context.getSequence();
        const {metadata} = model.fileInfo;
        const quantization = quantizationName(metadata.general.file_type, tensorsOf(model));
        const residualNorms = new Map<string, number>();
        const loaded = loadedModel({
            residualNorms,
            model,
            tapped,
            lanes,
            reader,
            dictionaries,
            nativeDictionaries,
            isSpecial,
            threads,
            template: templateOf(model),
            info: {
                name: metadata.general.name ?? modelPath.split("/").at(-1)!,
                path: modelPath,
                architecture: metadata.general.architecture,
                nLayers: model.fileInsights.totalLayers - 1,
                dModel: model.embeddingVectorSize,
                nVocab: vocabularySize(model),
                contextSize: context.contextSize,
                trainedContextSize: trained,
                weightBytes: model.size,
                backend,
                gpuLayers: model.gpuLayers,
                threads,
                kvType: options.kvType ?? "F16",
                ...(quantization !== undefined && {quantization})
            }
        });
        onProgress?.("warm-up", 0);
        for (const {id, layer, residualNorm} of dictionaries) {
            const measured = residualNorm ?? (await measureResidualNorm({tapped, sequence: reader, model}, layer));
            if (measured !== undefined) residualNorms.set(id, measured);
        }
        await warmUp(tapped, dictionaries.length, lanes[0]!.sequence, lanes[0]!.cache, model);
        return loaded;
    } catch (error) {
        await tapped?.dispose().catch(() => undefined);
        await model.dispose().catch(() => undefined);
        throw error;
    }
}

/** A model in llama.cpp's shape of the header. */
const tensorsOf = ({fileInfo}: LlamaModel) =>
    (fileInfo.fullTensorInfo ?? []).map(({dimensions, ggmlType}) => ({shape: dimensions.map(Number), typeNumber: ggmlType as number}));

function requireFit(dictionary: DictionaryFile, model: LlamaModel, modelPath: string): void {
    const nLayers = model.fileInsights.totalLayers - 1;
    const wrong = (expected: string, got: string) => new EngineError("dictionary/wrong-model", {dictionary: dictionary.path, model: modelPath, expected, got});
    if (dictionary.dModel !== model.embeddingVectorSize) throw wrong(`d_model ${dictionary.dModel}`, `d_model ${model.embeddingVectorSize}`);
    if (dictionary.layer >= nLayers) throw wrong(`a layer ${dictionary.layer}`, `${nLayers} layers`);
}

async function createContext(model: LlamaModel, path: string, create: () => Promise<TappedContext>): Promise<TappedContext> {
    try {
        return await create();
    } catch (cause) {
        if (cause instanceof EngineError || (cause instanceof Error && cause.name === "AbortError")) throw cause;
        throw new EngineError("model/no-memory", {path, detail: `context for ${model.filename ?? path}: ${String(cause)}`}, {cause});
    }
}

/** One token through every tap, so that encoders are on their devices and graphs are built before the first answer. */
async function warmUp(tapped: TappedContext, nDictionaries: number, sequence: TappedSequence, cache: LaneCache, model: LlamaModel): Promise<void> {
    const token = model.tokens.bos ?? model.tokenize("a")[0];
    if (token === undefined) return;
    if (nDictionaries > 0) {
        const read = {
            only: false,
            topK: Array.from({length: nDictionaries}, () => 1),
            watch: [],
            residualLayer: -1,
            readsAt: () => true,
            onReadout: () => undefined
        };
        tapped.plan(sequence, {read});
    }
    try {
        await sequence.evaluateWithoutGeneratingNewTokens([token]);
    } catch (cause) {
        throw cause instanceof EngineError ? cause : new EngineError("model/evaluation-failed", {detail: String(cause)}, {cause});
    } finally {
        tapped.plan(sequence, undefined);
        await cache.clear().catch(() => undefined);
    }
}

type TappedSequence = ReturnType<TappedContext["context"]["getSequence"]>;

function templateOf(model: LlamaModel): TemplateModel {
    const bos = model.tokens.shouldPrependBosToken ? model.tokens.bos : null;
    return {
        chatTemplate: model.fileInfo.metadata.tokenizer?.chat_template,
        bosText: model.tokens.bosString ?? "",
        eosText: model.tokens.eosString ?? "",
        bosToken: bos ?? undefined,
        tokenize: (text, special) => (text === "" ? [] : model.tokenize(text, special))
    };
}

function vocabularySize(model: LlamaModel): number {
    return model.fileInfo.metadata.tokenizer?.ggml?.tokens?.length ?? [...model.iterateAllTokens()].length;
}
