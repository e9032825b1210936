import type {Token} from "node-llama-cpp";
import {llamaRuntime} from "./llamaRuntime.ts";
import {loadGguf} from "./loadGguf.ts";

/** What a model's tokens say, without its weights. Dispose it. */
export interface Vocabulary {
    readonly size: number;
    /** special tokens by their names */
    detokenize(tokens: readonly number[]): string;
    [Symbol.asyncDispose](): Promise<void>;
}

/** @throws EngineError `model/load-failed`, `native/*` */
export async function openVocabulary(modelPath: string): Promise<Vocabulary> {
    const model = await loadGguf(await llamaRuntime(), modelPath, {vocabularyOnly: true});
    return {
        size: model.fileInfo.metadata.tokenizer?.ggml?.tokens?.length ?? [...model.iterateAllTokens()].length,
        detokenize: (tokens) => model.detokenize(tokens as Token[], true),
        [Symbol.asyncDispose]: () => model.dispose()
    };
}
