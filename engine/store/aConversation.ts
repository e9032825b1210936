import {DEFAULT_SAMPLING, type Message, NO_STEERING, type Steering} from "../contract/index.ts";
import type {ConversationRow} from "./conversationQueries.ts";

/** For tests: an empty conversation, and an answer in it that is being written. */
export function aConversation({id = "c1", steering = NO_STEERING}: {readonly id?: string; readonly steering?: Steering} = {}) {
    const conversation: ConversationRow = {
        id,
        title: null,
        createdAt: 1,
        updatedAt: 1,
        systemPrompt: "",
        sampling: DEFAULT_SAMPLING,
        steering,
        variantId: null,
        folderId: null,
        headId: null
    };
    const answer: Message = {
        id: `${id}-answer`,
        conversationId: id,
        parentId: null,
        role: "assistant",
        content: "",
        createdAt: 2,
        steering,
        sampling: DEFAULT_SAMPLING
    };
    return {conversation, answer};
}
