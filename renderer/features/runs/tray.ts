import {useSyncExternalStore} from "react";
import type {Run} from "../../../engine/contract/runs.ts";
import {showToast} from "../../widgets/Toasts.tsx";

let isOpen = false;
const listeners = new Set<() => void>();

export function setTray(open: boolean) {
    isOpen = open;
    for (const listener of listeners) listener();
}

export const openTray = () => setTray(true);
/** Says that long work has begun, and where it is seen; it covers nothing. */
export function announceRun({title}: Pick<Run, "title">) {
    if (!isOpen) showToast({tone: "plain", text: `${title} has begun.`, action: {label: "Show", run: openTray}}, {milliseconds: 5000});
}

export const trayIsOpen = () => isOpen;

export const useTrayOpen = () =>
    useSyncExternalStore((listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
    }, trayIsOpen);
