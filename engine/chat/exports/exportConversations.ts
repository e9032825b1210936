import {EngineError} from "../../contract/index.ts";
import {CONVERSATION_FORMAT, type FileConversation} from "../conversationFile.ts";
import {findConversation} from "../findInStore.ts";
import {UNTITLED} from "../readConversation.ts";
import type {ChatDeps} from "../types.ts";
import {toHtml} from "./toHtml.ts";
import {type Branch, toMarkdown} from "./toMarkdown.ts";

export interface ExportInput {
    /** absent: all of them, as `json` only */
    readonly conversationIds?: readonly string[] | undefined;
    readonly format: "json" | "md" | "html";
}

/**
 * Conversations as a file. Features stand in it by their numbers; what they are called is the dictionary's and stays.
 * @throws EngineError `chat/not-found`, `input/invalid`
 */
export function exportConversations({store}: Pick<ChatDeps, "store">, {conversationIds, format}: ExportInput): File {
    if (conversationIds === undefined && format !== "json") throw new EngineError("input/invalid", {detail: `say which conversations are to become ${format}`});
    const ids = conversationIds ?? store.conversations.listings().map(({id}) => id);
    const named = ids.length === 1 ? (findConversation(store, ids[0]!).title ?? UNTITLED) : "conversations";
    const file = (parts: string[], type: string) => new File(parts, `${fileName(named)}.${format}`, {type});
    if (format === "json") return file(jsonOf(store, ids), "application/json");
    const branches = ids.map((id) => branchOf(store, id));
    return format === "md" ? file([branches.map(toMarkdown).join("\n---\n\n")], "text/markdown") : file([toHtml(named, branches)], "text/html");
}

/** in pieces: all conversations together may be longer than a string can be */
function jsonOf(store: ChatDeps["store"], ids: readonly string[]): string[] {
    const folders = new Map(store.folders.all().map(({id, name}) => [id, name]));
    const parts = [`{"format":"${CONVERSATION_FORMAT}","version":1,"conversations":[`];
    ids.forEach((id, i) => {
        const {id: _, folderId, ...conversation} = findConversation(store, id);
        const messages = store.messages.ofConversation(id).map(({conversationId: _conversation, ...message}) => message);
        const whole: FileConversation = {...conversation, folder: (folderId && folders.get(folderId)) || null, messages};
        parts.push(`${i === 0 ? "\n" : ",\n"}${JSON.stringify(whole)}`);
    });
    return [...parts, "\n]}\n"];
}

function branchOf(store: ChatDeps["store"], id: string): Branch {
    const {title, systemPrompt, headId, createdAt} = findConversation(store, id);
    return {title: title ?? UNTITLED, systemPrompt, createdAt, messages: headId === null ? [] : store.messages.branchTo(headId)};
}

/** a name that every file system takes */
function fileName(title: string): string {
    const plain = title
        .normalize("NFC")
        .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-")
        .replace(/^-+|-+$/g, "");
    return [...plain].slice(0, 60).join("") || "conversation";
}
