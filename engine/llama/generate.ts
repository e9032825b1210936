import type {LlamaContextSequence, SequenceEvaluateOptions, Token} from "node-llama-cpp";
import {EngineError, type Sampling} from "../contract/index.ts";
import type {LaneCache} from "./LaneCache.ts";
import type {CompiledSet} from "./nativeSet.ts";
import type {TappedContext} from "./TappedContext.ts";
import {textStream} from "./textStream.ts";
import {tokenActions} from "./tokenActions.ts";
import type {GenerateEvent, GenerateResult, RawSteering} from "./types.ts";
import {watchLane} from "./watchLane.ts";

export interface LaneDeps {
    readonly tapped: TappedContext;
    readonly sequence: LlamaContextSequence;
    readonly cache: LaneCache;
    readonly isSpecial: (token: number) => boolean;
}

export interface LaneRequest extends CompiledSet {
    readonly prompt: readonly number[];
    /** tokens that the answer already has */
    readonly answerStart: readonly number[];
    readonly steering: RawSteering;
    readonly sampling: Sampling;
    /** `dictionary`: its place among the loaded ones */
    readonly live: {readonly dictionary: number; readonly k: number} | undefined;
}

/**
 * One answer on one lane. The prompt is evaluated in batches, so that it tells its progress and stops between them.
 * @throws EngineError `model/context-full` before anything is evaluated; `model/evaluation-failed`
 */
export async function* generateOnLane(
    {tapped, sequence, cache, isSpecial}: LaneDeps,
    request: LaneRequest,
    signal?: AbortSignal
): AsyncGenerator<GenerateEvent, GenerateResult, void> {
    const tokens = [...request.prompt, ...request.answerStart];
    const {contextSize} = sequence;
    if (tokens.length + 1 > contextSize) throw new EngineError("model/context-full", {contextSize, neededTokens: tokens.length + 1});

    const startedAt = performance.now();
    let answerAt = startedAt;
    let evaluated = 0;
    let answerTokens = 0;
    const result = (finishReason: GenerateResult["finishReason"]): GenerateResult => ({
        finishReason,
        promptTokens: tokens.length,
        evaluatedPromptTokens: evaluated,
        answerTokens,
        promptMs: answerAt - startedAt,
        answerMs: performance.now() - answerAt
    });

    const answerFrom = request.prompt.length;
    /** the prompt and what was written so far */
    const all = [...tokens];
    const textAt = (position: number) => sequence.model.detokenize([all[position] as Token], true, all.slice(Math.max(0, position - 4), position) as Token[]);
    try {
        const {tokens: cached, ...kept} = await cache.prepare(tokens, request.steering, answerFrom);
        const {steering, set, named, live} = request;
        const actions = tokenActions(steering, answerFrom, isSpecial);
        const watch = watchLane({
            steering,
            set,
            named,
            actions,
            answerFrom,
            kept,
            live,
            textAt,
            onRules: (position, on) => cache.noteRules(position, on),
            onHeld: (held) => cache.noteHeld(held)
        });
        tapped.plan(sequence, watch.plan);
        const toEvaluate = tokens.length - cached;
        yield {type: "prompt", done: 0, total: toEvaluate};
        const {batchSize} = tapped.context;
        for (let from = cached; from < tokens.length - 1; from += batchSize) {
            if (signal?.aborted) return result("stopped");
            const to = Math.min(from + batchSize, tokens.length - 1);
            await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(from, to) as Token[]);
            evaluated = to - cached;
            yield {type: "prompt", done: evaluated, total: toEvaluate};
        }

        const text = textStream((now, before) => sequence.model.detokenize(now as Token[], false, before as Token[]));
        for await (const token of sequence.evaluate(
            tokens.slice(-1) as Token[],
            samplerOptions(request.sampling, () => sequence.contextTokens.slice(tokens.length))
        )) {
            if (answerTokens === 0) {
                evaluated = toEvaluate;
                answerAt = performance.now();
                yield {type: "prompt", done: toEvaluate, total: toEvaluate};
            }
            yield* watch.take();
            if (watch.ended !== undefined) break;
            answerTokens++;
            all.push(token);
            const piece = text.push(token);
            if (piece !== "") yield {type: "token", text: piece, token, count: answerTokens};
            const ended = signal?.aborted
                ? "stopped"
                : answerTokens >= request.sampling.maxTokens
                  ? "max-tokens"
                  : tokens.length + answerTokens + 1 >= contextSize
                    ? "context-full"
                    : undefined;
            if (ended !== undefined) {
                yield* rest(text.end(), token, answerTokens);
                return result(ended);
            }
        }
        yield* watch.take();
        const reply = watch.ended?.reply;
        yield* rest(text.end() + (reply ?? ""), -1, answerTokens);
        return result(watch.ended === undefined ? "end-of-turn" : reply === undefined ? "aborted" : "handled");
    } catch (cause) {
        await cache.clear().catch(() => undefined);
        if (cause instanceof EngineError) throw cause;
        throw new EngineError("model/evaluation-failed", {detail: cause instanceof Error ? cause.message : String(cause)}, {cause});
    } finally {
        tapped.plan(sequence, undefined);
    }
}

function* rest(text: string, token: number, count: number): Generator<GenerateEvent> {
    if (text !== "") yield {type: "token", text, token, count};
}

function samplerOptions(sampling: Sampling, recent: () => Token[]): SequenceEvaluateOptions {
    return {
        temperature: sampling.temperature,
        topK: sampling.topK,
        topP: sampling.topP,
        minP: sampling.minP,
        seed: sampling.seed,
        ...(sampling.repeatPenalty === 1 ? {} : {repeatPenalty: {punishTokens: recent, penalty: sampling.repeatPenalty}})
    };
}
