/** What of a pressed key matters; a browser's `KeyboardEvent` is one. */
export interface Pressed {
    readonly key: string;
    readonly code: string;
    readonly ctrlKey: boolean;
    readonly metaKey: boolean;
    readonly altKey: boolean;
    readonly shiftKey: boolean;
    readonly getModifierState?: (name: string) => boolean;
}

const SILENT = new Set(["Control", "Shift", "Alt", "Meta", "AltGraph", "CapsLock", "NumLock", "Fn", "Dead", "Process", "Unidentified", "Compose"]);
const names: Record<string, string> = {" ": "Space", Escape: "Esc", ArrowUp: "Up", ArrowDown: "Down", ArrowLeft: "Left", ArrowRight: "Right"};

/**
 * Pressed keys as we write them: `Ctrl+Shift+O`, `?`. `Ctrl` is Ctrl or Cmd; Shift is told of letters, digits and keys with names only,
 * as other signs stand on other keys of other keyboards.
 * @returns null where none is pressed that would tell one from another
 */
export function keysOf(pressed: Pressed): string | null {
    const {key, code, ctrlKey, metaKey, altKey, shiftKey} = pressed;
    if (SILENT.has(key) || key === "") return null;
    const control = ctrlKey || metaKey;
    // AltGr writes signs, and comes as Ctrl+Alt on some systems
    const writes = pressed.getModifierState?.("AltGraph") ?? false;
    const place = /^(?:Key|Digit|Numpad)([A-Z\d])$/.exec(code)?.[1];
    // Alt makes other signs of letters, and keyboards without Latin letters have the shortcuts at the same places
    const isForeign = key.length === 1 && (altKey || key > "\u007f");
    const name = (control || altKey) && !writes && isForeign && place !== undefined ? place : (names[key] ?? (key.length === 1 ? key.toUpperCase() : key));
    const tellsShift = shiftKey && (/^[\p{Lu}\d]$/u.test(name) || name.length > 1);
    return [control && !writes && "Ctrl", altKey && !writes && "Alt", tellsShift && "Shift", name].filter(Boolean).join("+");
}

/** `Ctrl++` is Ctrl and plus. */
const partsOf = (keys: string) => keys.split(/\+(?=.)/);

const signs: Record<string, string> = {Ctrl: "⌘", Alt: "⌥", Shift: "⇧", Enter: "↩", Esc: "⎋", Up: "↑", Down: "↓", Left: "←", Right: "→"};
const MAC_ORDER = ["Alt", "Shift", "Ctrl"];

/** Keys as the system's own menus write them: on a Mac `⇧⌘O`. */
export function keyWords(keys: string, mac: boolean): string {
    if (!mac) return keys;
    const parts = partsOf(keys);
    const held = MAC_ORDER.filter((part) => parts.slice(0, -1).includes(part));
    return [...held, parts.at(-1) ?? ""].map((part) => signs[part] ?? part).join("");
}

const OF_TEXT = new Set(["A", "C", "V", "X", "Z", "Y"].flatMap((key) => [`Ctrl+${key}`, `Ctrl+Shift+${key}`]));
const OF_BROWSERS = new Set(["N", "Q", "T", "W"].flatMap((key) => [`Ctrl+${key}`, `Ctrl+Shift+${key}`]));

/** Why an action can't have these keys; null: it can. */
export function reasonAgainst(keys: string): string | null {
    const parts = partsOf(keys);
    const name = parts.at(-1) ?? "";
    const isHeld = parts.includes("Ctrl") || parts.includes("Alt");
    if (OF_TEXT.has(keys)) return "These keys copy, paste and undo.";
    if (OF_BROWSERS.has(keys)) return "A browser keeps these keys for its windows.";
    if (/^Alt\+[1-9]$/.test(keys)) return "These keys apply presets.";
    if (!isHeld && (name.length > 1 ? !/^F\d+$/.test(name) : /[\p{L}\d/]/u.test(name))) return "Hold Ctrl or Alt with it.";
    return null;
}

/** Whether keys write something where a person is typing. */
export const writesText = (keys: string) => partsOf(keys).length === 1 && keys.length === 1;
