import {writeFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {OpenFile} from "../files/OpenFile.ts";
import {aZip} from "../fixtures/aZip.ts";
import {scratchFolder} from "../fixtures/scratchFolder.ts";
import {readZipDirectory} from "./readZipDirectory.ts";

const members = [
    {name: "a/one", bytes: Buffer.from("first")},
    {name: "a/two", bytes: Buffer.from("second one")}
];

async function read(bytes: Uint8Array) {
    const path = join(await scratchFolder(), "x.zip");
    await writeFile(path, bytes);
    const file = await OpenFile.open(path);
    try {
        const directory = await readZipDirectory(file);
        return Object.fromEntries(
            [...directory].map(([name, {offset, bytes: length}]) => [name, Buffer.from(bytes.subarray(offset, offset + length)).toString()])
        );
    } finally {
        await file.close();
    }
}

const code = (expected: string) => expect.objectContaining({code: expected});

describe("readZipDirectory", () => {
    it("finds stored members", async () => {
        expect(await read(aZip(members))).toEqual({"a/one": "first", "a/two": "second one"});
    });

    it("finds them in a ZIP64 too", async () => {
        expect(await read(aZip(members, {zip64: true}))).toEqual({"a/one": "first", "a/two": "second one"});
    });

    it("refuses compressed members: torch writes none, and a bomb is one", async () => {
        await expect(read(aZip([{name: "a/data.pkl", bytes: Buffer.alloc(10), method: 8, size: 2 ** 31}]))).rejects.toThrow(code("file/malformed"));
    });

    it("refuses members on top of each other", async () => {
        const overlapping = [members[0]!, {...members[1]!, headerOffset: 0, size: 5}];
        await expect(read(aZip(overlapping))).rejects.toThrow(code("file/malformed"));
        const inside = aZip([
            {name: "a/x", bytes: aZip([{name: "a/y", bytes: Buffer.from("inner")}])},
            {name: "a/y", bytes: Buffer.from("inner"), headerOffset: 33}
        ]);
        await expect(read(inside)).rejects.toThrow(/overlap/);
    });

    it("refuses a member larger than the file", async () => {
        await expect(read(aZip([{name: "a/one", bytes: Buffer.from("x"), size: 1e9}]))).rejects.toThrow(code("file/truncated"));
        await expect(read(aZip([{name: "a/one", bytes: Buffer.from("x"), size: 2 ** 52}], {zip64: true}))).rejects.toThrow(code("file/truncated"));
    });

    it("refuses the same name twice and paths that climb", async () => {
        await expect(read(aZip([members[0]!, members[0]!]))).rejects.toThrow(code("file/malformed"));
        await expect(read(aZip([{name: "../a", bytes: Buffer.from("x")}]))).rejects.toThrow(code("file/malformed"));
    });

    it("says that a cut zip is cut, wherever", async () => {
        const whole = aZip(members);
        for (let length = 4; length < whole.length; length += 7) {
            await expect(read(whole.subarray(0, length))).rejects.toThrow(code("file/truncated"));
        }
    });
});
