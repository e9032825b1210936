import type {Conversation, Message} from "../../../engine/contract/chat.ts";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import type {Sampling} from "../../../engine/contract/sampling.ts";
import {engine, queries, queryClient} from "../../app/engine.ts";
import {tellOtherWindows} from "../../app/otherWindows.ts";
import {go} from "../../app/route.ts";
import {showError, showToast} from "../../widgets/Toasts.tsx";
import {flushSteering} from "../steering/index.ts";
import {type Asking, answerAgain, continueAnswer, send} from "./generations.ts";

/** What a message lets a person do. */
export interface ChatActions {
    readonly select: (messageId: string) => void;
    /** sends a question in other words, as a new version */
    readonly edit: (message: Message, content: string) => void;
    /** changes the words of either role, and answers nothing */
    readonly rewrite: (message: Message, content: string) => void;
    /** begins a new conversation with all down to this message */
    readonly fork: (messageId: string) => void;
    /** answers again from the same seed, or from another one */
    readonly regenerate: (answer: Message, seed: "same" | "new") => void;
    /** asks under which variants a question is to be answered again */
    readonly variants: (userMessageId: string) => void;
    /** answers a message that has no answer */
    readonly answer: (userMessageId: string) => void;
    readonly continue: (messageId: string) => void;
    readonly steer: (feature: FeatureId) => void;
    readonly branches: () => void;
}

/** How the next answer is asked for, as the window is set now. */
export type AskingNow = () => Pick<Asking, "compare" | "live">;

const keyOf = (conversationId: string) => queries.chat.get.queryKey({input: {conversationId}});
const newSeed = () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

/** Does something to a conversation and shows what came of it. */
async function change(conversationId: string, act: () => Promise<Conversation>): Promise<Conversation | null> {
    try {
        await flushSteering(conversationId);
        const changed = await act();
        queryClient.setQueryData(keyOf(changed.id), changed);
        tellOtherWindows({conversationId: changed.id});
        return changed;
    } catch (error) {
        showError(error);
        return null;
    }
}

export const selectBranch = (conversationId: string, messageId: string) => change(conversationId, () => engine.chat.select({conversationId, messageId}));

/** Begins a new conversation with all of one down to a message, and goes there. */
export async function fork(conversationId: string, messageId: string) {
    const forked = await change(conversationId, () => engine.chat.fork({conversationId, messageId}));
    if (forked === null) return;
    await queryClient.invalidateQueries({queryKey: queries.chat.list.key()});
    go({page: "chat", conversationId: forked.id});
    showToast({tone: "plain", text: "A new conversation, begun with this one.", action: {label: "Back", run: () => go({page: "chat", conversationId})}});
}

interface Opens {
    readonly steer: (feature: FeatureId) => void;
    readonly variants: (userMessageId: string) => void;
    readonly branches: () => void;
}

export function makeChatActions(conversationId: string, now: AskingNow, opens: Opens): ChatActions {
    return {
        ...opens,
        select: (messageId) => void selectBranch(conversationId, messageId),
        edit: ({parentId, attachments}, content) => void send({conversationId, ...now(), parentId, content, ...(attachments && {attachments})}),
        rewrite: ({id}, content) => void change(conversationId, () => engine.chat.rewrite({conversationId, messageId: id, content})),
        fork: (messageId) => void fork(conversationId, messageId),
        regenerate: (answer, seed) => {
            if (answer.parentId === null) return;
            const chosen = seed === "new" ? newSeed() : answer.sampling?.seed;
            void answerAgain({conversationId, ...now(), userMessageId: answer.parentId, ...(chosen !== undefined && {seed: chosen})});
        },
        answer: (userMessageId) => void answerAgain({conversationId, ...now(), userMessageId}),
        continue: (messageId) => {
            const {live} = now();
            void continueAnswer({conversationId, messageId, ...(live && {live})});
        }
    };
}

/** Changes how answers are drawn: what the model is told and how tokens are sampled. */
export async function configureChat(conversationId: string, change: {systemPrompt?: string; sampling?: Partial<Sampling>}) {
    queryClient.setQueryData(
        keyOf(conversationId),
        (old: Conversation | undefined) => old && {...old, ...change, sampling: {...old.sampling, ...change.sampling}}
    );
    try {
        await engine.chat.configure({conversationId, ...change});
        tellOtherWindows({conversationId});
    } catch (error) {
        showError(error);
        void queryClient.invalidateQueries({queryKey: keyOf(conversationId)});
    }
}

export async function copyText(text: string) {
    try {
        await navigator.clipboard.writeText(text);
        showToast({tone: "plain", text: "Copied."}, {milliseconds: 1500});
    } catch {
        showToast({tone: "error", text: "The clipboard could not be written to."});
    }
}
