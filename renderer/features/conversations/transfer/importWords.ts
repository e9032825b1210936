import type {ConversationImport} from "../../../../engine/contract/chat.ts";
import {counted} from "../../../widgets/numbers.ts";

const sources: Record<ConversationImport["format"], string> = {saelor: "Saelor", chatgpt: "ChatGPT", "open-webui": "Open WebUI"};

/** What came of an import: `12 conversations from ChatGPT. Left out: 3 × messages of tools.` */
export function importWords({format, conversations, skipped, skippedBecause}: ConversationImport): string {
    const came = `${counted(conversations, "conversation")} from ${sources[format]}.`;
    return skipped === 0 ? came : `${came} Left out: ${skippedBecause ?? counted(skipped, "message")}.`;
}
