import type {ConversationImport, Message} from "../../contract/index.ts";
import type {ConversationRow} from "../../store/conversationQueries.ts";
import type {Store} from "../../store/openStore.ts";
import type {FileConversation} from "../conversationFile.ts";
import type {ForeignConversation} from "./types.ts";

export type NewConversation = Pick<ConversationRow, "sampling" | "steering" | "variantId">;

/** Adds conversations under new ids; to be called within a transaction. */
export function storeConversations(
    store: Store,
    conversations: readonly (FileConversation | ForeignConversation)[],
    fresh: NewConversation
): Pick<ConversationImport, "conversations" | "messages" | "conversationId"> {
    const folders = new Map(store.folders.all().map(({id, name}) => [name, id]));
    const folderOf = (name: string): string => {
        const id = folders.get(name) ?? crypto.randomUUID();
        if (!folders.has(name)) store.folders.save({id, name});
        folders.set(name, id);
        return id;
    };
    let messages = 0;
    let newest: {readonly id: string; readonly updatedAt: number} | undefined;
    for (const conversation of conversations) {
        const id = crypto.randomUUID();
        const {title, createdAt, updatedAt, systemPrompt} = conversation;
        const own = "folder" in conversation ? settingsOf(store, conversation) : fresh;
        const folderId = "folder" in conversation && conversation.folder !== null ? folderOf(conversation.folder) : null;
        store.conversations.insert({id, title, createdAt, updatedAt, systemPrompt, ...own, folderId, headId: null});
        const ids = storeMessages(store, id, conversation.messages);
        const headId = conversation.headId === null ? null : ids.get(conversation.headId)!;
        store.conversations.change(id, {headId});
        messages += conversation.messages.length;
        if (newest === undefined || updatedAt > newest.updatedAt) newest = {id, updatedAt};
    }
    return {conversations: conversations.length, messages, ...(newest && {conversationId: newest.id})};
}

/** a variant that is not in this workspace is none; its steering is here all the same */
function settingsOf(store: Store, {sampling, steering, variantId}: FileConversation): NewConversation {
    return {sampling, steering, variantId: variantId !== null && store.presets.find(variantId) !== undefined ? variantId : null};
}

/** @returns the new id of each old one */
function storeMessages(store: Store, conversationId: string, messages: FileConversation["messages"]): Map<string, string> {
    const ids = new Map(messages.map(({id}) => [id, crypto.randomUUID()]));
    const comparisons = new Map<string, string>();
    for (const {id, parentId, comparison, editedFrom, ...message} of messages) {
        if (comparison !== undefined && !comparisons.has(comparison)) comparisons.set(comparison, crypto.randomUUID());
        const row: Message = {
            ...message,
            ...{id: ids.get(id)!, conversationId, parentId: parentId === null ? null : ids.get(parentId)!},
            ...(comparison !== undefined && {comparison: comparisons.get(comparison)!}),
            ...(editedFrom !== undefined && {editedFrom: ids.get(editedFrom) ?? editedFrom})
        };
        // nobody is writing it here
        if (row.role === "assistant") row.finishReason ??= "interrupted";
        store.messages.insert(row);
    }
    return ids;
}
