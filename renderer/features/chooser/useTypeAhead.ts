import {useRef} from "react";

const FORGET_MS = 800;

/** @returns the first name after `from`, around the end, that begins with the text; -1: none */
export function findByBeginning(names: readonly string[], text: string, from: number): number {
    const wanted = text.toLowerCase();
    for (let step = 0; step < names.length; step++) {
        const index = (from + step) % names.length;
        if (names[index]!.toLowerCase().startsWith(wanted)) return index;
    }
    return -1;
}

/** Typing a name goes to it. @returns a handler that says whether it took the key */
export function useTypeAhead(names: readonly string[], active: number, activate: (index: number) => void) {
    const typed = useRef({text: "", at: 0});
    return (event: React.KeyboardEvent): boolean => {
        if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return false;
        const now = performance.now();
        const text = now - typed.current.at < FORGET_MS ? typed.current.text + event.key : event.key;
        typed.current = {text, at: now};
        // one letter again and again walks through the names that begin with it
        const index = findByBeginning(names, text, text.length === 1 ? active + 1 : Math.max(0, active));
        if (index >= 0) activate(index);
        return true;
    };
}
