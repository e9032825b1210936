import {describe, expect, it} from "vitest";
import {readTextFile} from "./readTextFile.ts";

const aFile = (...bytes: number[]) => new File([new Uint8Array(bytes)], "a.txt");

describe("readTextFile", () => {
    it("is what it says, without a byte order mark", async () => expect(await readTextFile(aFile(0xef, 0xbb, 0xbf, 0x41, 0x3f))).toEqual({text: "A?"}));
    it("refuses what is no text", async () => {
        expect(await readTextFile(aFile(0x41, 0x00, 0x42))).toEqual({problem: "a.txt is no text."});
        expect(await readTextFile(aFile(0x89, 0x50, 0x4e, 0x47))).toEqual({problem: "a.txt is no text, or not in UTF-8."});
    });
    it("says of an empty one that it is", async () => {
        expect(await readTextFile(aFile())).toEqual({problem: "a.txt is empty."});
        expect(await readTextFile(aFile(0x20, 0x0a))).toEqual({problem: "a.txt is empty."});
    });
    it("says of one that can't be read, or is too large", async () => {
        const arrayBuffer = () => Promise.reject(new Error("gone"));
        expect(await readTextFile({name: "b.txt", size: 5, arrayBuffer})).toEqual({problem: "b.txt could not be read."});
        expect(await readTextFile({name: "b.txt", size: 3e6, arrayBuffer})).toEqual({problem: expect.stringMatching(/larger/)});
    });
});
