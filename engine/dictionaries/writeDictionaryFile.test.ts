import {mkdir, readdir, readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {aNewDictionary, aTensor} from "./fixtures/aDictionary.ts";
import {scratchFolder} from "./fixtures/scratchFolder.ts";
import type {TensorSource} from "./types.ts";
import {writeDictionaryFile} from "./writeDictionaryFile.ts";

const code = (expected: string, data: object = {}) => expect.objectContaining({code: expected, data: expect.objectContaining(data)});
const withEncoder = (encoderWeight: TensorSource) => aNewDictionary({}, {tensors: {encoderWeight} as never});

describe("writeDictionaryFile", () => {
    it("lays tensors out at multiples of 32 bytes, numbers little-endian and in order", async () => {
        const file = await writeDictionaryFile(join(await scratchFolder(), "x.sae.gguf"), aNewDictionary());
        const bytes = await readFile(file.path);
        for (const {offset} of Object.values(file.tensors)) expect(offset % 32).toBe(0);
        expect(bytes.readFloatLE(file.tensors.encoderWeight.offset + 4 * 40)).toBe(5);
        expect(bytes.readFloatLE(file.tensors.decoderWeight.offset + 4 * 127)).toBe(-127 / 8);
        expect(bytes.length).toBe(file.tensors.decoderBias.offset + 32 * 4);
    });

    it.each([
        ["NaN", "dictionary/not-finite", withEncoder(aTensor("e", [32, 4], (i) => (i === 77 ? Number.NaN : 0))), {tensor: "e", index: 77}],
        ["another shape", "dictionary/shape-mismatch", withEncoder(aTensor("e", [4, 32])), {expected: "[32, 4]", got: "[4, 32]"}],
        ["numbers beyond F16", "dictionary/unsupported", {...withEncoder(aTensor("e", [32, 4], () => 1e5)), weightType: "F16"}, {path: "memory"}],
        ["rows that are no Q8_0 blocks", "dictionary/unsupported", aNewDictionary({dModel: 20}, {weightType: "Q8_0"}), {}]
    ] as const)("refuses %s and leaves nothing", async (_, expected, dictionary, data) => {
        const folder = await scratchFolder();
        await expect(writeDictionaryFile(join(folder, "x.sae.gguf"), dictionary)).rejects.toThrow(code(expected, data));
        expect(await readdir(folder)).toEqual([]);
    });

    it("refuses to replace a file, also one that appears while it writes", async () => {
        const path = join(await scratchFolder(), "x.sae.gguf");
        const slow: TensorSource = {
            ...aTensor("e", [32, 4]),
            async *chunks() {
                await writeFile(path, "mine");
                yield* aTensor("e", [32, 4]).chunks();
            }
        };
        await expect(writeDictionaryFile(path, withEncoder(slow))).rejects.toThrow(code("file/exists", {path}));
        await expect(writeDictionaryFile(path, aNewDictionary())).rejects.toThrow(code("file/exists", {path}));
        expect(await readFile(path, "utf8")).toBe("mine");
    });

    it("names the place that it cannot write to", async () => {
        const folder = await scratchFolder();
        await mkdir(join(folder, "x.sae.gguf"));
        const missing = join(folder, "no", "x.sae.gguf");
        await expect(writeDictionaryFile(missing, aNewDictionary())).rejects.toThrow(code("file/not-found", {path: missing}));
        await expect(writeDictionaryFile(join(folder, "x.sae.gguf"), aNewDictionary(), {overwrite: true})).rejects.toThrow(code("file/no-permission"));
        expect(await readdir(folder)).toEqual(["x.sae.gguf"]);
    });
});
