import {EngineError, type GenerationEvent} from "../contract/index.ts";
import {answerUnder} from "./answerUnder.ts";
import {findConversation, findMessageIn} from "./findInStore.ts";
import type {Answering, ChatDeps} from "./types.ts";

export interface AnswerInput extends Answering {
    readonly conversationId: string;
    readonly userMessageId: string;
    /** absent: the conversation's */
    readonly seed?: number | undefined;
}

/**
 * Answers a user message again; its older answers stay beside the new one.
 * @throws EngineError `chat/not-found`, `chat/busy`, `input/invalid` (not a user message), `model/not-loaded`, `steering/bad-edit`
 */
export async function answerAgain(
    deps: ChatDeps,
    {conversationId, userMessageId, ...answering}: AnswerInput,
    signal?: AbortSignal
): Promise<AsyncGenerator<GenerationEvent, void, void>> {
    const {store, generations} = deps;
    findConversation(store, conversationId);
    const userMessage = findMessageIn(store, conversationId, userMessageId);
    if (userMessage.role !== "user") throw new EngineError("input/invalid", {detail: `message ${userMessageId} is no question but an answer`});
    const begun = await generations.begin(conversationId, signal);
    try {
        const conversation = findConversation(store, conversationId);
        return await answerUnder(deps, {begun, conversation, userMessage, isNew: false, ...answering});
    } catch (error) {
        begun.end();
        throw error;
    }
}
