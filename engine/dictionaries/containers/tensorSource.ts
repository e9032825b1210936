import {EngineError} from "../../contract/errors.ts";
import type {ReadableFile} from "../files/ReadableFile.ts";
import {decodeElements} from "../numbers/decodeElements.ts";
import {bytesOf, type ElementType} from "../numbers/elementTypes.ts";
import type {TensorSource} from "../types.ts";
import {isFloatType} from "./isFloatType.ts";
import {transposedChunks} from "./transposedChunks.ts";
import type {StoredTensor} from "./types.ts";

/** What one chunk may take, bytes of float32: large enough for disk speed, and worked on in so few milliseconds that an answer on its way does not falter. */
const CHUNK_BYTES = 2 << 20;
/** A row whose numbers lie apart is read with what lies between them; beyond this it is refused. */
const MAX_SPAN_BYTES = 256 << 20;

/** Rows of numbers in a file. Strides count numbers. */
export interface StridedRows {
    readonly type: ElementType;
    readonly rows: number;
    readonly columns: number;
    readonly rowStride: number;
    readonly columnStride: number;
    /** of the first number, from the start of the file, bytes */
    readonly offset: number;
}

/**
 * A tensor of a file as rows in order, whatever its strides.
 * @param transposed read the columns of a matrix as its rows
 * @throws EngineError `dictionary/unsupported` for a tensor of whole numbers, or one that is no vector or matrix
 */
export function tensorSource(tensor: StoredTensor, {transposed = false} = {}): TensorSource {
    const {name, type, shape, strides, file, offset} = tensor;
    if (!isFloatType(type) || shape.length < 1 || shape.length > 2) {
        throw new EngineError("dictionary/unsupported", {path: file.path, detail: `${name} is a tensor of ${shape.length} dimensions, type ${type}`});
    }
    // A vector is one row.
    const [[rows, rowStride], [columns, columnStride]] =
        shape.length === 1
            ? [[1, 0] as const, [shape[0]!, strides[0]!] as const]
            : transposed
              ? [[shape[1]!, strides[1]!] as const, [shape[0]!, strides[0]!] as const]
              : [[shape[0]!, strides[0]!] as const, [shape[1]!, strides[1]!] as const];
    const layout: StridedRows = {type, rows, columns, rowStride, columnStride, offset};
    return {
        path: file.path,
        name,
        shape: shape.length === 1 ? [columns] : [columns, rows],
        chunks: () => {
            if (columnStride === 1 || columns === 1) return contiguousChunks(file, layout);
            return rowStride === 1 && rows > 1 ? transposedChunks(file, layout) : gatheredChunks(file, layout, name);
        }
    };
}

/** Rows that lie whole, one after the other or with a gap between them. */
async function* contiguousChunks(file: ReadableFile, {type, rows, columns, rowStride, offset}: StridedRows): AsyncGenerator<Float32Array> {
    const perChunk = rowStride === columns ? Math.max(1, Math.floor(CHUNK_BYTES / (columns * 4))) : 1;
    const chunks = Array.from({length: 3}, () => new Float32Array(Math.min(perChunk, rows) * columns));
    const scratch = new Uint8Array(type === "F32" ? 0 : bytesOf(type, Math.min(perChunk, rows) * columns));
    let turn = 0;
    const read = async (row: number) => {
        const out = chunks[turn++ % 3]!.subarray(0, Math.min(perChunk, rows - row) * columns);
        const position = offset + row * bytesOf(type, rowStride);
        if (type === "F32") {
            await file.readExactly(new Uint8Array(out.buffer, 0, out.byteLength), position);
        } else {
            const bytes = scratch.subarray(0, bytesOf(type, out.length));
            await file.readExactly(bytes, position);
            decodeElements(type, bytes, out);
        }
        return out;
    };
    if (rows === 0) return;
    // One chunk is being written, one is with the caller, one is being read.
    let ahead = read(0);
    for (let row = 0; row < rows; row += perChunk) {
        const chunk = await ahead;
        if (row + perChunk < rows) {
            ahead = read(row + perChunk);
            // It may fail while the caller is busy or gone; whoever awaits it sees the error.
            ahead.catch(() => {});
        }
        yield chunk;
    }
}

/** Rows whose numbers lie apart: read from the first to the last, then picked. */
async function* gatheredChunks(file: ReadableFile, layout: StridedRows, name: string): AsyncGenerator<Float32Array> {
    const {type, rows, columns, rowStride, columnStride, offset} = layout;
    const count = (columns - 1) * columnStride + 1;
    if (count * 8 > MAX_SPAN_BYTES) {
        throw new EngineError("dictionary/unsupported", {
            path: file.path,
            detail: `${name} has strides [${rowStride}, ${columnStride}]; its rows lie too far apart`
        });
    }
    const bytes = new Uint8Array(bytesOf(type, count));
    const span = new Float32Array(count);
    for (let row = 0; row < rows; row++) {
        await file.readExactly(bytes, offset + row * bytesOf(type, rowStride));
        decodeElements(type, bytes, span);
        yield Float32Array.from({length: columns}, (_, column) => span[column * columnStride]!);
    }
}
