import type {Conversation, Message} from "../contract/index.ts";
import {findConversation, findMessageIn} from "./findInStore.ts";
import {readConversation} from "./readConversation.ts";
import type {ChatDeps} from "./types.ts";

export interface RewriteInput {
    readonly conversationId: string;
    readonly messageId: string;
    readonly content: string;
}

/**
 * Changes a message's text: the new text stands beside the old one, which keeps what follows it, and becomes the head. No model has written it, so it
 * says nothing of how it was generated.
 * @throws EngineError `chat/not-found`, `chat/busy`
 */
export async function rewriteMessage(
    {store, generations}: Pick<ChatDeps, "store" | "generations">,
    {conversationId, messageId, content}: RewriteInput
): Promise<Conversation> {
    findConversation(store, conversationId);
    const {end} = await generations.begin(conversationId);
    try {
        return store.atomically(() => {
            const {parentId, role, attachments} = findMessageIn(store, conversationId, messageId);
            const message: Message = {
                ...{id: crypto.randomUUID(), conversationId, parentId, role, content, createdAt: Date.now(), editedFrom: messageId},
                ...(attachments !== undefined && {attachments}),
                ...(role === "assistant" && {finishReason: "written"})
            };
            store.messages.insert(message);
            store.conversations.change(conversationId, {headId: message.id, updatedAt: message.createdAt});
            return readConversation(store, conversationId);
        });
    } finally {
        end();
    }
}
