import type {GenerationEvent, Message} from "../contract/index.ts";
import {EventChannel} from "./EventChannel.ts";
import type {Claim} from "./Generations.ts";
import {type LaneRun, runLane} from "./runLane.ts";
import type {ChatDeps, LoadedModel} from "./types.ts";

/**
 * Runs one or two lanes and merges what they tell into one stream. Generation starts now, whether or not anybody reads yet; leaving the
 * stream stops it. When a lane fails the other goes on, and the stream ends with the failure after both are stored.
 * @param begun the conversation's claim; ended here when all is stored
 * @param userMessage told with the first `started`, when it is new
 */
export function streamAnswers(
    deps: ChatDeps,
    {model}: LoadedModel,
    {begun, runs, userMessage}: {readonly begun: Claim; readonly runs: readonly LaneRun[]; readonly userMessage?: Message | undefined}
): EventChannel<GenerationEvent> {
    const {signal} = begun.controller;
    const channel = new EventChannel<GenerationEvent>(() => {
        begun.controller.abort();
        return all;
    });
    runs.forEach(({lane, message}, index) => {
        channel.write({type: "started", lane, message, ...(index === 0 && userMessage !== undefined && {userMessage})});
    });
    const sink = {store: deps.store, model, tell: (event: GenerationEvent) => channel.write(event), signal};

    const answer = async () => {
        const release = await deps.turnstile.acquire(signal);
        if (release === undefined) return storeUnstarted();
        try {
            const outcomes = await Promise.allSettled(runs.map((run) => runLane(sink, run)));
            for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
        } finally {
            release();
        }
    };
    const storeUnstarted = () => {
        for (const {lane, message} of runs) {
            deps.store.messages.finish(message.id, {content: message.content, finishReason: "stopped", stats: message.stats});
            channel.write({type: "finished", lane, message: deps.store.messages.find(message.id)!});
        }
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
