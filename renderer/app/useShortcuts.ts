import {useEffect, useRef} from "react";

export interface Shortcuts {
    readonly newChat: () => void;
    readonly searchFeatures: () => void;
    readonly toggleRail: () => void;
    readonly togglePanel: () => void;
    readonly toggleCompare: () => void;
    readonly toggleInspect: () => void;
    readonly openModels: () => void;
    readonly openLibrary: () => void;
    readonly openPair: () => void;
    readonly openFeatures: () => void;
    readonly showShortcuts: () => void;
    /** Escape, where nothing is open above the page */
    readonly leave: () => void;
}

export const shortcutList: ReadonlyArray<readonly [keys: string, what: string]> = [
    ["Enter", "Send the message"],
    ["Shift+Enter", "Begin a new line"],
    ["Esc", "Stop the answer, close what is open, go back to the chat"],
    ["Ctrl+Shift+O", "New chat"],
    ["Ctrl+K", "Find a feature"],
    ["Ctrl+M", "Choose a model"],
    ["Ctrl+Shift+F", "All features"],
    ["/", "Search the list of features"],
    ["Ctrl+Shift+L", "Library of models and dictionaries"],
    ["Ctrl+Shift+H", "Health of model and dictionary"],
    ["Ctrl+J", "Compare on or off"],
    ["Ctrl+I", "Inspect tokens on or off"],
    ["Ctrl+B", "Show or hide conversations"],
    ["Ctrl+.", "Show or hide steering"],
    ["Arrow keys", "Walk the tokens of an inspected answer"],
    ["Enter on a token", "Go into its features; Enter again steers"],
    ["F2, Delete", "Rename or delete a conversation in the list"],
    ["?", "Show this list"]
];

export const isTyping = (target: EventTarget | null) =>
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Keys that work everywhere; Ctrl or Cmd alike. What is open above the page keeps Escape for itself. */
export function useShortcuts(shortcuts: Shortcuts) {
    const latest = useRef(shortcuts);
    latest.current = shortcuts;
    useEffect(() => {
        const onKeyDown = (event: KeyboardEvent) => {
            const now = latest.current;
            if (event.defaultPrevented || event.isComposing) return;
            const withControl: Record<string, () => void> = {
                k: now.searchFeatures,
                m: now.openModels,
                j: now.toggleCompare,
                i: now.toggleInspect,
                b: now.toggleRail,
                ".": now.togglePanel
            };
            const key = event.key.toLowerCase();
            const control = event.ctrlKey || event.metaKey;
            const withShift: Record<string, () => void> = {o: now.newChat, l: now.openLibrary, h: now.openPair, f: now.openFeatures};
            let run: (() => void) | undefined;
            if (control && event.shiftKey && !event.altKey) run = withShift[key];
            else if (control && !event.shiftKey && !event.altKey) run = withControl[key];
            else if (event.key === "?" && !isTyping(event.target)) run = now.showShortcuts;
            else if (event.key === "Escape" && document.querySelector('[role="dialog"], [role="menu"]') === null) run = now.leave;
            if (run === undefined) return;
            event.preventDefault();
            run();
        };
        window.addEventListener("keydown", onKeyDown);
        return () => window.removeEventListener("keydown", onKeyDown);
    }, []);
}
