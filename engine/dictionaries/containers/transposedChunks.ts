import type {ReadableFile} from "../files/ReadableFile.ts";
import {decodeElements} from "../numbers/decodeElements.ts";
import {bytesOf} from "../numbers/elementTypes.ts";
import type {StridedRows} from "./tensorSource.ts";

/**
 * Memory for one block of rows. At a true size (8,192 columns) it holds 8,192 rows, so that each read takes 32 KB: a disk's full speed,
 * in a fraction of the memory that the whole matrix would need.
 */
const BLOCK_BYTES = 256 << 20;
/** As small as `tensorSource`'s, for the same reason. */
const CHUNK_BYTES = 2 << 20;
/** Reads under way at once; Node's pool has four threads. */
const LANES = 4;
/** Columns and rows of a tile: a tile's 64 cache lines stay in the first-level cache while its rows are written. */
const TILE_COLUMNS = 64;
const TILE_ROWS = 16;

/**
 * Rows of a matrix that lies in columns (`rowStride` 1): a block of rows is gathered with one read per column, then turned in tiles.
 * @returns chunks of whole rows, [n, columns]
 */
export async function* transposedChunks(
    file: ReadableFile,
    layout: StridedRows,
    {blockBytes = BLOCK_BYTES, chunkBytes = CHUNK_BYTES} = {}
): AsyncGenerator<Float32Array> {
    const {rows, columns} = layout;
    const blockRows = Math.min(rows, Math.max(TILE_ROWS, Math.floor(blockBytes / (columns * 4) / TILE_ROWS) * TILE_ROWS));
    // Columns a power of two apart would fall into the same few lines of the cache; sixteen more numbers spread them.
    const pitch = blockRows + 16;
    const block = new Float32Array(columns * pitch);
    const chunkRows = Math.max(1, Math.floor(chunkBytes / (columns * 4)));
    // One is being written while the other is filled.
    const chunks = Array.from({length: 2}, () => new Float32Array(Math.min(chunkRows, rows) * columns));
    let turn = 0;
    for (let start = 0; start < rows; start += blockRows) {
        const height = Math.min(blockRows, rows - start);
        await readColumns(file, layout, start, height, block, pitch);
        for (let row = 0; row < height; row += chunkRows) {
            const n = Math.min(chunkRows, height - row);
            const out = chunks[turn++ % 2]!.subarray(0, n * columns);
            transpose(block, pitch, row, n, columns, out);
            yield out;
        }
    }
}

/** block[column * pitch + row] = matrix[start + row, column] */
async function readColumns(
    file: ReadableFile,
    {type, columns, columnStride, offset}: StridedRows,
    start: number,
    height: number,
    block: Float32Array,
    pitch: number
): Promise<void> {
    let next = 0;
    const lane = async () => {
        const bytes = new Uint8Array(type === "F32" ? 0 : bytesOf(type, height));
        while (next < columns) {
            const column = next++;
            const into = block.subarray(column * pitch, column * pitch + height);
            const position = offset + bytesOf(type, column * columnStride + start);
            if (type === "F32") {
                await file.readExactly(new Uint8Array(into.buffer, into.byteOffset, into.byteLength), position);
            } else {
                await file.readExactly(bytes, position);
                decodeElements(type, bytes, into);
            }
        }
    };
    // All lanes end before the block is used or the file is closed, also when one fails.
    const ends = await Promise.allSettled(Array.from({length: LANES}, lane));
    for (const end of ends) if (end.status === "rejected") throw end.reason;
}

/** out[i, column] = block[column * pitch + row + i] for i < n */
function transpose(block: Float32Array, pitch: number, row: number, n: number, columns: number, out: Float32Array): void {
    for (let column = 0; column < columns; column += TILE_COLUMNS) {
        const columnEnd = Math.min(column + TILE_COLUMNS, columns);
        for (let first = 0; first < n; first += TILE_ROWS) {
            const last = Math.min(first + TILE_ROWS, n);
            for (let i = first; i < last; i++) {
                for (let c = column; c < columnEnd; c++) out[i * columns + c] = block[c * pitch + row + i]!;
            }
        }
    }
}
