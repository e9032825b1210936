import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {parquetWriteBuffer} from "hyparquet-writer";
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

    it.each([["UNCOMPRESSED"], ["SNAPPY"]] as const)("reads Parquet (%s), begins in the middle, and leaves other columns alone", async (codec) => {
        const talks = Array.from({length: 25}, (_, i) => [
            {role: "user", content: `Question ${i}?`},
            {role: "assistant", content: "Because."}
        ]);
        const file = parquetWriteBuffer({
            codec,
            rowGroupSize: 10,
            columnData: [
                {name: "id", data: talks.map((_, i) => i), type: "INT32"},
                {name: "messages", data: talks, type: "JSON"},
                {name: "note", data: talks.map(() => "x"), type: "STRING"}
            ]
        });
        const {format, documents} = await read(Buffer.from(file));
        expect(format).toBe("parquet");
        expect(documents).toEqual(talks.map((turns) => ({turns})));
        expect((await read(Buffer.from(file), 17)).documents).toEqual(documents.slice(17));
        const prose = parquetWriteBuffer({columnData: [{name: "text", data: ["One.", "Two."], type: "STRING"}]});
        expect((await read(Buffer.from(prose))).documents).toEqual([{text: "One."}, {text: "Two."}]);
    });

    it("reads Parquet with lists of records in columns of their own, as data sets are published", async () => {
        const file = parquetWriteBuffer({
            schema: [
                {name: "root", num_children: 1},
                {name: "conversations", repetition_type: "OPTIONAL", num_children: 1, converted_type: "LIST"},
                {name: "list", repetition_type: "REPEATED", num_children: 1},
                {name: "element", repetition_type: "OPTIONAL", num_children: 2},
                {name: "from", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL"},
                {name: "value", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL"}
            ],
            columnData: [
                {
                    name: "conversations",
                    data: [
                        [
                            {from: "human", value: "Why?"},
                            {from: "gpt", value: "So."}
                        ],
                        [{from: "human", value: "And?"}]
                    ]
                }
            ]
        });
        expect((await read(Buffer.from(file))).documents).toEqual([
            {
                turns: [
                    {role: "user", content: "Why?"},
                    {role: "assistant", content: "So."}
                ]
            },
            {turns: [{role: "user", content: "And?"}]}
        ]);
    });

    it("refuses Parquet that is cut short, spoilt, or without texts", async () => {
        const file = Buffer.from(
            parquetWriteBuffer({columnData: [{name: "text", data: Array.from({length: 500}, (_, i) => `Text ${i * 7919}`), type: "STRING"}]})
        );
        await expect(read(file.subarray(0, 400))).rejects.toMatchObject({code: "file/malformed", data: {format: "parquet"}});
        const spoilt = Buffer.from(file);
        spoilt.fill(0xff, 4, 60);
        await expect(read(spoilt)).rejects.toMatchObject({code: "file/malformed"});
        const other = parquetWriteBuffer({columnData: [{name: "label", data: [1, 2], type: "INT32"}]});
        await expect(read(Buffer.from(other))).rejects.toMatchObject({code: "file/malformed", data: {detail: expect.stringContaining("label")}});
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

    it("says how far it is in the file, also in a packed one", async () => {
        const lines = Array.from({length: 4000}, (_, i) => JSON.stringify({text: `Text ${i} ${(i * 7919) % 1000} ${"x".repeat(i % 50)}`})).join("\n");
        for (const content of [Buffer.from(lines), gzipSync(lines)]) {
            const path = join(await scratchFolder(), "corpus");
            writeFileSync(path, content);
            const corpus = await openCorpus(path);
            let furthestOff = 0;
            for await (const {index, readBytes} of corpus.documents())
                furthestOff = Math.max(furthestOff, Math.abs(readBytes / corpus.bytes - (index + 1) / 4000));
            expect(furthestOff).toBeLessThan(0.15);
        }
    });

    it("hands on a line of megabytes in pieces, and reads no further than it is asked to", async () => {
        const path = join(await scratchFolder(), "corpus");
        // unpacks to 300 MB, more than a line may have
        writeFileSync(path, gzipSync(Buffer.alloc(300 * 2 ** 20, "many words ")));
        const {format, documents, bytes} = await openCorpus(path);
        expect(format).toBe("text");
        for await (const {document, readBytes} of documents()) {
            expect("text" in document && document.text.length).toBeLessThan(200_000);
            expect(readBytes).toBeLessThan(bytes / 2);
            break;
        }
    });

    it.each([
        ['{"text": null}', "line 1 is neither a text nor a conversation: its text is null"],
        ['{"text": 5, "id": 1}', "its text is a number"],
        ['{"label": 5}', "it has label"]
    ])("says what is wrong with %s", async (content, detail) => {
        await expect(read(content)).rejects.toMatchObject({code: "file/malformed", data: {detail: expect.stringContaining(detail)}});
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
