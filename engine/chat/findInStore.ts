import {EngineError, type Message} from "../contract/index.ts";
import type {ConversationRow} from "../store/conversationQueries.ts";
import type {Store} from "../store/openStore.ts";

/** @throws EngineError `chat/not-found` */
export function findConversation(store: Store, conversationId: string): ConversationRow {
    const conversation = store.conversations.find(conversationId);
    if (conversation === undefined) throw new EngineError("chat/not-found", {id: conversationId});
    return conversation;
}

/**
 * A message of this conversation.
 * @throws EngineError `chat/not-found` when it does not exist or belongs to another
 */
export function findMessageIn(store: Store, conversationId: string, messageId: string): Message {
    const message = store.messages.find(messageId);
    if (message?.conversationId !== conversationId) throw new EngineError("chat/not-found", {id: messageId});
    return message;
}
