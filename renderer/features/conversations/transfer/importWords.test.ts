import {describe, expect, it} from "vitest";
import {importWords} from "./importWords.ts";

describe("importWords", () => {
    it("tells how many came, and from where", () => {
        expect(importWords({format: "chatgpt", conversations: 12, messages: 80, skipped: 0})).toBe("12 conversations from ChatGPT.");
        expect(importWords({format: "open-webui", conversations: 1, messages: 2, skipped: 0})).toBe("1 conversation from Open WebUI.");
    });

    it("tells what was left out, and why", () => {
        const found = {format: "saelor", conversations: 2, messages: 4, skipped: 3, skippedBecause: "2 × messages of tools, 1 × an image"} as const;
        expect(importWords(found)).toBe("2 conversations from Saelor. Left out: 2 × messages of tools, 1 × an image.");
    });
});
