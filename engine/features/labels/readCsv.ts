import {Readable} from "node:stream";
import {CsvError, parse} from "csv-parse";
import {isGuarded, unguardCell} from "./csvGuard.ts";
import {malformedLabels, tooLargeLabels} from "./labelFileErrors.ts";
import {LABEL_FIELDS} from "./rawLabels.ts";
import {type LabelChunk, type LabelText, MAX_ENTRY, type RawLabel} from "./types.ts";

/** How a table is to be read. */
export interface CsvColumns {
    readonly delimiter: string;
    /** rows before the first label */
    readonly skip: number;
    /** which part of a label each column holds */
    readonly parts: readonly (keyof RawLabel | undefined)[];
    /** written by Saelor, which guards cells against being run as formulas */
    readonly guarded: boolean;
}

/** @returns undefined when the text does not begin as a table of labels does */
export function findCsvColumns(head: string): CsvColumns | undefined {
    const [first = "", ...following] = head.split(/\r\n|\n|\r/, 2);
    // Excel's own hint, a line before the header
    const hint = /^sep=(.)$/.exec(first)?.[1];
    const line = hint === undefined ? first : (following[0] ?? "");
    const delimiter = hint ?? likeliestDelimiter(line);
    const names = splitLine(line, delimiter);
    const parts = names.map(partOf);
    const skip = hint === undefined ? 0 : 1;
    if (parts.includes("index") && parts.includes("description")) return {delimiter, skip: skip + 1, parts, guarded: isGuarded(names)};
    // no header, but a number and a text
    if (names.length >= 2 && /^\d+$/.test(names[0]!)) return {delimiter, skip, parts: ["index", "description"], guarded: false};
    return undefined;
}

/**
 * RFC 4180, also with semicolons or tabs.
 * @throws EngineError `file/malformed` with the line, `file/too-large` (one row)
 */
export async function* readCsv({path, chunks}: LabelText, {delimiter, skip, parts, guarded}: CsvColumns): AsyncGenerator<LabelChunk, void, void> {
    const parser = parse({
        delimiter,
        from: skip + 1,
        relax_column_count: true,
        skip_empty_lines: true,
        max_record_size: MAX_ENTRY,
        // where commas are decimal points, tables have semicolons
        cast: delimiter === ";" ? (cell, {index}) => (parts[index] === "score" ? cell.replace(",", ".") : cell) : false
    });
    const source = Readable.from(chunks);
    source.on("error", (error) => parser.destroy(error));
    parser.on("close", () => source.destroy());
    let labels: RawLabel[] = [];
    try {
        for await (const row of source.pipe(parser) as AsyncIterable<string[]>) {
            const label: Record<string, unknown> = {index: undefined, description: undefined};
            for (const [column, part] of parts.entries())
                if (part !== undefined && row[column] !== "") label[part] = guarded ? unguardCell(row[column]) : row[column];
            labels.push(label as unknown as RawLabel);
            if (labels.length < 256) continue;
            yield {format: "csv", labels};
            labels = [];
        }
    } catch (error) {
        if (!(error instanceof CsvError)) throw error;
        const line = `line ${error.lines ?? "?"}`;
        if (error.code === "CSV_MAX_RECORD_SIZE") throw tooLargeLabels(path, MAX_ENTRY, MAX_ENTRY + 1, line);
        throw malformedLabels(path, `${line}: ${error.message}`, error);
    }
    if (labels.length > 0) yield {format: "csv", labels};
}

function likeliestDelimiter(line: string): string {
    const unquoted = line.replace(/"[^"]*"/g, "");
    const counts = [",", ";", "\t"].map((delimiter) => ({delimiter, n: unquoted.split(delimiter).length}));
    return counts.reduce((best, one) => (one.n > best.n ? one : best)).delimiter;
}

function splitLine(line: string, delimiter: string): string[] {
    return line.split(delimiter).map((name) =>
        name
            .trim()
            .replace(/^"(.*)"$/, "$1")
            .trim()
    );
}

function partOf(name: string): keyof RawLabel | undefined {
    const wanted = name.toLowerCase().replaceAll(/[\s-]+/g, "_");
    return (Object.entries(LABEL_FIELDS) as [keyof RawLabel, readonly string[]][]).find(([, names]) => names.includes(wanted))?.[0];
}
