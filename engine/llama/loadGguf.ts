import {InsufficientMemoryError, type Llama, type LlamaModel} from "node-llama-cpp";
import {EngineError} from "../contract/index.ts";
import {checkModelFile} from "../dictionaries/index.ts";
import {takeErrorLog} from "./llamaRuntime.ts";

interface GgufOptions {
    readonly gpuLayers?: number;
    readonly signal?: AbortSignal;
    readonly onProgress?: (fraction: number) => void;
}

/**
 * Loads a GGUF model's weights.
 * @throws EngineError `file/*` for a file that is not there or is damaged, `model/no-memory`, `model/load-failed` (what llama.cpp refuses)
 */
export async function loadGguf(llama: Llama, modelPath: string, {gpuLayers, signal, onProgress}: GgufOptions): Promise<LlamaModel> {
    await checkModelFile(modelPath);
    await takeErrorLog();
    try {
        return await llama.loadModel({
            modelPath,
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
