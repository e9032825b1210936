import {type LlamaContextSequence, LlamaGrammarEvaluationState, type Token} from "node-llama-cpp";
import {EngineError} from "../contract/index.ts";
import type {LoadedParts} from "./loadedModel.ts";
import {mutex} from "./mutex.ts";
import {renderPrompt} from "./renderPrompt.ts";
import {TappedContext} from "./TappedContext.ts";
import {textStream} from "./textStream.ts";
import type {WriteRequest, WrittenText} from "./types.ts";

/** Longest prompt with its answer, tokens. */
const CONTEXT = 4096;
/** Tokens of the prompt between two looks whether somebody else wants to go first. */
const STEP = 256;

/**
 * Text that a grammar allows, written without edits on a context of its own, so that it needs no lane of those that answer. The context is made when it is first
 * needed, and stays until it is released.
 */
export function writerOf(parts: LoadedParts) {
    const {model, nativeDictionaries, threads, template, info} = parts;
    const inTurn = mutex();
    let made: {readonly tapped: TappedContext; readonly sequence: LlamaContextSequence} | undefined;

    const create = async () => {
        const contextSize = Math.min(CONTEXT, info.contextSize);
        try {
            const options = {contextSize, sequences: 1, batchSize: Math.min(STEP, contextSize)};
            const tapped = await TappedContext.create(model, nativeDictionaries, threads, options);
            return {tapped, sequence: tapped.context.getSequence()};
        } catch (cause) {
            if (cause instanceof EngineError) throw cause;
            throw new EngineError("model/no-memory", {path: info.path, detail: `context for writing: ${String(cause)}`}, {cause});
        }
    };

    async function write({turns, grammar, maxTokens, giveWay}: WriteRequest, signal?: AbortSignal): Promise<WrittenText> {
        signal?.throwIfAborted();
        const {tokens} = renderPrompt(template, turns, "answer");
        const contextSize = Math.min(CONTEXT, info.contextSize);
        if (tokens.length + maxTokens > contextSize) throw new EngineError("model/context-full", {contextSize, neededTokens: tokens.length + maxTokens});
        made ??= await create();
        const {sequence} = made;
        const turn = async () => {
            await giveWay?.();
            signal?.throwIfAborted();
        };
        try {
            // nothing of the last request, so that an answer is the same whatever came before it
            await sequence.clearHistory();
            const startedAt = performance.now();
            for (let from = 0; from < tokens.length - 1; from += STEP) {
                await turn();
                await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(from, Math.min(from + STEP, tokens.length - 1)) as Token[]);
            }
            const promptAt = performance.now();
            const rules = await model.llama.createGrammar({grammar});
            const state = new LlamaGrammarEvaluationState({model, grammar: rules});
            const stream = textStream((now, before) => model.detokenize(now as Token[], false, before as Token[]));
            let text = "";
            let count = 0;
            for await (const token of sequence.evaluate(tokens.slice(-1) as Token[], {temperature: 0, grammarEvaluationState: state})) {
                text += stream.push(token);
                if (++count >= maxTokens) break;
                await turn();
            }
            const answerAt = performance.now();
            return {
                text: text + stream.end(),
                promptTokens: tokens.length,
                answerTokens: count,
                promptMs: promptAt - startedAt,
                answerMs: answerAt - promptAt,
                complete: count < maxTokens
            };
        } catch (cause) {
            signal?.throwIfAborted();
            if (cause instanceof EngineError) throw cause;
            throw new EngineError("model/evaluation-failed", {detail: cause instanceof Error ? cause.message : String(cause)}, {cause});
        }
    }

    return {
        write: (request: WriteRequest, signal?: AbortSignal): Promise<WrittenText> => inTurn(() => write(request, signal)),
        release: (): Promise<void> =>
            inTurn(async () => {
                const last = made;
                made = undefined;
                await last?.tapped.dispose();
            })
    };
}
