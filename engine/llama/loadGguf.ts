import {access, constants} from "node:fs/promises";
import {InsufficientMemoryError, type Llama, type LlamaModel} from "node-llama-cpp";
import {EngineError} from "../contract/index.ts";

interface GgufOptions {
    readonly gpuLayers?: number;
    readonly signal?: AbortSignal;
    readonly onProgress?: (fraction: number) => void;
}

/**
 * Loads a GGUF model's weights.
 * @throws EngineError `file/not-found`, `file/no-permission`, `model/no-memory`, `model/load-failed` (malformed, truncated, unknown architecture)
 */
export async function loadGguf(llama: Llama, modelPath: string, {gpuLayers, signal, onProgress}: GgufOptions): Promise<LlamaModel> {
    await requireReadable(modelPath);
    try {
        return await llama.loadModel({
            modelPath,
            ...(gpuLayers === undefined ? {} : {gpuLayers}),
            ...(signal === undefined ? {} : {loadSignal: signal}),
            ...(onProgress === undefined ? {} : {onLoadProgress: onProgress})
        });
    } catch (cause) {
        signal?.throwIfAborted();
        const detail = cause instanceof Error ? cause.message : String(cause);
        const code = cause instanceof InsufficientMemoryError ? "model/no-memory" : "model/load-failed";
        throw new EngineError(code, {path: modelPath, detail}, {cause});
    }
}

async function requireReadable(path: string): Promise<void> {
    try {
        await access(path, constants.R_OK);
    } catch (cause) {
        const {code} = cause as NodeJS.ErrnoException;
        if (code === "EACCES" || code === "EPERM") throw new EngineError("file/no-permission", {path, operation: "read"}, {cause});
        throw new EngineError("file/not-found", {path}, {cause});
    }
}
