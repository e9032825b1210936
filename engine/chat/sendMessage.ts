import type {Attachment, GenerationEvent, Message} from "../contract/index.ts";
import {answerUnder} from "./answerUnder.ts";
import {findConversation, findMessageIn} from "./findInStore.ts";
import {shortTitle} from "./shortTitle.ts";
import type {Answering, ChatDeps} from "./types.ts";

export interface SendInput extends Answering {
    readonly conversationId: string;
    readonly parentId: string | null;
    readonly content: string;
    readonly attachments?: readonly Attachment[] | undefined;
}

/**
 * Adds a user message and answers it. The message is stored first: it stays even when no model can answer.
 * @throws EngineError `chat/not-found`, `chat/busy`, `feature/moderated` (nothing is stored), `model/not-loaded`, `steering/bad-edit` (the message is)
 */
export async function sendMessage(
    deps: ChatDeps,
    {conversationId, parentId, content, attachments = [], ...answering}: SendInput,
    signal?: AbortSignal
): Promise<AsyncGenerator<GenerationEvent, void, void>> {
    const {store, generations, gate, loaded} = deps;
    findConversation(store, conversationId);
    if (parentId !== null) findMessageIn(store, conversationId, parentId);
    const begun = await generations.begin(conversationId, signal);
    try {
        const conversation = findConversation(store, conversationId);
        // the list may have changed since the steering was set: a message that nothing may answer is not stored
        const {variants, steering = conversation.steering} = answering;
        for (const each of variants ?? [{steering}]) gate.requireSteerable(each.steering, loaded()?.dictionaries[0]);
        const userMessage: Message = {id: crypto.randomUUID(), conversationId, parentId, role: "user", content, createdAt: Date.now()};
        if (attachments.length > 0) userMessage.attachments = [...attachments];
        store.atomically(() => {
            store.messages.insert(userMessage);
            const title = conversation.title === null ? {title: shortTitle(content)} : {};
            store.conversations.change(conversationId, {...title, headId: userMessage.id, updatedAt: userMessage.createdAt});
        });
        return await answerUnder(deps, {begun, conversation, userMessage, isNew: true, ...answering});
    } catch (error) {
        begun.end();
        throw error;
    }
}
