import {type Attachment, attachmentSchema} from "../../contract/index.ts";
import {type Fields, fieldsOf, isFields, textOf, timeOf, titleOf} from "./fields.ts";
import {type ForeignNode, keepVisible} from "./keepVisible.ts";
import type {ForeignConversation, Skips} from "./types.ts";

/**
 * One conversation of Open WebUI's export: `{id, title, chat: {...}, created_at, updated_at}`, times in seconds. `chat.history` holds a tree of messages by
 * their ids and `currentId`, the leaf on screen; older exports have the list `chat.messages` alone.
 * @throws Error where its tree is none
 */
export function readOpenWebui(conversation: Fields, skips: Skips, now: number): ForeignConversation {
    const chat = isFields(conversation.chat) ? conversation.chat : conversation;
    const createdAt = timeOf(conversation.created_at ?? chat.timestamp, now);
    const updatedAt = timeOf(conversation.updated_at, createdAt);
    const history = fieldsOf(chat.history);
    const tree = fieldsOf(history.messages);
    const nodes = Object.keys(tree).length > 0 ? fromTree(tree, createdAt, skips) : fromList(chat.messages, createdAt, skips);
    const system = textOf(fieldsOf(chat.params).system) || textOf(chat.system);
    return {
        title: titleOf(conversation.title) ?? titleOf(chat.title),
        ...{createdAt, updatedAt, systemPrompt: system},
        ...keepVisible(nodes, history.currentId ?? nodes.at(-1)?.id)
    };
}

function fromTree(tree: Fields, createdAt: number, skips: Skips): ForeignNode[] {
    return Object.entries(tree).map(([id, value]) => {
        const {parentId} = fieldsOf(value);
        const known = typeof parentId === "string" && Object.hasOwn(tree, parentId);
        return {id, parentId: known ? parentId : null, message: readMessage(fieldsOf(value), createdAt, skips)};
    });
}

function fromList(list: unknown, createdAt: number, skips: Skips): ForeignNode[] {
    if (!Array.isArray(list)) return [];
    return list.map((value, i) => ({id: `${i}`, parentId: i === 0 ? null : `${i - 1}`, message: readMessage(fieldsOf(value), createdAt, skips)}));
}

function readMessage(message: Fields, otherwise: number, skips: Skips): ForeignNode["message"] {
    const {role} = message;
    const attachments = attachmentsOf(message.files, skips);
    const content = textIn(message.content);
    if (content.trim() === "" && attachments.length === 0) return undefined;
    if (role !== "user" && role !== "assistant") {
        skips.add(role === "system" ? "system messages" : "messages of tools");
        return undefined;
    }
    const createdAt = timeOf(message.timestamp, otherwise);
    if (role === "user") return {role, content, createdAt, ...(attachments.length > 0 && {attachments})};
    const model = textOf(message.model);
    return {role, content, createdAt, finishReason: message.done === false ? "interrupted" : "end-of-turn", ...(model !== "" && {model})};
}

function textIn(content: unknown): string {
    if (!Array.isArray(content)) return textOf(content);
    const pieces = content.map((piece) => textOf(fieldsOf(piece).text));
    return pieces.filter((piece) => piece !== "").join("\n\n");
}

/** Files whose text is in the export come along. */
function attachmentsOf(files: unknown, skips: Skips): Attachment[] {
    if (!Array.isArray(files)) return [];
    return files.flatMap((value) => {
        const entry = fieldsOf(value);
        const file = fieldsOf(entry.file);
        const text = fieldsOf(file.data).content;
        const read = attachmentSchema.safeParse({name: textOf(entry.name) || textOf(file.filename), text});
        if (!read.success) skips.add(entry.type === "image" ? "images" : "files without their text");
        return read.success ? [read.data] : [];
    });
}
