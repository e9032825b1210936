import type {Conversation} from "../contract/index.ts";
import type {Store} from "../store/openStore.ts";
import {findConversation} from "./findInStore.ts";

/** The name of a conversation that nobody has named and nothing was said in. */
export const UNTITLED = "New chat";

/**
 * A conversation with its whole tree.
 * @throws EngineError `chat/not-found`
 */
export function readConversation(store: Store, conversationId: string): Conversation {
    const {title, ...conversation} = findConversation(store, conversationId);
    return {...conversation, title: title ?? UNTITLED, messages: store.messages.ofConversation(conversationId)};
}
