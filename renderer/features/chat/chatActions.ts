import type {Conversation, Message} from "../../../engine/contract/chat.ts";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import type {Sampling} from "../../../engine/contract/sampling.ts";
import {engine, queries, queryClient} from "../../app/engine.ts";
import {showError, showToast} from "../../widgets/Toasts.tsx";
import {flushSteering} from "../steering/index.ts";
import {answerAgain, continueAnswer, send} from "./generations.ts";

/** What a message lets a person do. */
export interface ChatActions {
    readonly select: (messageId: string) => void;
    readonly edit: (message: Message, content: string) => void;
    /** answers again from the same seed, or from another one */
    readonly regenerate: (answer: Message, seed: "same" | "new") => void;
    /** answers a message that has no answer */
    readonly answer: (userMessageId: string) => void;
    readonly continue: (messageId: string) => void;
    readonly steer: (feature: FeatureId) => void;
}

const keyOf = (conversationId: string) => queries.chat.get.queryKey({input: {conversationId}});
const newSeed = () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

export async function selectBranch(conversationId: string, messageId: string) {
    try {
        await flushSteering(conversationId);
        queryClient.setQueryData(keyOf(conversationId), await engine.chat.select({conversationId, messageId}));
    } catch (error) {
        showError(error);
    }
}

export function makeChatActions(conversationId: string, compare: () => boolean, steer: (feature: FeatureId) => void): ChatActions {
    return {
        select: (messageId) => void selectBranch(conversationId, messageId),
        edit: (message, content) => void send({conversationId, parentId: message.parentId, content, compare: compare()}),
        regenerate: (answer, seed) => {
            if (answer.parentId === null) return;
            const chosen = seed === "new" ? newSeed() : answer.sampling?.seed;
            void answerAgain({conversationId, userMessageId: answer.parentId, compare: compare(), ...(chosen !== undefined && {seed: chosen})});
        },
        answer: (userMessageId) => void answerAgain({conversationId, userMessageId, compare: compare()}),
        continue: (messageId) => void continueAnswer({conversationId, messageId}),
        steer
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
