import {CsvError, parse} from "csv-parse/sync";
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
export function readList(path: string, bytes: Uint8Array): ReadList {
    if (bytes.length > MAX_LIST_BYTES)
        throw new EngineError("file/too-large", {path, limitBytes: MAX_LIST_BYTES, gotBytes: bytes.length, detail: "a moderation list"});
    let text: string;
    try {
        text = new TextDecoder("utf-8", {fatal: true}).decode(bytes);
    } catch (cause) {
        throw malformed(path, "the text is not UTF-8", cause);
    }
    return /^\s*[{[]/.test(text) ? readJsonList(path, text) : {about: undefined, entries: readTable(path, text)};
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

function readTable(path: string, text: string): ListEntry[] {
    let rows: {readonly record: readonly string[]; readonly info: {readonly lines: number}}[];
    try {
        rows = parse(text, {bom: true, info: true, skip_empty_lines: true, relax_column_count: true, max_record_size: MAX_ROW}) as unknown as typeof rows;
    } catch (error) {
        if (!(error instanceof CsvError)) throw error;
        throw malformed(path, `line ${error.lines ?? "?"}: ${error.message}`, error);
    }
    const [header, ...lines] = rows;
    const names = header?.record.map((name) => name.trim().toLowerCase()) ?? [];
    const [index, category, reason] = LIST_COLUMNS.map((name) => names.indexOf(name)) as [number, number, number];
    if (index < 0 || category < 0) throw malformed(path, `neither a list as JSON nor a table with the columns ${LIST_COLUMNS.join(", ")}`);
    return lines.map(({record, info}) => {
        const said = {
            index: record[index]?.trim() ?? "",
            category: tidyText(unguardCell(record[category] ?? "")),
            reason: tidyText(unguardCell(record[reason] ?? ""))
        };
        if (!/^\d{1,9}$/.test(said.index)) throw malformed(path, `line ${info.lines}: "${said.index.slice(0, 40)}" is not the index of a feature`);
        if (said.category === "" || said.category.length > 100) throw malformed(path, `line ${info.lines}: a category of 1 to 100 characters is needed`);
        return {feature: Number(said.index), category: said.category, reason: said.reason};
    });
}

function firstIssue({issues}: z.ZodError): string {
    const [{path = [], message} = {}] = issues as {path?: PropertyKey[]; message?: string}[];
    return `${path.map(String).join(".")}: ${message}${issues.length > 1 ? `, and ${issues.length - 1} more` : ""}`;
}

function malformed(path: string, detail: string, cause?: unknown): EngineError {
    return new EngineError("file/malformed", {path, format: "moderation list", detail}, {cause});
}
