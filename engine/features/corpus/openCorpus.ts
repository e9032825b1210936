import {stat} from "node:fs/promises";
import {EngineError} from "../../contract/index.ts";
import {toFileError} from "../../dictionaries/files/toFileError.ts";
import {DOCUMENT_COLUMNS, documentOf} from "./documentOf.ts";
import {readLines} from "./readLines.ts";
import {readParquet, startsAsParquet} from "./readParquet.ts";
import type {Corpus, CorpusDocument, ReadDocument} from "./types.ts";

/** Prose is handed on in pieces of about this many characters, cut at a line's end. */
const PIECE = 32_768;
/** A whole JSON document is parsed at once. */
const LARGEST_JSON = 512 * 2 ** 20;

/**
 * A corpus file, whatever its name: JSON lines, a JSON list, or plain text, gzip or not; or Parquet.
 * @throws EngineError `file/*`
 */
export async function openCorpus(path: string): Promise<Corpus> {
    let bytes: number;
    try {
        const found = await stat(path);
        if (!found.isFile()) {
            const detail = `it is ${found.isDirectory() ? "a folder" : "no regular file"}: give one file of texts or conversations`;
            throw new EngineError("file/malformed", {path, format: "corpus", detail});
        }
        bytes = found.size;
    } catch (error) {
        throw toFileError(error, path, "read");
    }
    if (bytes === 0) throw new EngineError("file/truncated", {path, gotBytes: 0, detail: "the file is empty"});
    if (await startsAsParquet(path)) return {path, format: "parquet", bytes, documents: (from = 0) => parquet(path, from)};
    const format = await formatOf(path);
    const read = {jsonl, json, text: prose}[format];
    return {path, format, bytes, documents: (from = 0) => skip(numbered(read(path)), from)};
}

async function formatOf(path: string): Promise<"jsonl" | "json" | "text"> {
    for await (const {text, ends} of readLines(path, {piece: PIECE})) {
        const line = text.replace(/^\uFEFF/, "").trim();
        if (line === "") continue;
        if (!ends && !line.startsWith("[") && !line.startsWith("{")) return "text";
        if (!ends) return formatOfLong(path);
        if (line.startsWith("[")) return documentOf(parse(line)) === undefined ? "json" : "jsonl";
        if (line.startsWith("{")) return parse(line) === undefined ? "json" : "jsonl";
        return line.startsWith('"') && typeof parse(line) === "string" ? "jsonl" : "text";
    }
    return "text";
}

/** By the whole of the first line, which may be a document of megabytes. */
async function formatOfLong(path: string): Promise<"jsonl" | "json"> {
    for await (const {text} of readLines(path)) {
        const line = text.replace(/^\uFEFF/, "").trim();
        if (line !== "") return documentOf(parse(line)) === undefined && (line.startsWith("[") || parse(line) === undefined) ? "json" : "jsonl";
    }
    return "json";
}

type Unnumbered = Omit<ReadDocument, "index">;

async function* jsonl(path: string): AsyncGenerator<Unnumbered> {
    let number = 0;
    for await (const {text, readBytes} of readLines(path)) {
        number++;
        const line = text.replace(/^\uFEFF/, "").trim();
        if (line === "") continue;
        const row = parse(line);
        if (row === undefined) throw malformed(path, `line ${number} is not JSON`);
        yield {document: known(path, row, `line ${number}`), readBytes};
    }
}

async function* json(path: string): AsyncGenerator<Unnumbered> {
    let text = "";
    let readBytes = 0;
    for await (const line of readLines(path)) {
        text += `${line.text}\n`;
        readBytes = line.readBytes;
        if (text.length > LARGEST_JSON)
            throw new EngineError("file/too-large", {
                path,
                limitBytes: LARGEST_JSON,
                gotBytes: text.length,
                detail: "a JSON list of this size is read as JSON lines only"
            });
    }
    const content = parse(text.replace(/^\uFEFF/, ""));
    if (content === undefined) throw malformed(path, "it begins like JSON and is not");
    const rows = Array.isArray(content) ? content : rowsOf(content);
    if (rows === undefined) throw malformed(path, "no list of documents is in it");
    for (const [i, row] of rows.entries()) yield {document: known(path, row, `entry ${i}`), readBytes: (readBytes * (i + 1)) / rows.length};
}

/** `{"data": [...]}`, and Saelor's own texts. */
function rowsOf(content: unknown): unknown[] | undefined {
    if (typeof content !== "object" || content === null) return undefined;
    for (const name of ["documents", "data", "rows", "conversations"]) {
        const rows = (content as Record<string, unknown>)[name];
        if (Array.isArray(rows)) return rows;
    }
    return undefined;
}

async function* prose(path: string): AsyncGenerator<Unnumbered> {
    let piece = "";
    let readBytes = 0;
    for await (const line of readLines(path, {piece: PIECE})) {
        if (line.text.includes("\u0000")) throw malformed(path, "it holds zero bytes: this is no text");
        piece += line.ends ? `${line.text}\n` : line.text;
        readBytes = line.readBytes;
        if (piece.length < PIECE) continue;
        yield {document: {text: piece}, readBytes};
        piece = "";
    }
    if (piece.trim() !== "") yield {document: {text: piece}, readBytes};
}

async function* parquet(path: string, from: number): AsyncGenerator<ReadDocument> {
    for await (const {index, row, readBytes} of readParquet(path, from)) yield {index, document: known(path, row, `row ${index}`), readBytes};
}

async function* numbered(documents: AsyncIterable<Unnumbered>): AsyncGenerator<ReadDocument> {
    let index = 0;
    for await (const one of documents) yield {index: index++, ...one};
}

async function* skip(documents: AsyncIterable<ReadDocument>, from: number): AsyncGenerator<ReadDocument> {
    for await (const one of documents) if (one.index >= from) yield one;
}

function known(path: string, row: unknown, place: string): CorpusDocument {
    const document = documentOf(row);
    if (document === undefined) {
        throw malformed(path, `${place} is neither a text nor a conversation: ${whatIsIn(row)}`);
    }
    return document;
}

/** `text is null`: a field of a known name that holds something else tells more than the list of names. */
function whatIsIn(row: unknown): string {
    if (typeof row !== "object" || row === null) return `it is ${row === null ? "null" : `a ${typeof row}`}`;
    const empty = Object.entries(row).filter(
        ([name, value]) => DOCUMENT_COLUMNS.has(name) && (value === null || typeof value !== "object") && typeof value !== "string"
    );
    if (empty.length > 0) return empty.map(([name, value]) => `its ${name} is ${value === null ? "null" : `a ${typeof value}`}`).join(", ");
    return `it has ${Object.keys(row).slice(0, 8).join(", ") || "nothing"}`;
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

const malformed = (path: string, detail: string) => new EngineError("file/malformed", {path, format: "corpus", detail});
