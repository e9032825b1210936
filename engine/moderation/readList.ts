import {Readable} from "node:stream";
import {CsvError, parse} from "csv-parse";
import type {z} from "zod";
import {EngineError} from "../contract/index.ts";
import {LIST_COLUMNS, type ListFile, listFileSchema, unguardCell} from "./listFile.ts";
import {tidyText} from "./tidyText.ts";
import type {ListEntry} from "./types.ts";

/** A list as a file holds it; a table says nothing of whose it is. */
export interface ReadList {
    readonly about: Omit<ListFile, "entries"> | undefined;
    readonly entries: readonly ListEntry[];
}

/** A hundred thousand features with a long reason each. */
export const MAX_LIST_BYTES = 64 * 1024 * 1024;
const MAX_ROW = 64 * 1024;

/**
 * Reads a list from the bytes of a file: JSON as Saelor writes it, or a table with the columns index, category and reason.
 * @param path for errors
 * @throws EngineError `file/too-large`, `file/malformed`
 */
export async function readList(path: string, bytes: Uint8Array): Promise<ReadList> {
    if (bytes.length > MAX_LIST_BYTES)
        throw new EngineError("file/too-large", {path, limitBytes: MAX_LIST_BYTES, gotBytes: bytes.length, detail: "a moderation list"});
    let text: string;
    try {
        text = new TextDecoder("utf-8", {fatal: true}).decode(bytes);
    } catch (cause) {
        throw malformed(path, "the text is not UTF-8", cause);
    }
    return /^\s*[{[]/.test(text) ? readJsonList(path, text) : {about: undefined, entries: await readTable(path, bytes)};
}

function readJsonList(path: string, text: string): ReadList {
    let json: unknown;
    try {
        json = JSON.parse(text);
    } catch (cause) {
        throw malformed(path, (cause as Error).message, cause);
    }
    const list = listFileSchema.safeParse(json);
    if (!list.success) throw malformed(path, firstIssue(list.error), list.error);
    const {entries, ...about} = list.data;
    return {about, entries: entries.map(({feature, category, reason}) => ({feature, category: tidyText(category), reason: tidyText(reason)}))};
}

/** In small pieces, so that nobody is held up. */
async function readTable(path: string, bytes: Uint8Array): Promise<ListEntry[]> {
    const parser = parse({bom: true, info: true, skip_empty_lines: true, relax_column_count: true, max_record_size: MAX_ROW});
    const entries: ListEntry[] = [];
    let columns: readonly number[] | undefined;
    try {
        for await (const {record, info} of Readable.from(pieces(bytes)).pipe(parser) as AsyncIterable<Row>) {
            if (columns === undefined) columns = columnsOf(path, record);
            else
                entries.push(
                    entryOf(
                        path,
                        columns.map((column) => record[column] ?? ""),
                        info.lines
                    )
                );
        }
    } catch (error) {
        if (!(error instanceof CsvError)) throw error;
        throw malformed(path, `line ${error.lines ?? "?"}: ${error.message}`, error);
    }
    if (columns === undefined) columnsOf(path, []);
    return entries;
}

interface Row {
    readonly record: readonly string[];
    readonly info: {readonly lines: number};
}

const PIECE = 64 * 1024;

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
    for (let from = 0; from < bytes.length; from += PIECE) yield bytes.subarray(from, from + PIECE);
}

/** @returns where index, category and reason stand; a reason is not needed */
function columnsOf(path: string, header: readonly string[]): number[] {
    const names = header.map((name) => name.trim().toLowerCase());
    const columns = LIST_COLUMNS.map((name) => names.indexOf(name));
    if (columns[0]! < 0 || columns[1]! < 0) throw malformed(path, `neither a list as JSON nor a table with the columns ${LIST_COLUMNS.join(", ")}`);
    return columns;
}

function entryOf(path: string, cells: readonly string[], line: number): ListEntry {
    const [index = "", category, reason] = [cells[0]?.trim(), ...cells.slice(1).map((cell) => tidyText(unguardCell(cell)))];
    if (!/^\d{1,9}$/.test(index)) throw malformed(path, `line ${line}: "${index.slice(0, 40)}" is not the index of a feature`);
    if (!category || category.length > 100) throw malformed(path, `line ${line}: a category of 1 to 100 characters is needed`);
    return {feature: Number(index), category, reason: reason ?? ""};
}

function firstIssue({issues}: z.ZodError): string {
    const [{path = [], message} = {}] = issues as {path?: PropertyKey[]; message?: string}[];
    return `${path.map(String).join(".")}: ${message}${issues.length > 1 ? `, and ${issues.length - 1} more` : ""}`;
}

function malformed(path: string, detail: string, cause?: unknown): EngineError {
    return new EngineError("file/malformed", {path, format: "moderation list", detail}, {cause});
}
