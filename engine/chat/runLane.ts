import type {FinishReason, Firing, GenerationEvent, GenerationStats, Lane, Message} from "../contract/index.ts";
import type {GenerateEvent, GenerateRequest, GenerateResult, RawReadingAt, SteerableModel} from "../llama/types.ts";
import type {Store} from "../store/openStore.ts";
import {answerWriter} from "./answerWriter.ts";
import {listBatcher} from "./listBatcher.ts";
import type {LiveReader} from "./openLive.ts";
import {tokenBatcher} from "./tokenBatcher.ts";

export interface LaneRun {
    readonly lane: Lane;
    /** the answer's row: being written, with what it begins with */
    readonly message: Message;
    readonly request: GenerateRequest;
}

interface Sink {
    readonly store: Store;
    readonly model: SteerableModel;
    readonly tell: (event: GenerationEvent) => void;
    /** how readings are shown, where any are asked for */
    readonly name?: LiveReader["name"] | undefined;
    readonly signal: AbortSignal;
}

/** Rules may hold at every token; these are kept with the answer. */
const FIRINGS_KEPT = 200;

/**
 * Generates one answer into its row and tells how it goes. Whatever happens, the row ends finished with all that was written.
 * @param slot lane of the model
 * @throws what the model threw, after the row was stored as `failed`
 */
export async function runLane({store, model, tell, name, signal}: Sink, slot: number, {lane, message, request}: LaneRun): Promise<void> {
    const {id} = message;
    const before = message.stats?.answerTokens ?? 0;
    const writer = answerWriter(store, id, message.content);
    const firings: Firing[] = [...(message.firings ?? [])];
    const fired = new Set(firings.map(placeOf));
    let startedAt: number | undefined;
    let generated = 0;
    const tokens = tokenBatcher((text, count) => tell({type: "token", lane, text, count: before + count, tokensPerSecond: speed(startedAt, count)}));
    const readings = listBatcher<RawReadingAt>((some) => name && tell({type: "reading", lane, readings: name(some)}));

    const take = (event: GenerateEvent) => {
        switch (event.type) {
            case "prompt":
                return tell({type: "prompt", lane, done: event.done, total: event.total});
            case "reading":
                return readings.add(event.readings);
            case "firing":
                // what an answer begins with may be evaluated again where it is continued
                if (fired.has(placeOf(event.firing))) return;
                fired.add(placeOf(event.firing));
                if (firings.length < FIRINGS_KEPT) firings.push(event.firing);
                return tell({type: "firing", lane, firing: event.firing});
            case "token":
                startedAt ??= performance.now();
                generated = event.count;
                writer.add(event.text);
                return tokens.add(event.text, event.count);
        }
    };
    const end = (finishReason: FinishReason, stats: GenerationStats | undefined) => {
        tokens.flush();
        readings.flush();
        store.messages.finish(id, {content: writer.content(), finishReason, stats, firings});
        tell({type: "finished", lane, message: store.messages.find(id)!});
    };

    try {
        const result = await drain(model.generate(slot, request, signal), take);
        end(result.finishReason, addStats(message.stats, result));
    } catch (error) {
        if (signal.aborted) return end("stopped", message.stats);
        end("failed", message.stats && {...message.stats, answerTokens: before + generated});
        throw error;
    }
}

const placeOf = ({rule, at}: Firing) => `${rule}/${at}`;

async function drain(events: AsyncGenerator<GenerateEvent, GenerateResult, void>, take: (event: GenerateEvent) => void): Promise<GenerateResult> {
    try {
        for (;;) {
            const next = await events.next();
            if (next.done) return next.value;
            take(next.value);
        }
    } catch (error) {
        await events.return(undefined as never).catch(() => undefined);
        throw error;
    }
}

/** tokens per second over the answer so far; the first token starts the clock */
function speed(startedAt: number | undefined, count: number): number {
    const seconds = startedAt === undefined ? 0 : (performance.now() - startedAt) / 1000;
    return seconds > 0 && count > 1 ? (count - 1) / seconds : 0;
}

/** An answer that was continued counts all its parts. */
function addStats(
    before: GenerationStats | undefined,
    {promptTokens, evaluatedPromptTokens, answerTokens, promptMs, answerMs}: GenerateResult
): GenerationStats {
    return {
        promptTokens: before?.promptTokens ?? promptTokens,
        evaluatedPromptTokens: evaluatedPromptTokens + (before?.evaluatedPromptTokens ?? 0),
        answerTokens: answerTokens + (before?.answerTokens ?? 0),
        promptMs: promptMs + (before?.promptMs ?? 0),
        answerMs: answerMs + (before?.answerMs ?? 0)
    };
}
