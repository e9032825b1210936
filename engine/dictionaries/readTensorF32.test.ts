import {truncate} from "node:fs/promises";
import {describe, expect, it} from "vitest";
import {aDictionaryFile} from "./fixtures/aDictionary.ts";
import {readTensorF32} from "./readTensorF32.ts";

const code = (expected: string) => expect.objectContaining({code: expected});

describe("readTensorF32", () => {
    it("gives rows in the order asked, neighbours and repeats included", async () => {
        const file = await aDictionaryFile();
        const rows = await readTensorF32(file, file.tensors.encoderWeight, {rows: [2, 3, 0, 0]});
        expect([0, 31, 32, 64, 96].map((i) => rows[i])).toEqual([8, 95 / 8, 12, 0, 0]);
        expect(await readTensorF32(file, file.tensors.encoderWeight, {rows: []})).toEqual(new Float32Array());
    });

    it("gives a vector whole", async () => {
        const file = await aDictionaryFile();
        expect([...(await readTensorF32(file, file.tensors.encoderBias))]).toEqual([0, 1 / 8, 2 / 8, 3 / 8]);
    });

    it("dequantises", async () => {
        const file = await aDictionaryFile({}, {weightType: "Q8_0"});
        const row = await readTensorF32(file, file.tensors.decoderWeight, {rows: [3]});
        row.forEach((value, d) => {
            expect(Math.abs(value + (96 + d) / 8)).toBeLessThan(15.875 / 254 + 0.02);
        });
    });

    it("refuses rows that are not there, and says when the file has been cut since", async () => {
        const file = await aDictionaryFile();
        for (const row of [-1, 4, 0.5, Number.NaN]) {
            await expect(readTensorF32(file, file.tensors.encoderWeight, {rows: [row]})).rejects.toThrow(code("input/invalid"));
        }
        await truncate(file.path, file.tensors.decoderWeight.offset + 200);
        await expect(readTensorF32(file, file.tensors.decoderWeight, {rows: [2]})).rejects.toThrow(code("file/truncated"));
    });
});
