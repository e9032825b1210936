import {useSyncExternalStore} from "react";

const open = new Set<string>();
const listeners = new Set<() => void>();

/** Opens or closes the settings of a model, from wherever. */
export function setPanel(modelId: string, isOpen: boolean) {
    if (isOpen) open.add(modelId);
    else open.delete(modelId);
    for (const listener of listeners) listener();
}

export const usePanelOpen = (modelId: string) =>
    useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => void listeners.delete(listener);
        },
        () => open.has(modelId)
    );
