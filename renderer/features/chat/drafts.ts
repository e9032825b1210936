import {useSyncExternalStore} from "react";
import type {Attachment} from "../../../engine/contract/chat.ts";
import {showToast} from "../../widgets/Toasts.tsx";
import {takeDroppedPreset} from "../presets/index.ts";
import {MOST_FILES, NotAttachable, readAttachment} from "./attachments/readAttachment.ts";

/** What is being written in a conversation and not yet sent. */
export interface Draft {
    readonly text: string;
    readonly attachments: readonly Attachment[];
}

const EMPTY: Draft = {text: "", attachments: []};
const drafts = new Map<string, Draft>();
const listeners = new Set<() => void>();

export const draftOf = (conversationId: string): Draft => drafts.get(conversationId) ?? EMPTY;

export function changeDraft(conversationId: string, change: Partial<Draft>) {
    drafts.set(conversationId, {...draftOf(conversationId), ...change});
    for (const listener of listeners) listener();
}

export const clearDraft = (conversationId: string) => changeDraft(conversationId, EMPTY);

function subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
}

export const useDraft = (conversationId: string) => useSyncExternalStore(subscribe, () => draftOf(conversationId));

/** Attaches what is text of some files, keeps what is a preset, and says why others could not be taken. */
export async function attachFiles(conversationId: string, files: readonly File[]) {
    let leftOut = 0;
    for (const file of files) {
        try {
            if (await takeDroppedPreset(file)) continue;
            if (draftOf(conversationId).attachments.length >= MOST_FILES) {
                leftOut++;
                continue;
            }
            const attachment = await readAttachment(file);
            changeDraft(conversationId, {attachments: [...draftOf(conversationId).attachments, attachment]});
        } catch (error) {
            // a folder that was dropped can't be read at all
            showToast({tone: "error", text: error instanceof NotAttachable ? error.message : `“${file.name}” could not be read.`});
        }
    }
    if (leftOut > 0) showToast({tone: "error", text: `A message takes at most ${MOST_FILES} files; ${leftOut} ${leftOut === 1 ? "was" : "were"} left out.`});
}
