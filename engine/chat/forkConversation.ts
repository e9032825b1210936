import type {Conversation, Message} from "../contract/index.ts";
import {findConversation, findMessageIn} from "./findInStore.ts";
import {readConversation} from "./readConversation.ts";
import type {ChatDeps} from "./types.ts";

/**
 * A new conversation that begins with the branch down to a message: what each answer was written under comes along, and so do settings and folder.
 * An answer that is still being written comes as far as it is stored.
 * @throws EngineError `chat/not-found`
 */
export function forkConversation(
    {store}: Pick<ChatDeps, "store">,
    {conversationId, messageId}: {readonly conversationId: string; readonly messageId: string}
): Conversation {
    return store.atomically(() => {
        const original = findConversation(store, conversationId);
        findMessageIn(store, conversationId, messageId);
        const id = crypto.randomUUID();
        const now = Date.now();
        store.conversations.insert({...original, id, createdAt: now, updatedAt: now, headId: null});
        let parentId: string | null = null;
        for (const message of store.messages.branchTo(messageId)) {
            const copy: Message = {...message, id: crypto.randomUUID(), conversationId: id, parentId};
            if (copy.role === "assistant") copy.finishReason ??= "stopped";
            store.messages.insert(copy);
            parentId = copy.id;
        }
        store.conversations.change(id, {headId: parentId});
        return readConversation(store, id);
    });
}
