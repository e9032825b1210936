import {engine, queries, queryClient} from "../../../app/engine.ts";
import {go} from "../../../app/route.ts";
import {counted} from "../../../widgets/numbers.ts";
import {showError, showToast} from "../../../widgets/Toasts.tsx";
import {takeDroppedPreset} from "../../presets/index.ts";
import {importWords} from "./importWords.ts";

/** long enough to read what was left out */
const TOLD_MS = 12_000;

/** Adds what a file holds to the conversations, and tells what came of it. */
export async function importConversations(file: File) {
    try {
        const imported = await engine.chat.import({file});
        await Promise.all([queries.chat.list, queries.chat.folders].map((query) => queryClient.invalidateQueries({queryKey: query.key()})));
        const {conversationId} = imported;
        showToast(
            {
                tone: "plain",
                text: importWords(imported),
                ...(conversationId !== undefined && {action: {label: "Open", run: () => go({page: "chat", conversationId})}})
            },
            {milliseconds: TOLD_MS}
        );
    } catch (error) {
        showError(error);
    }
}

/** Files that fell on the rail: presets go to the presets, other JSON is conversations. */
export async function takeFiles(files: readonly File[]) {
    const others: File[] = [];
    for (const file of files) {
        if (await takeDroppedPreset(file)) continue;
        if (file.name.toLowerCase().endsWith(".json")) await importConversations(file);
        else others.push(file);
    }
    if (others.length > 0) {
        showToast({tone: "error", text: `${counted(others.length, "file")} not taken: conversations are imported from .json files.`});
    }
}

/** Asks which files to import. */
export function chooseImport() {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.accept = ".json,application/json";
    input.addEventListener("change", () => void takeFiles([...(input.files ?? [])]));
    input.click();
}
