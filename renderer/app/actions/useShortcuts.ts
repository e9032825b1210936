import {useEffect, useRef} from "react";
import type {ActionId} from "./actionList.ts";
import {keysOf, writesText} from "./keys.ts";
import {useBindings} from "./useBindings.ts";

/** What can be done now; what is absent can't, and its keys are left to whoever else wants them. */
export type Handlers = Readonly<Partial<Record<ActionId, () => void>>>;

/** what lies above the page */
const ABOVE = '[role="dialog"], [role="menu"]';

export const isTyping = (target: EventTarget | null) =>
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/**
 * Keys that work everywhere. What is open above the page keeps Escape for itself.
 * @param leave Escape, where nothing is open above the page
 */
export function useShortcuts(handlers: Handlers, leave: () => void) {
    const {bindings} = useBindings();
    const latest = useRef({handlers, leave, bindings});
    latest.current = {handlers, leave, bindings};
    useEffect(() => {
        // a dialog that goes with its key is gone before that key comes back up to the window
        let wasOpen = false;
        const onDown = () => {
            wasOpen = document.querySelector(ABOVE) !== null;
        };
        const onKeyDown = (event: KeyboardEvent) => {
            const now = latest.current;
            if (event.defaultPrevented || event.isComposing) return;
            const keys = keysOf(event);
            if (keys === null) return;
            let run: (() => void) | undefined;
            if (keys === "Esc") run = wasOpen || document.querySelector(ABOVE) !== null ? undefined : now.leave;
            else if (!writesText(keys) || !isTyping(event.target)) {
                const id = [...now.bindings].find(([, its]) => its === keys)?.[0];
                run = id === undefined ? undefined : now.handlers[id];
            }
            if (run === undefined) return;
            event.preventDefault();
            run();
        };
        window.addEventListener("keydown", onDown, {capture: true});
        window.addEventListener("keydown", onKeyDown);
        return () => {
            window.removeEventListener("keydown", onDown, {capture: true});
            window.removeEventListener("keydown", onKeyDown);
        };
    }, []);
}
