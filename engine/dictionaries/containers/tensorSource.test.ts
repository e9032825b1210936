import {writeFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {OpenFile} from "../files/OpenFile.ts";
import {scratchFolder} from "../fixtures/scratchFolder.ts";
import {tensorSource} from "./tensorSource.ts";
import type {StoredTensor} from "./types.ts";

/** Rows of a tensor over a file that holds these numbers from byte 3 on: members of a zip lie at any byte. */
async function rowsOf(numbers: {buffer: ArrayBufferLike}, tensor: Partial<StoredTensor>, options: {transposed?: boolean} = {}) {
    const path = join(await scratchFolder(), "numbers");
    await writeFile(path, Buffer.concat([Buffer.from("abc"), new Uint8Array(numbers.buffer)]));
    const file = await OpenFile.open(path);
    try {
        const {columns, chunks} = source(file, tensor, options);
        const all: number[] = [];
        for await (const chunk of chunks()) all.push(...chunk);
        return Array.from({length: all.length / columns}, (_, row) => all.slice(row * columns, (row + 1) * columns));
    } finally {
        await file.close();
    }
}

function source(file: OpenFile, tensor: Partial<StoredTensor>, options: {transposed?: boolean}) {
    const made = tensorSource({name: "w", type: "F32", shape: [2, 3], strides: [3, 1], file, offset: 3, ...tensor}, options);
    return {columns: made.shape[0]!, chunks: () => made.chunks()};
}

const six = Float32Array.of(1, 2, 3, 4, 5, 6);

describe("tensorSource", () => {
    it("reads rows that lie in order", async () => {
        expect(await rowsOf(six, {})).toEqual([
            [1, 2, 3],
            [4, 5, 6]
        ]);
    });

    it("turns a matrix, by request or by its strides", async () => {
        const turned = [
            [1, 4],
            [2, 5],
            [3, 6]
        ];
        expect(await rowsOf(six, {}, {transposed: true})).toEqual(turned);
        expect(await rowsOf(six, {shape: [3, 2], strides: [1, 3]})).toEqual(turned);
        expect(await rowsOf(six, {shape: [3, 2], strides: [1, 3]}, {transposed: true})).toEqual([
            [1, 2, 3],
            [4, 5, 6]
        ]);
    });

    it("honours gaps between rows and between numbers", async () => {
        expect(await rowsOf(six, {shape: [2, 2], strides: [3, 1], offset: 3 + 4})).toEqual([
            [2, 3],
            [5, 6]
        ]);
        expect(await rowsOf(six, {shape: [2, 2], strides: [3, 2]})).toEqual([
            [1, 3],
            [4, 6]
        ]);
        expect(await rowsOf(six, {shape: [3], strides: [2]})).toEqual([[1, 3, 5]]);
    });

    it("reads F16, BF16 and F64, in order and turned", async () => {
        const kinds = [
            ["F16", Uint16Array.of(0x3c00, 0x4000, 0x4200, 0x4400, 0x4500, 0x4600)],
            ["BF16", Uint16Array.of(0x3f80, 0x4000, 0x4040, 0x4080, 0x40a0, 0x40c0)],
            ["F64", Float64Array.of(1, 2, 3, 4, 5, 6)]
        ] as const;
        for (const [type, numbers] of kinds) {
            expect(await rowsOf(numbers, {type})).toEqual(await rowsOf(six, {}));
            expect(await rowsOf(numbers, {type}, {transposed: true})).toEqual(await rowsOf(six, {}, {transposed: true}));
        }
    });
});
