import {describe, expect, it} from "vitest";
import {keysOf, keyWords, type Pressed, reasonAgainst} from "./keys.ts";

const press = (key: string, code: string, held: Partial<Pressed> = {}): Pressed => ({
    key,
    code,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...held
});

describe("keysOf", () => {
    it("writes Ctrl and Cmd alike, and letters large", () => {
        expect(keysOf(press("k", "KeyK", {ctrlKey: true}))).toBe("Ctrl+K");
        expect(keysOf(press("O", "KeyO", {metaKey: true, shiftKey: true}))).toBe("Ctrl+Shift+O");
    });

    it("tells Shift of letters and named keys, not of signs that need it", () => {
        expect(keysOf(press("?", "Slash", {shiftKey: true}))).toBe("?");
        expect(keysOf(press("ArrowUp", "ArrowUp", {altKey: true, shiftKey: true}))).toBe("Alt+Shift+Up");
        expect(keysOf(press("+", "Equal", {ctrlKey: true, shiftKey: true}))).toBe("Ctrl++");
    });

    it("reads the place where Alt or the keyboard makes another sign of a letter", () => {
        expect(keysOf(press("¡", "Digit1", {altKey: true}))).toBe("Alt+1");
        expect(keysOf(press("л", "KeyK", {ctrlKey: true}))).toBe("Ctrl+K");
        expect(keysOf(press("Л", "KeyK", {ctrlKey: true, shiftKey: true}))).toBe("Ctrl+Shift+K");
    });

    it("takes what AltGr writes for writing, and a held key alone for nothing", () => {
        expect(keysOf(press("@", "KeyQ", {ctrlKey: true, altKey: true, getModifierState: (name) => name === "AltGraph"}))).toBe("@");
        expect(keysOf(press("Control", "ControlLeft", {ctrlKey: true}))).toBeNull();
    });
});

describe("keyWords", () => {
    it("writes signs in the order of a Mac's menus", () => {
        expect(keyWords("Ctrl+Shift+O", true)).toBe("⇧⌘O");
        expect(keyWords("Ctrl+Alt+Up", true)).toBe("⌥⌘↑");
        expect(keyWords("Ctrl++", true)).toBe("⌘+");
        expect(keyWords("Ctrl+Shift+O", false)).toBe("Ctrl+Shift+O");
    });
});

describe("reasonAgainst", () => {
    it("keeps keys that write, that copy, that browsers keep and that presets have", () => {
        for (const keys of ["K", "5", "Enter", "Space", "Shift+Up", "/", "Ctrl+C", "Ctrl+Shift+Z", "Ctrl+T", "Alt+3"])
            expect([keys, reasonAgainst(keys)]).toEqual([keys, expect.any(String)]);
        for (const keys of ["Ctrl+K", "F8", "?", "Alt+K", "Ctrl+Shift+3", "Alt+0"]) expect([keys, reasonAgainst(keys)]).toEqual([keys, null]);
    });
});
