import {InsufficientMemoryError, type Llama, type LlamaModel} from "node-llama-cpp";
import {EngineError} from "../contract/index.ts";
import {takeErrorLog} from "./llamaRuntime.ts";

interface GgufOptions {
    readonly gpuLayers?: number;
    /** loads whatever node-llama-cpp's own estimates say */
    readonly force?: boolean;
    /** tokens alone, no weights */
    readonly vocabularyOnly?: boolean;
    readonly signal?: AbortSignal;
    readonly onProgress?: (fraction: number) => void;
}

/**
 * Loads the weights of a GGUF model whose header was checked.
 * @throws EngineError `model/no-memory`, `model/load-failed` (what llama.cpp refuses)
 */
export async function loadGguf(
    llama: Llama,
    modelPath: string,
    {gpuLayers, force = false, vocabularyOnly = false, signal, onProgress}: GgufOptions
): Promise<LlamaModel> {
    await takeErrorLog();
    try {
        return await llama.loadModel({
            modelPath,
            ignoreMemorySafetyChecks: force,
            vocabOnly: vocabularyOnly,
            ...(gpuLayers === undefined ? {} : {gpuLayers}),
            ...(signal === undefined ? {} : {loadSignal: signal}),
            ...(onProgress === undefined ? {} : {onLoadProgress: onProgress})
        });
    } catch (cause) {
        signal?.throwIfAborted();
        const detail = (await takeErrorLog({wait: true})) || (cause instanceof Error ? cause.message : String(cause));
        const code = cause instanceof InsufficientMemoryError ? "model/no-memory" : "model/load-failed";
        throw new EngineError(code, {path: modelPath, detail}, {cause});
    }
}
