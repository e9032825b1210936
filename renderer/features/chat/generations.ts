import {useSyncExternalStore} from "react";
import type {Attachment, Conversation, GenerationEvent, Lane, Message} from "../../../engine/contract/chat.ts";
import type {Steering} from "../../../engine/contract/edits.ts";
import {engine, queries, queryClient} from "../../app/engine.ts";
import {tellOtherWindows} from "../../app/otherWindows.ts";
import {showError} from "../../widgets/Toasts.tsx";
import {flushSteering} from "../steering/index.ts";
import {changeDraft, draftOf} from "./drafts.ts";
import {addFiring, addReadings, beginReadings} from "./live/liveReadings.ts";

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

/** Stays the same object while tokens come, so that what only stops an answer is not drawn again with each of them. */
export interface GenerationControl {
    readonly stop: () => void;
    readonly stopping: boolean;
}

export interface Generation {
    readonly lanes: Readonly<Record<Lane, LiveLane>>;
    /** how many answers are asked for: some may wait for a free lane */
    readonly of: number;
    /** dictionary that its features are read through while it is written; null: they are not */
    readonly live: string | null;
    readonly control: GenerationControl;
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
/** An answer while it is written; null once it is not. */
export const liveLaneOf = (generation: Generation | null, messageId: string): LiveLane | null =>
    Object.values(generation?.lanes ?? {}).find((lane) => lane.messageId === messageId) ?? null;

/** Whether something is being written in a conversation, and how to stop it; hears of no token. */
export const useGenerationControl = (conversationId: string) => useSyncExternalStore(subscribe, () => generations.get(conversationId)?.control ?? null);
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
            tellOtherWindows({conversationId});
            if (generation.live !== null) beginReadings(message.id, generation.live);
            setLane({messageId: message.id, text: message.content, promptDone: 0, promptTotal: 0, tokens: 0, tokensPerSecond: 0, finished: false});
            changeConversation(conversationId, (conversation) => {
                const withUser = userMessage === undefined ? conversation.messages : putMessage(conversation.messages, userMessage);
                const isHead = event.lane === "steered" || event.lane === "0" || Object.keys(generation.lanes).length === 0;
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
        case "reading":
            if (lane) addReadings(lane.messageId, event.readings);
            return;
        case "firing":
            if (lane) addFiring(lane.messageId, event.firing);
            return;
        default:
            event satisfies never;
    }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Reads the conversation back until the engine has written down how each answer ended. */
async function readWhole(conversationId: string) {
    for (const wait of [0, 80, 160, 320, 640]) {
        await pause(wait);
        const conversation = await engine.chat.get({conversationId});
        const unfinished = conversation.messages.some(({role, finishReason}) => role === "assistant" && finishReason === undefined);
        if (unfinished && wait !== 640) continue;
        queryClient.setQueryData(keyOf(conversationId), conversation);
        return;
    }
}

/** The same for the answers of one generation alone: a long conversation is not read again for each of them. */
async function readAnswers(conversationId: string, messageIds: readonly string[]) {
    const finished = await Promise.all(
        messageIds.map(async (messageId) => {
            for (const wait of [0, 80, 160, 320, 640]) {
                await pause(wait);
                const message = await engine.chat.message({messageId});
                if (message.finishReason !== undefined || wait === 640) return message;
            }
            return null;
        })
    );
    const summary = (await engine.chat.list()).find(({id}) => id === conversationId);
    changeConversation(conversationId, (conversation) => ({
        ...conversation,
        ...summary,
        messages: finished.reduce<Message[]>((messages, message) => (message === null ? messages : putMessage(messages, message)), conversation.messages)
    }));
}

type Open = (signal: AbortSignal) => Promise<AsyncIterable<GenerationEvent>>;

async function generate(conversationId: string, {of, live}: Pick<Generation, "of" | "live">, open: Open, retry: () => void) {
    if (generations.has(conversationId)) return;
    const controller = new AbortController();
    const stop = () => {
        const generation = generations.get(conversationId);
        if (generation) changed(conversationId, {...generation, control: {stop, stopping: true}});
        controller.abort();
    };
    changed(conversationId, {lanes: {}, of, live, control: {stop, stopping: false}});
    let failed = false;
    try {
        await flushSteering(conversationId);
        for await (const event of await open(controller.signal)) follow(conversationId, event);
    } catch (error) {
        failed = true;
        if (!controller.signal.aborted) showError(error, {retry});
    }
    try {
        const written = Object.values(generations.get(conversationId)?.lanes ?? {}).map(({messageId}) => messageId);
        if ((failed && !controller.signal.aborted) || written.length === 0) await readWhole(conversationId);
        else await readAnswers(conversationId, written);
        void queryClient.invalidateQueries({queryKey: queries.chat.list.key()});
    } catch {
        // the connection is gone: its return reloads the conversation
    } finally {
        changed(conversationId, null);
        tellOtherWindows({conversationId});
    }
}

/** How an answer is asked for. */
export interface Asking {
    readonly conversationId: string;
    readonly compare: boolean;
    readonly variants?: Array<{name: string; steering: Steering}>;
    readonly live?: {dictionary: string; k: number};
}

const expected = ({compare, variants, live}: Asking) => ({of: variants?.length ?? (compare ? 2 : 1), live: live?.dictionary ?? null});

export async function send(input: Asking & {parentId: string | null; content: string; attachments?: Attachment[]}) {
    const known = new Set(queryClient.getQueryData<Conversation>(keyOf(input.conversationId))?.messages.map(({id}) => id));
    await generate(
        input.conversationId,
        expected(input),
        (signal) => engine.chat.send(input, {signal}),
        () => void send(input)
    );
    const {conversationId, parentId, content, attachments = []} = input;
    const stored = queryClient.getQueryData<Conversation>(keyOf(conversationId));
    const isOurs = ({id, role, parentId: under, content: words}: Message) => !known.has(id) && role === "user" && under === parentId && words === content;
    if (stored?.messages.some(isOurs) !== false) return;
    // it was refused before it was stored
    if (draftOf(conversationId).text === "") changeDraft(conversationId, {text: content, attachments});
}

export function answerAgain(input: Asking & {userMessageId: string; seed?: number}) {
    return generate(
        input.conversationId,
        expected(input),
        (signal) => engine.chat.answer(input, {signal}),
        () => void answerAgain(input)
    );
}

export function continueAnswer(input: {conversationId: string; messageId: string; live?: {dictionary: string; k: number}}) {
    return generate(
        input.conversationId,
        {of: 1, live: input.live?.dictionary ?? null},
        (signal) => engine.chat.continue(input, {signal}),
        () => void continueAnswer(input)
    );
}
