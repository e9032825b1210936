import {describe, expect, it} from "vitest";
import {cutWindows} from "./cutWindows.ts";

/** A token a character; BOS is 0. */
const model = {tokenize: (text: string, {bos = false} = {}) => [...(bos ? [0] : []), ...Array.from(text, (letter) => letter.charCodeAt(0))]};

describe("cutWindows", () => {
    it("begins every piece with BOS and fills the context", () => {
        const windows = cutWindows(["a".repeat(20)], model, 8, 1000);
        expect(windows.map((window) => window.length)).toEqual([8, 8, 7]);
        expect(windows.every(([first]) => first === 0)).toBe(true);
    });

    it("keeps documents apart, and stops at so many tokens", () => {
        expect(cutWindows(["abc", "defg", "hi"], model, 512, 6).map((window) => String.fromCharCode(...window.slice(1)))).toEqual(["abc", "def"]);
    });

    it("leaves out pieces in which nothing can be predicted", () => {
        expect(cutWindows(["", "x"], model, 512, 100)).toEqual([]);
    });
});
