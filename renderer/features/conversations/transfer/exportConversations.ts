import {engine} from "../../../app/engine.ts";
import {saveFile} from "../../../widgets/saveFile.ts";
import {showError} from "../../../widgets/Toasts.tsx";

export const exportFormats = [
    {format: "md", words: "Markdown"},
    {format: "html", words: "HTML"},
    {format: "json", words: "JSON, with all branches"}
] as const;
export type ExportFormat = (typeof exportFormats)[number]["format"];

async function save(input: {conversationIds?: string[]; format: ExportFormat}, name?: string) {
    try {
        const file = await engine.chat.export(input);
        saveFile(file, name ?? file.name);
    } catch (error) {
        showError(error, {retry: () => void save(input, name)});
    }
}

export const exportConversation = (conversationId: string, format: ExportFormat) => void save({conversationIds: [conversationId], format});

/** All of them in one file, which can be imported again. */
export const exportAllConversations = () => void save({format: "json"}, `saelor-conversations-${new Date().toLocaleDateString("sv")}.json`);
