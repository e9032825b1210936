import {describe, expect, it} from "vitest";
import {splitBlocks} from "./markdownBlocks.ts";

const pieces = (text: string) => splitBlocks(text).map((block) => block.text.trimEnd());

describe("splitBlocks", () => {
    it("cuts at blank lines and remembers where each piece begins", () => {
        const text = "one\n\ntwo\nstill two\n\nthree";
        expect(pieces(text)).toEqual(["one", "two\nstill two", "three"]);
        for (const block of splitBlocks(text)) expect(text.startsWith(block.text, block.offset)).toBe(true);
    });

    it("keeps fenced code whole, also while it is still open", () => {
        expect(pieces("a\n\n```js\nx\n\ny\n```\n\nb")).toEqual(["a", "```js\nx\n\ny\n```", "b"]);
        expect(pieces("```\nx\n\ny")).toEqual(["```\nx\n\ny"]);
    });

    it("keeps a list with blank lines between its items whole", () => {
        expect(pieces("1. a\n\n   more\n\n2. b\n\nend")).toEqual(["1. a\n\n   more\n\n2. b", "end"]);
    });

    it("has no pieces for no text", () => expect(splitBlocks("")).toEqual([]));
});
