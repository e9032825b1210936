import {useSyncExternalStore} from "react";

let text = "";
const listeners = new Set<() => void>();
const FIELD_ID = "saelor-message-search";

/** What is looked for in all conversations; kept while the rail is hidden. */
export function setSearchText(next: string) {
    text = next;
    for (const listener of listeners) listener();
}

export const useSearchText = () =>
    useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => void listeners.delete(listener);
        },
        () => text
    );

export const searchFieldId = FIELD_ID;

/** Takes the keyboard to the field. @returns whether it is there */
export function focusMessageSearch(): boolean {
    const field = document.getElementById(FIELD_ID);
    if (!(field instanceof HTMLInputElement)) return false;
    field.select();
    return true;
}
