import {useSyncExternalStore} from "react";
import type {ConversationSummary} from "../../../../engine/contract/chat.ts";

/** A folder that is about to be made. */
export interface WantedFolder {
    /** goes into it; null: nothing does */
    readonly conversation: ConversationSummary | null;
}

let wanted: WantedFolder | null = null;
const listeners = new Set<() => void>();

function set(next: WantedFolder | null) {
    wanted = next;
    for (const listener of listeners) listener();
}

/** Has the rail ask for the name of a new folder. */
export const askForFolder = (conversation: ConversationSummary | null = null) => set({conversation});
export const stopAsking = () => set(null);

export const useWantedFolder = () =>
    useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => void listeners.delete(listener);
        },
        () => wanted
    );
