import {useSyncExternalStore} from "react";
import type {Conversation, GenerationEvent, Lane, Message} from "../../../engine/contract/chat.ts";
import {engine, queries, queryClient} from "../../app/engine.ts";
import {showError} from "../../widgets/Toasts.tsx";
import {flushSteering} from "../steering/index.ts";

/** One answer while it is written. */
export interface LiveLane {
    readonly messageId: string;
    readonly text: string;
    readonly promptDone: number;
    readonly promptTotal: number;
    readonly tokens: number;
    readonly tokensPerSecond: number;
    readonly finished: boolean;
}

export interface Generation {
    readonly lanes: Partial<Record<Lane, LiveLane>>;
    readonly stop: () => void;
    readonly stopping: boolean;
}

const generations = new Map<string, Generation>();
const listeners = new Set<() => void>();
let isDrawing = false;

/** Listeners hear of tokens at most once a frame. */
function changed(conversationId: string, next: Generation | null) {
    if (next === null) generations.delete(conversationId);
    else generations.set(conversationId, next);
    if (isDrawing) return;
    isDrawing = true;
    requestAnimationFrame(() => {
        isDrawing = false;
        for (const listener of listeners) listener();
    });
}

function subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
}

/** What is being written in a conversation now, or null. */
export const useGeneration = (conversationId: string) => useSyncExternalStore(subscribe, () => generations.get(conversationId) ?? null);
export const isGenerating = (conversationId: string) => generations.has(conversationId);

const keyOf = (conversationId: string) => queries.chat.get.queryKey({input: {conversationId}});

function changeConversation(conversationId: string, change: (conversation: Conversation) => Conversation) {
    queryClient.setQueryData(keyOf(conversationId), (old: Conversation | undefined) => old && change(old));
}

function putMessage(messages: readonly Message[], message: Message): Message[] {
    return messages.some(({id}) => id === message.id) ? messages.map((old) => (old.id === message.id ? message : old)) : [...messages, message];
}

function follow(conversationId: string, event: GenerationEvent) {
    const generation = generations.get(conversationId);
    if (generation === undefined) return;
    const setLane = (lane: LiveLane) => changed(conversationId, {...generation, lanes: {...generation.lanes, [event.lane]: lane}});
    const lane = generation.lanes[event.lane];
    switch (event.type) {
        case "started": {
            const {message, userMessage} = event;
            setLane({messageId: message.id, text: message.content, promptDone: 0, promptTotal: 0, tokens: 0, tokensPerSecond: 0, finished: false});
            changeConversation(conversationId, (conversation) => {
                const withUser = userMessage === undefined ? conversation.messages : putMessage(conversation.messages, userMessage);
                const isHead = event.lane === "steered" || generation.lanes.steered === undefined;
                return {...conversation, messages: putMessage(withUser, message), headId: isHead ? message.id : conversation.headId};
            });
            return;
        }
        case "prompt":
            if (lane) setLane({...lane, promptDone: event.done, promptTotal: event.total});
            return;
        case "token":
            if (lane) setLane({...lane, text: lane.text + event.text, tokens: event.count, tokensPerSecond: event.tokensPerSecond});
            return;
        case "finished":
            if (lane) setLane({...lane, text: event.message.content, finished: true});
            changeConversation(conversationId, (conversation) => ({...conversation, messages: putMessage(conversation.messages, event.message)}));
            return;
        default:
            event satisfies never;
    }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Reads the conversation back until the engine has written down how each answer ended. */
async function settle(conversationId: string) {
    for (const wait of [0, 80, 160, 320, 640]) {
        await pause(wait);
        const conversation = await engine.chat.get({conversationId});
        const unfinished = conversation.messages.some(({role, finishReason}) => role === "assistant" && finishReason === undefined);
        if (unfinished && wait !== 640) continue;
        queryClient.setQueryData(keyOf(conversationId), conversation);
        return;
    }
}

type Open = (signal: AbortSignal) => Promise<AsyncIterable<GenerationEvent>>;

async function generate(conversationId: string, open: Open, retry: () => void) {
    if (generations.has(conversationId)) return;
    const controller = new AbortController();
    const stop = () => {
        const generation = generations.get(conversationId);
        if (generation) changed(conversationId, {...generation, stopping: true});
        controller.abort();
    };
    changed(conversationId, {lanes: {}, stop, stopping: false});
    try {
        await flushSteering(conversationId);
        for await (const event of await open(controller.signal)) follow(conversationId, event);
    } catch (error) {
        if (!controller.signal.aborted) showError(error, {retry});
    }
    try {
        await settle(conversationId);
        void queryClient.invalidateQueries({queryKey: queries.chat.list.key()});
    } catch {
        // the connection is gone: its return reloads the conversation
    } finally {
        changed(conversationId, null);
    }
}

export function send(input: {conversationId: string; parentId: string | null; content: string; compare: boolean}) {
    return generate(
        input.conversationId,
        (signal) => engine.chat.send(input, {signal}),
        () => void send(input)
    );
}

export function answerAgain(input: {conversationId: string; userMessageId: string; compare: boolean; seed?: number}) {
    return generate(
        input.conversationId,
        (signal) => engine.chat.answer(input, {signal}),
        () => void answerAgain(input)
    );
}

export function continueAnswer(input: {conversationId: string; messageId: string}) {
    return generate(
        input.conversationId,
        (signal) => engine.chat.continue(input, {signal}),
        () => void continueAnswer(input)
    );
}
