import {describe, expect, it} from "vitest";
import {MOST_CHARACTERS, readAttachment} from "./readAttachment.ts";

const file = (content: BlobPart, name = "a.txt") => new File([content], name);

describe("readAttachment", () => {
    it("reads UTF-8 with one kind of line end, and UTF-16 that says so", async () => {
        expect(await readAttachment(file("één\r\ntwee"))).toEqual({name: "a.txt", text: "één\ntwee"});
        expect((await readAttachment(file(new Uint8Array([0xff, 0xfe, 0x68, 0, 0x69, 0])))).text).toBe("hi");
    });

    it.each([
        ["binary", file(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0])), /not a text file/],
        ["text with zeros in it", file("a\0b"), /not a text file/],
        ["nothing", file(""), /empty/],
        ["too much", file("x".repeat(MOST_CHARACTERS + 1)), /1,000,001 characters/],
        ["far too much", file("x".repeat(4 * MOST_CHARACTERS + 1)), /has 4 MB; .*at most 1,000,000 characters/]
    ])("refuses %s with a sentence that names the file", async (_, given, sentence) => {
        await expect(readAttachment(given)).rejects.toThrow(sentence);
        await expect(readAttachment(given)).rejects.toThrow("“a.txt”");
    });
});
