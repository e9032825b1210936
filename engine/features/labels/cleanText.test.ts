import {describe, expect, it} from "vitest";
import {cleanText} from "./cleanText.ts";

describe("cleanText", () => {
    it.each([
        ["nothing odd", "Café, “naïve” 日本語 \u{1f3f4}\u200d☠️", "Café, “naïve” 日本語 \u{1f3f4}\u200d☠️"],
        ["spaces around", "  pirates \n", "pirates"],
        ["line breaks and tabs", "two\nlines\tand\u2028more", "two lines and more"],
        ["control characters", "a\0b\u0007c\u009bd", "a b c d"],
        ["bidirectional overrides", "abc\u202edcba\u202c \u2066x\u2069", "abcdcba x"],
        ["marks that right-to-left text needs", "שלום\u200f!", "שלום\u200f!"],
        ["half surrogates", "a\ud83db\udc00", "a\ufffdb\ufffd"],
        ["a byte order mark", "\ufeffpirates", "pirates"],
        ["nothing but such", "\u202e\0 \ufeff", ""]
    ])("takes text with %s", (_name, text, clean) => {
        expect(cleanText(text)).toBe(clean);
        expect(cleanText(clean)).toBe(clean);
    });
});
