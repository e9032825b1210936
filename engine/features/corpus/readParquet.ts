import type {AsyncBuffer, FileMetaData} from "hyparquet";
import {EngineError, isEngineError} from "../../contract/index.ts";
import {OpenFile} from "../../dictionaries/files/OpenFile.ts";
import {DOCUMENT_COLUMNS} from "./documentOf.ts";

/** A row group is decoded at once; published data sets keep theirs far below this. */
const LARGEST_ROW_GROUP = 2 ** 30;

export interface ParquetRow {
    /** from 0, over the whole file */
    readonly index: number;
    readonly row: unknown;
    /** of the file, as if all rows had the same size */
    readonly readBytes: number;
}

/** Whether a file begins as Parquet does. */
export async function startsAsParquet(path: string): Promise<boolean> {
    const file = await OpenFile.open(path);
    try {
        const start = new Uint8Array(4);
        if (file.size < 12) return false;
        await file.readExactly(start, 0);
        return Buffer.from(start).toString("latin1") === "PAR1";
    } finally {
        await file.close();
    }
}

/**
 * Rows of a Parquet file as objects of those columns that documents are made of, in any of the usual compressions; memory holds one row group.
 * @param from number of the first row that is wanted: row groups before it are not read
 * @throws EngineError `file/*`; `file/malformed` where no column could hold a document, `file/too-large` for a row group above 1 GiB
 */
export async function* readParquet(path: string, from = 0): AsyncGenerator<ParquetRow, void, void> {
    const [{parquetMetadataAsync, parquetReadObjects}, {compressors}] = await Promise.all([import("hyparquet"), import("hyparquet-compressors")]);
    const malformed = (detail: string, cause?: unknown) => new EngineError("file/malformed", {path, format: "parquet", detail}, {cause});
    const known = async <T>(work: () => Promise<T>): Promise<T> => {
        try {
            return await work();
        } catch (error) {
            throw isEngineError(error) ? error : malformed((error as Error).message, error);
        }
    };
    const open = await OpenFile.open(path);
    try {
        const file: AsyncBuffer = {
            byteLength: open.size,
            async slice(start, end = open.size) {
                const bytes = new Uint8Array(Math.max(0, Math.min(end, open.size) - start));
                await open.readExactly(bytes, start);
                return bytes.buffer;
            }
        };
        const metadata = await known(() => parquetMetadataAsync(file));
        const columns = columnsOf(metadata).filter((column) => DOCUMENT_COLUMNS.has(column));
        if (columns.length === 0) throw malformed(`no column holds texts or conversations: it has ${columnsOf(metadata).slice(0, 12).join(", ") || "none"}`);
        const nRows = Number(metadata.num_rows);
        let first = 0;
        for (const group of metadata.row_groups) {
            const end = first + Number(group.num_rows);
            const start = Math.max(first, from);
            if (start < end) {
                const bytes = bytesOf(group, columns);
                if (bytes > LARGEST_ROW_GROUP)
                    throw new EngineError("file/too-large", {
                        path,
                        limitBytes: LARGEST_ROW_GROUP,
                        gotBytes: bytes,
                        detail: `rows ${first} to ${end - 1} are one group`
                    });
                const rows = await known(() => parquetReadObjects({file, metadata, compressors, columns, rowStart: start, rowEnd: end}));
                for (const [i, row] of rows.entries()) yield {index: start + i, row, readBytes: (open.size * (start + i + 1)) / nRows};
            }
            first = end;
        }
    } finally {
        await open.close();
    }
}

/** Names of the outermost columns. */
function columnsOf({row_groups}: FileMetaData): string[] {
    return [...new Set(row_groups.flatMap(({columns}) => columns.flatMap(({meta_data}) => meta_data?.path_in_schema[0] ?? [])))];
}

function bytesOf({columns}: FileMetaData["row_groups"][number], wanted: readonly string[]): number {
    return columns.reduce(
        (sum, {meta_data}) => sum + (wanted.includes(meta_data?.path_in_schema[0] ?? "") ? Number(meta_data!.total_uncompressed_size) : 0),
        0
    );
}
