import {describe, expect, it} from "vitest";
import {shortTitle} from "./shortTitle.ts";

describe("shortTitle", () => {
    it("keeps a short message on one line", () => {
        expect(shortTitle(" Tell me\nabout  whales ")).toBe("Tell me about whales");
    });

    it("cuts a long one between words", () => {
        const title = shortTitle("Please explain to me in great detail how whales manage to sleep without drowning");
        expect(title).toBe("Please explain to me in great detail how whales manage to…");
    });

    it("cuts within a word that fills the line, and never within a character", () => {
        expect(shortTitle("😀".repeat(100))).toBe(`${"😀".repeat(60)}…`);
    });
});
