import {describe, expect, it} from "vitest";
import {textStream} from "./textStream.ts";

/** Tokens are bytes. */
const detokenize = (tokens: readonly number[]) => new TextDecoder().decode(Uint8Array.from(tokens));

describe("textStream", () => {
    it("never gives half a character", () => {
        const bytes = [...new TextEncoder().encode("a€😀b")];
        const stream = textStream(detokenize);
        const pieces = bytes.map((byte) => stream.push(byte));
        expect(pieces.join("")).toBe("a€😀b");
        expect(pieces.every((piece) => !piece.includes("\uFFFD"))).toBe(true);
    });

    it("gives what is left at the end, and does not wait for ever on bytes that are no text", () => {
        const stream = textStream(detokenize);
        expect(stream.push(0xe2)).toBe("");
        expect(stream.end()).toBe("\uFFFD");
        const broken = textStream(detokenize);
        expect(Array.from({length: 8}, () => broken.push(0xff)).join("")).toContain("\uFFFD");
    });
});
