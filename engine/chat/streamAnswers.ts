import type {GenerationEvent, Message} from "../contract/index.ts";
import {EventChannel} from "./EventChannel.ts";
import type {Claim} from "./Generations.ts";
import type {LiveReader} from "./openLive.ts";
import {type LaneRun, runLane} from "./runLane.ts";
import type {ChatDeps, LoadedModel} from "./types.ts";

interface Answers {
    /** ended here when all is stored */
    readonly begun: Claim;
    readonly runs: readonly LaneRun[];
    readonly name?: LiveReader["name"] | undefined;
    /** told with the first `started`, when it is new */
    readonly userMessage?: Message | undefined;
}

/**
 * Writes several answers, as many side by side as the model has lanes, each of the rest as one of them ends, and merges what they tell into one
 * stream. Generation starts now, whether or not anybody reads yet; leaving the stream stops it. When one fails the others go on, and the stream
 * ends with the first failure after all are stored.
 */
export function streamAnswers(deps: ChatDeps, {model}: LoadedModel, {begun, runs, name, userMessage}: Answers): EventChannel<GenerationEvent> {
    const {signal} = begun.controller;
    const channel = new EventChannel<GenerationEvent>(() => {
        begun.controller.abort();
        return all;
    });
    runs.forEach(({lane, message}, index) => {
        channel.write({type: "started", lane, message, ...(index === 0 && userMessage !== undefined && {userMessage})});
    });
    const sink = {store: deps.store, model, name, tell: (event: GenerationEvent) => channel.write(event), signal};

    const answer = async () => {
        const waiting = [...runs];
        const release = await deps.turnstile.acquire(signal);
        try {
            const failures: unknown[] = [];
            const write = async (slot: number) => {
                for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) {
                    if (signal.aborted) storeUnstarted(run);
                    else await runLane(sink, slot, run).catch((error) => failures.push(error));
                }
            };
            await Promise.all(Array.from({length: Math.min(model.nLanes, runs.length)}, (_, slot) => write(slot)));
            if (failures.length > 0) throw failures[0];
        } finally {
            release?.();
        }
    };
    const storeUnstarted = ({lane, message}: LaneRun) => {
        const {content, stats, firings} = message;
        deps.store.messages.finish(message.id, {content, finishReason: "stopped", stats, firings});
        channel.write({type: "finished", lane, message: deps.store.messages.find(message.id)!});
    };
    // The conversation is free before the reader hears the end: who hears it may ask again at once.
    const all: Promise<void> = answer()
        .finally(begun.end)
        .then(
            () => channel.close(),
            (error) => channel.fail(error)
        );
    return channel;
}
