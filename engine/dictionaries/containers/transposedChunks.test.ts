import {writeFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {OpenFile} from "../files/OpenFile.ts";
import {scratchFolder} from "../fixtures/scratchFolder.ts";
import {transposedChunks} from "./transposedChunks.ts";

describe("transposedChunks", () => {
    it.each([
        ["one block", 1 << 20],
        ["several blocks, the last one short", 60_000]
    ])("turns a matrix larger than a tile and a chunk, in %s", async (_, blockBytes) => {
        const [rows, columns] = [333, 150];
        // matrix[row, column] = row + column / 256, stored by columns
        const numbers = Float32Array.from({length: rows * columns}, (_, i) => (i % rows) + Math.floor(i / rows) / 256);
        const path = join(await scratchFolder(), "numbers");
        await writeFile(path, new Uint8Array(numbers.buffer));
        const file = await OpenFile.open(path);
        try {
            const layout = {type: "F32", rows, columns, rowStride: 1, columnStride: rows, offset: 0} as const;
            const read: number[] = [];
            for await (const chunk of transposedChunks(file, layout, {blockBytes, chunkBytes: 20_000})) read.push(...chunk);
            expect(read).toEqual(Array.from({length: rows * columns}, (_, i) => Math.floor(i / columns) + (i % columns) / 256));
        } finally {
            await file.close();
        }
    });
});
