import {createHash} from "node:crypto";
import {open, stat} from "node:fs/promises";
import type {LlamaEmbeddingContext, LlamaModel} from "node-llama-cpp";
import {EngineError} from "../contract/index.ts";
import {checkModelFile} from "../dictionaries/index.ts";
import {cappedThreads, chooseThreads} from "./chooseThreads.ts";
import {embeddingPrompts} from "./embeddingPrompts.ts";
import {llamaRuntime} from "./llamaRuntime.ts";
import {loadGguf} from "./loadGguf.ts";
import {mutex} from "./mutex.ts";

/** A model that turns texts into directions: texts that mean the same point the same way. */
export interface Embedder {
    readonly dimensions: number;
    /**
     * @param as some models are told whether a text is looked for or looked among
     * @returns [dimensions], of length 1
     * @throws EngineError `model/evaluation-failed`
     */
    embed(text: string, as: "query" | "document"): Promise<Float32Array>;
    dispose(): Promise<void>;
}

/** Labels are a line; whatever is longer is cut. */
const MOST_TOKENS = 512;
/** Bytes at either end of a file that tell it from another. */
const EDGE = 2 ** 16;

/** @throws EngineError `file/*` (not a GGUF model), `model/*` (llama.cpp refuses it, or has no embeddings for its kind) */
export async function loadEmbedder(path: string, signal?: AbortSignal): Promise<Embedder> {
    await checkModelFile(path);
    const llama = await llamaRuntime();
    const model = await loadGguf(llama, path, signal === undefined ? {} : {signal});
    try {
        const threads = cappedThreads(chooseThreads(model.size, llama.cpuMathCores));
        const contextSize = Math.min(MOST_TOKENS, model.trainContextSize);
        const context = await createContext(model, path, () => model.createEmbeddingContext({contextSize, batchSize: contextSize, threads}));
        const {prompt} = embeddingPrompts(model.fileInfo.metadata.general.name ?? "");
        const inTurn = mutex();
        const embed = (text: string, as: "query" | "document") => inTurn(() => embedOne(context, model, contextSize, prompt(text, as)));
        // a model that gives nothing of use is refused now, not with the first label
        const {length: dimensions} = await embed("a", "document");
        return {
            dimensions,
            embed,
            dispose: () =>
                inTurn(async () => {
                    await context.dispose();
                    await model.dispose();
                })
        };
    } catch (error) {
        await model.dispose().catch(() => undefined);
        throw error;
    }
}

async function createContext(model: LlamaModel, path: string, create: () => Promise<LlamaEmbeddingContext>): Promise<LlamaEmbeddingContext> {
    const {hasEncoder, hasDecoder} = model.fileInsights;
    if (hasEncoder && hasDecoder) throw new EngineError("model/wrong-kind", {path, got: "an encoder with a decoder"});
    try {
        return await create();
    } catch (cause) {
        throw new EngineError("model/no-memory", {path, detail: `context for embedding: ${String(cause)}`}, {cause});
    }
}

async function embedOne(context: LlamaEmbeddingContext, model: LlamaModel, contextSize: number, text: string): Promise<Float32Array> {
    // room for the tokens that the model wants around a text
    const tokens = model.tokenize(text).slice(0, contextSize - 4);
    let vector: readonly number[];
    try {
        ({vector} = await context.getEmbeddingFor(tokens));
    } catch (cause) {
        throw new EngineError("model/evaluation-failed", {detail: `embedding: ${String(cause)}`}, {cause});
    }
    const length = Math.hypot(...vector);
    if (!(length > 0 && Number.isFinite(length))) throw new EngineError("model/evaluation-failed", {detail: `an embedding of length ${length}`});
    return Float32Array.from(vector, (value) => value / length);
}

/**
 * Tells an embedding model's file from others, wherever it lies: what another one made of labels is of no use.
 * @throws EngineError `file/*`
 */
export async function embedderId(path: string): Promise<string> {
    await checkModelFile(path);
    const {size} = await stat(path);
    const hash = createHash("sha256").update(String(size));
    await using file = await open(path);
    for (const from of [0, Math.max(0, size - EDGE)]) {
        const {buffer, bytesRead} = await file.read(Buffer.alloc(EDGE), 0, EDGE, from);
        hash.update(buffer.subarray(0, bytesRead));
    }
    return hash.digest("hex").slice(0, 16);
}
