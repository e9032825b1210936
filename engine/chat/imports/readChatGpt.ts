import type {FinishReason} from "../../contract/index.ts";
import {type Fields, fieldsOf, isFields, textOf, timeOf, titleOf} from "./fields.ts";
import {type ForeignNode, keepVisible} from "./keepVisible.ts";
import type {ForeignConversation, Skips} from "./types.ts";

/**
 * One conversation of ChatGPT's `conversations.json`: `mapping` holds a tree of nodes by their ids, `current_node` the leaf on screen, times are in
 * seconds. Most nodes beside questions and answers are ChatGPT's own business: tools, thoughts, hidden instructions. They are left out and counted.
 * @throws Error where its tree is none
 */
export function readChatGpt(conversation: Fields, skips: Skips, now: number): ForeignConversation {
    const createdAt = timeOf(conversation.create_time, now);
    const mapping = Object.entries(fieldsOf(conversation.mapping));
    const parents = parentsOf(mapping);
    const nodes = mapping.map(([id, value]): ForeignNode => {
        const message = fieldsOf(value).message;
        return {id, parentId: parents.get(id) ?? null, message: isFields(message) ? readMessage(message, createdAt, skips) : undefined};
    });
    const updatedAt = timeOf(conversation.update_time, createdAt);
    return {title: titleOf(conversation.title), createdAt, updatedAt, systemPrompt: "", ...keepVisible(nodes, conversation.current_node)};
}

/** A node says its parent; where that is not in the file, the parent may say its children. */
function parentsOf(mapping: readonly (readonly [string, unknown])[]): Map<string, string> {
    const ids = new Set(mapping.map(([id]) => id));
    const parents = new Map<string, string>();
    for (const [id, value] of mapping) {
        const {parent} = fieldsOf(value);
        if (typeof parent === "string" && ids.has(parent)) parents.set(id, parent);
    }
    for (const [id, value] of mapping) {
        const {children} = fieldsOf(value);
        if (!Array.isArray(children)) continue;
        for (const child of children) if (typeof child === "string" && ids.has(child) && !parents.has(child) && child !== id) parents.set(child, id);
    }
    return parents;
}

function readMessage(message: Fields, otherwise: number, skips: Skips): ForeignNode["message"] {
    const content = fieldsOf(message.content);
    const metadata = fieldsOf(message.metadata);
    const role = fieldsOf(message.author).role;
    const text = textIn(content, skips);
    if (text.trim() === "") return undefined;
    const skip = (reason: string) => {
        skips.add(reason);
        return undefined;
    };
    if (metadata.is_visually_hidden_from_conversation === true || metadata.is_user_system_message === true) return skip("hidden messages");
    if (role === "system") return skip("system messages");
    if (role !== "user" && role !== "assistant") return skip("messages of tools");
    if (role === "assistant" && textOf(message.recipient) !== "" && message.recipient !== "all") return skip("messages to tools");
    if (!SHOWN.has(textOf(content.content_type))) return skip(`messages of kind ${textOf(content.content_type).slice(0, 40)}`);
    const createdAt = timeOf(message.create_time, otherwise);
    if (role === "user") return {role, content: text, createdAt};
    const model = textOf(metadata.model_slug);
    return {role, content: text, createdAt, finishReason: endingOf(message, metadata), ...(model !== "" && {model})};
}

/** Kinds of content that are shown as a message; no kind: exports of old. */
const SHOWN = new Set(["", "text", "multimodal_text"]);

function textIn({parts, text}: Fields, skips: Skips): string {
    if (!Array.isArray(parts)) return textOf(text);
    const pieces = parts.map((part) => {
        if (typeof part === "string") return part;
        const {content_type: kind, text: said} = fieldsOf(part);
        if (typeof said === "string") return said;
        if (typeof kind === "string") skips.add(kind.startsWith("image") ? "images" : "parts that are no text");
        return "";
    });
    return pieces.filter((piece) => piece !== "").join("\n\n");
}

function endingOf({status}: Fields, metadata: Fields): FinishReason {
    const {type} = fieldsOf(metadata.finish_details);
    if (type === "max_tokens") return "max-tokens";
    if (type === "interrupted") return "stopped";
    return status === "in_progress" ? "interrupted" : "end-of-turn";
}
