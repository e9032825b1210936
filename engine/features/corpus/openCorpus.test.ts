import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {scratchFolder} from "../../dictionaries/fixtures/scratchFolder.ts";
import {openCorpus} from "./openCorpus.ts";

async function read(content: string | Buffer, from = 0) {
    const path = join(await scratchFolder(), `corpus-${Math.random()}`);
    writeFileSync(path, content);
    const corpus = await openCorpus(path);
    const documents = [];
    let last = 0;
    for await (const {document, readBytes, index} of corpus.documents(from)) {
        documents.push(document);
        expect(readBytes).toBeGreaterThanOrEqual(last);
        expect(index).toBe(from + documents.length - 1);
        last = readBytes;
    }
    return {format: corpus.format, documents};
}

const rows = ['{"text":"One."}', "", '{"messages":[{"role":"user","content":"Two?"}]}', '"Three."'];
const expected = [{text: "One."}, {turns: [{role: "user", content: "Two?"}]}, {text: "Three."}];

describe("openCorpus", () => {
    it.each([
        ["JSON lines", "jsonl", rows.join("\n")],
        ["JSON lines with a BOM and Windows line ends", "jsonl", `\uFEFF${rows.join("\r\n")}\r\n`],
        ["JSON lines, gzipped", "jsonl", gzipSync(rows.join("\n"))],
        ["a JSON list", "json", `[\n${rows.filter(Boolean).join(",\n")}\n]`],
        ["a JSON list on one line", "json", `[${rows.filter(Boolean).join(",")}]`],
        ["an object with a list", "json", `{\n"data": [${rows.filter(Boolean).join(",")}]}`]
    ])("reads %s", async (_, format, content) => {
        expect(await read(content)).toEqual({format, documents: expected});
    });

    it("begins at a document in the middle, so that a run can go on there", async () => {
        expect((await read(rows.join("\n"), 2)).documents).toEqual(expected.slice(2));
    });

    it("hands prose on in pieces that end with a line, without losing a character", async () => {
        const text = Array.from({length: 5000}, (_, i) => `Line ${i}, and something more.\n`).join("");
        const {format, documents} = await read(text);
        expect(format).toBe("text");
        expect(documents.length).toBeGreaterThan(2);
        expect(documents.map((document) => ("text" in document ? document.text : "")).join("")).toBe(text);
    });

    it.each([
        ["", "file/truncated"],
        ['{"text":"ok"}\n{"text":', "file/malformed"],
        ['{"text":"ok"}\n{"other":1}', "file/malformed"],
        ['{"nothing": 5}', "file/malformed"],
        ["[1, 2", "file/malformed"],
        ["prose\u0000with zeros", "file/malformed"],
        [gzipSync(rows.join("\n")).subarray(0, 40), "file/truncated"],
        [Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), "file/malformed"]
    ])("refuses %j", async (content, code) => {
        await expect(read(content)).rejects.toMatchObject({code});
    });

    it("refuses what is not there, and folders", async () => {
        await expect(openCorpus(join(await scratchFolder(), "none"))).rejects.toMatchObject({code: "file/not-found"});
        await expect(openCorpus(await scratchFolder())).rejects.toMatchObject({code: "file/malformed"});
    });
});
