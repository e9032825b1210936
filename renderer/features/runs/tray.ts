import {useSyncExternalStore} from "react";

let isOpen = false;
const listeners = new Set<() => void>();

export function setTray(open: boolean) {
    isOpen = open;
    for (const listener of listeners) listener();
}

export const openTray = () => setTray(true);
export const trayIsOpen = () => isOpen;

export const useTrayOpen = () =>
    useSyncExternalStore((listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
    }, trayIsOpen);
