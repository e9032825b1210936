import type {ConversationImport} from "../../contract/index.ts";
import {CONVERSATION_FORMAT, conversationFileSchema, type FileConversation} from "../conversationFile.ts";
import {type Fields, isFields} from "./fields.ts";
import {inOrder} from "./inOrder.ts";
import {readChatGpt} from "./readChatGpt.ts";
import {readOpenWebui} from "./readOpenWebui.ts";
import {type ForeignConversation, Skips} from "./types.ts";

/** What a file holds; of another program's conversations what it does not know is as in a new one. */
export interface ReadConversations {
    readonly format: ConversationImport["format"];
    readonly conversations: readonly (FileConversation | ForeignConversation)[];
    readonly skips: Skips;
}

/**
 * Takes a file of conversations apart by what it holds. Our own must be whole; of another program's those conversations are left out that can't be read.
 * @param now for what has no time
 * @throws Error with what is wrong with it
 */
export function readConversations(text: string, now: number): ReadConversations {
    const value: unknown = JSON.parse(text);
    if (isFields(value) && value.format === CONVERSATION_FORMAT) return readOwn(value);
    const list = (Array.isArray(value) ? value : [value]).filter(isFields);
    const format = formatOf(list);
    if (format === undefined) throw new Error("it holds no conversations of Saelor, ChatGPT or Open WebUI");
    const read = format === "chatgpt" ? readChatGpt : readOpenWebui;
    const skips = new Skips();
    const conversations: ForeignConversation[] = [];
    let failure: unknown;
    for (const one of list) {
        const seen = new Skips();
        try {
            const conversation = read(one, seen, now);
            if (conversation.messages.length === 0) skips.add("conversations without messages");
            else conversations.push(conversation);
            skips.addAll(seen);
        } catch (error) {
            failure = error;
            skips.add("conversations that can't be read");
        }
    }
    if (conversations.length === 0) throw failure ?? new Error("it holds no messages");
    return {format, conversations, skips};
}

function formatOf(list: readonly Fields[]): "chatgpt" | "open-webui" | undefined {
    if (list.some(({mapping}) => isFields(mapping))) return "chatgpt";
    const isChat = (chat: Fields) => Array.isArray(chat.messages) || (isFields(chat.history) && isFields(chat.history.messages));
    return list.some((one) => isChat(isFields(one.chat) ? one.chat : one)) ? "open-webui" : undefined;
}

function readOwn(value: Fields): ReadConversations {
    if (value.version !== 1) throw new Error(`version ${JSON.stringify(value.version)} is not known here; this Saelor reads version 1`);
    const {conversations} = conversationFileSchema.parse(value);
    const ordered = conversations.map((conversation) => {
        const messages = inOrder(conversation.messages);
        const {headId} = conversation;
        if (headId !== null && !messages.some(({id}) => id === headId)) throw new Error(`the branch on screen ends in ${headId}, which is not there`);
        return {...conversation, messages};
    });
    return {format: "saelor", conversations: ordered, skips: new Skips()};
}
