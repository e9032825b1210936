import {useSyncExternalStore} from "react";

/** What may lie over a chat. */
export type ChatPanel = "branches" | "variants" | null;

let open: ChatPanel = null;
const listeners = new Set<() => void>();

/** Opens what belongs to the chat on screen, from wherever it is asked for. */
export function openChatPanel(panel: ChatPanel) {
    open = panel;
    for (const listener of listeners) listener();
}

export const useChatPanel = () =>
    useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => void listeners.delete(listener);
        },
        () => open
    );
