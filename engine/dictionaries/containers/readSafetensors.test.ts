import {writeFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {OpenFile} from "../files/OpenFile.ts";
import {aSafetensors, aSafetensorsFile} from "../fixtures/aSafetensors.ts";
import {scratchFolder} from "../fixtures/scratchFolder.ts";
import {readNumbers} from "./readNumbers.ts";
import {readSafetensors} from "./readSafetensors.ts";

const code = (expected: string) => expect.objectContaining({code: expected});

async function read(bytes: Uint8Array) {
    const path = join(await scratchFolder(), "x.safetensors");
    await writeFile(path, bytes);
    const file = await OpenFile.open(path);
    try {
        const {tensors} = await readSafetensors(file);
        return await Promise.all([...tensors.values()].map(async (tensor) => [tensor.name, tensor.shape, [...(await readNumbers(tensor))]]));
    } finally {
        await file.close();
    }
}

describe("readSafetensors", () => {
    it("finds tensors by name, metadata left out", async () => {
        const header = {__metadata__: {format: "pt"}, b: {dtype: "F32", shape: [2], data_offsets: [4, 12]}, a: {dtype: "F32", shape: [], data_offsets: [0, 4]}};
        const numbers = new Uint8Array(Float32Array.of(1, 2, 3).buffer);
        expect(await read(aSafetensorsFile(`${JSON.stringify(header)}   `, numbers))).toEqual([
            ["b", [2], [2, 3]],
            ["a", [], [1]]
        ]);
    });

    it.each([
        ["overlapping tensors", aSafetensors({a: {shape: [4]}, b: {shape: [4], offsets: [8, 24]}}), "file/malformed"],
        ["a range that does not fit its shape", aSafetensors({a: {shape: [4], offsets: [0, 12]}}), "file/malformed"],
        ["a range that runs backwards", aSafetensors({a: {shape: [0], offsets: [8, 0]}}), "file/malformed"],
        ["a range behind the end", aSafetensors({a: {shape: [4], offsets: [16, 32]}}), "file/truncated"],
        ["sizes whose product is astronomic", aSafetensors({a: {shape: [2 ** 40, 2 ** 40], numbers: [1], offsets: [0, 4]}}), "file/malformed"],
        ["FP8", aSafetensors({a: {dtype: "F8_E4M3", shape: [4]}}), "dictionary/unsupported"],
        ["a negative size", aSafetensorsFile('{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}', Buffer.alloc(4)), "file/malformed"],
        ["a header that is no object", aSafetensorsFile("[]"), "file/malformed"],
        ["a header that is no JSON", aSafetensorsFile('{"a":'), "file/malformed"],
        ["brackets without end", aSafetensorsFile(`{"a":${"[".repeat(1e6)}`), "file/malformed"],
        ["a tensor that is a number", aSafetensorsFile('{"a":1}'), "file/malformed"],
        ["a length beyond the file", aSafetensorsFile("{}", new Uint8Array(), 1000n), "file/truncated"],
        ["a length beyond everything", aSafetensorsFile("{}", new Uint8Array(), 2n ** 63n), "file/too-large"]
    ])("refuses %s", async (_, bytes, expected) => {
        await expect(read(bytes)).rejects.toThrow(code(expected));
    });

    it("says that a cut file is cut, wherever", async () => {
        const whole = aSafetensors({a: {shape: [8]}, b: {shape: [3, 2]}});
        for (let length = 0; length < whole.length; length += 3) await expect(read(whole.subarray(0, length))).rejects.toThrow(code("file/truncated"));
    });
});
