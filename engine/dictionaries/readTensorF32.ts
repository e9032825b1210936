import {EngineError} from "../contract/errors.ts";
import {OpenFile} from "./files/OpenFile.ts";
import {decodeElements} from "./numbers/decodeElements.ts";
import {bytesOf} from "./numbers/elementTypes.ts";
import type {DictionaryFile, TensorEntry} from "./types.ts";

/** Bulk work on weights is the native core's; this is for vectors and for the rows of a few thousand features. */
const MAX_BYTES = 1 << 30;

/**
 * Rows of a tensor as float32, dequantised, read by their place in the file.
 * @param tensor one of `file.tensors`
 * @param rows feature numbers for a matrix, in any order; absent: all rows. A vector has one row.
 * @returns [rows, shape[0]] row-major, in the order asked
 * @throws EngineError `input/invalid` for rows that are not there or too many at once, `file/truncated`, `file/not-found`
 */
export async function readTensorF32(
    file: Pick<DictionaryFile, "path">,
    tensor: TensorEntry,
    {rows}: {readonly rows?: readonly number[]} = {}
): Promise<Float32Array> {
    const [columns = 0, nRows = 1] = tensor.shape;
    const nWanted = rows?.length ?? nRows;
    assertRows(tensor, rows ?? [], nRows, nWanted * columns * 4);
    const out = new Float32Array(nWanted * columns);
    const rowBytes = bytesOf(tensor.type, columns);
    const open = await OpenFile.open(file.path);
    try {
        for (let start = 0; start < nWanted; ) {
            const run = rows ? consecutive(rows, start) : nRows;
            const bytes = new Uint8Array(run * rowBytes);
            await open.readExactly(bytes, tensor.offset + (rows?.[start] ?? 0) * rowBytes);
            decodeElements(tensor.type, bytes, out.subarray(start * columns, (start + run) * columns));
            start += run;
        }
        return out;
    } finally {
        await open.close();
    }
}

/** How many of the rows from `start` on lie one after the other in the file. */
function consecutive(rows: readonly number[], start: number): number {
    let end = start + 1;
    while (end < rows.length && rows[end] === rows[end - 1]! + 1) end++;
    return end - start;
}

function assertRows({name}: TensorEntry, rows: readonly number[], nRows: number, bytes: number): void {
    const wrong = rows.find((row) => !(Number.isInteger(row) && row >= 0 && row < nRows));
    if (wrong !== undefined) throw new EngineError("input/invalid", {detail: `${name} has rows 0 to ${nRows - 1}, not ${wrong}`});
    if (bytes > MAX_BYTES) throw new EngineError("input/invalid", {detail: `${bytes} bytes of ${name} at once; ${MAX_BYTES} at most`});
}
