import {readdir, readFile, stat, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {type Conversion, convertDictionary} from "./convertDictionary.ts";
import {aFixtureCopy} from "./fixtures/aFixtureCopy.ts";
import {aGoodfireCheckpoint, type GoodfireOptions} from "./fixtures/aGoodfireCheckpoint.ts";
import {aPickle, text} from "./fixtures/aPickle.ts";
import {scratchFolder} from "./fixtures/scratchFolder.ts";
import {readTensorF32} from "./readTensorF32.ts";
import type {WeightType} from "./types.ts";

const parity = (name: string) => fileURLToPath(new URL(`../fixtures/parity-1/${name}`, import.meta.url));

interface Expected {
    /** [tokens, dModel], row-major */
    readonly residual: {readonly data: readonly number[]};
    readonly top8_per_token: readonly (readonly (readonly [number, number])[])[];
}

async function convert(source: Uint8Array, changes: Partial<Conversion> = {}) {
    const folder = await scratchFolder();
    const input = join(folder, "source.pth");
    await writeFile(input, source);
    return convertDictionary({input, output: join(folder, "out.sae.gguf"), layer: 2, ...changes});
}

const aConverted = (options: GoodfireOptions = {}, changes: Partial<Conversion> = {}) => convert(aGoodfireCheckpoint(options), changes);
const code = (expected: string, data: object = {}) => expect.objectContaining({code: expected, data: expect.objectContaining(data)});

describe("convertDictionary", () => {
    it("keeps the activations that an independent program computed", async () => {
        const output = join(await scratchFolder(), "parity.sae.gguf");
        const file = await convertDictionary({input: parity("sae.pth"), output, layer: 2});
        const expected = JSON.parse(await readFile(parity("expected.json"), "utf8")) as Expected;
        const weights = await readTensorF32(file, file.tensors.encoderWeight);
        const bias = await readTensorF32(file, file.tensors.encoderBias);
        expect(expected.residual.data.length).toBe(expected.top8_per_token.length * file.dModel);
        for (const [token, top8Expected] of expected.top8_per_token.entries()) {
            const x = expected.residual.data.slice(token * file.dModel, (token + 1) * file.dModel);
            const activations = Array.from(bias, (b, f) => x.reduce((sum, value, d) => sum + value * weights[f * file.dModel + d]!, b));
            const top8 = activations
                .map((value, f) => [f, value] as const)
                .sort((a, b) => b[1] - a[1])
                .slice(0, 8);
            for (const [rank, [feature, value]] of top8Expected.entries()) {
                expect(top8[rank]![0]).toBe(feature);
                expect(Math.abs(activations[feature]! - value)).toBeLessThanOrEqual(1e-3 * value);
            }
        }
    });

    it("writes one row per feature for encoder and decoder", async () => {
        const file = await aConverted({nFeatures: 8, dModel: 32});
        expect(file).toMatchObject({dModel: 32, nFeatures: 8, layer: 2, architecture: "relu", weightType: "F32", name: "source", sourceFile: "source.pth"});
        const encoder = await readTensorF32(file, file.tensors.encoderWeight, {rows: [5, 1]});
        expect([encoder[0], encoder[31], encoder[32]]).toEqual([5, 5.31, 1].map(Math.fround));
        const decoder = await readTensorF32(file, file.tensors.decoderWeight, {rows: [3]});
        expect([decoder[0], decoder[10]]).toEqual([3, 2.9].map(Math.fround));
        expect([...(await readTensorF32(file, file.tensors.encoderBias))]).toEqual([-0, -1, -2, -3, -4, -5, -6, -7]);
    });

    it.each(["F32", "F16", "BF16", "Q8_0"] satisfies WeightType[])("writes %s where it is asked for, biases always F32", async (weightType) => {
        const file = await aConverted({}, {weightType});
        expect([file.weightType, file.tensors.decoderWeight.type, file.tensors.encoderBias.type]).toEqual([weightType, weightType, "F32"]);
        const row = await readTensorF32(file, file.tensors.encoderWeight, {rows: [6]});
        const bound = {F32: 2 ** -24, F16: 2 ** -11, BF16: 2 ** -8, Q8_0: 1 / 254 + 2 ** -11}[weightType];
        row.forEach((value, d) => {
            expect(Math.abs(value - (6 + d / 100))).toBeLessThanOrEqual(6.31 * bound);
        });
    });

    it("reads transposed storage, ZIP64, any root name and a state dict inside a checkpoint alike", async () => {
        const plain = await aConverted();
        const expected = await readTensorF32(plain, plain.tensors.decoderWeight);
        // The same numbers said to lie in columns: [F, D] with strides [1, F] over the decoder's storage is its own transpose.
        const tensor = {"encoder_linear.weight": {key: "2", shape: [8, 32], strides: [1, 8]}};
        for (const options of [{zip64: true}, {root: "a/deep root"}, {wrapper: "state_dict"}, {tensor}]) {
            const file = await aConverted(options);
            expect(await readTensorF32(file, file.tensors.decoderWeight)).toEqual(expected);
            if ("tensor" in options) expect(await readTensorF32(file, file.tensors.encoderWeight)).toEqual(expected);
        }
    });

    it("knows before it reads the weights that they do not fit a type", async () => {
        const stages: string[] = [];
        const {path, folder} = await aFixtureCopy("goodfire");
        const run = convertDictionary(
            {input: path, output: join(folder, "out.sae.gguf"), layer: 2, weightType: "Q8_0"},
            {onProgress: ({stage}) => stages.push(stage)}
        );
        await expect(run).rejects.toThrow(code("dictionary/unsupported"));
        expect(stages).toEqual([]);
    });

    it("refuses k for a dictionary that has none", async () => {
        await expect(aConverted({}, {k: 3})).rejects.toThrow(code("input/invalid"));
    });

    it("knows the source by its hash", async () => {
        const [one, same, other] = [await aConverted(), await aConverted(), await aConverted({encoder: (i) => i})];
        expect(one.sourceSha256).toMatch(/^[0-9a-f]{64}$/);
        expect(same.id).toBe(one.id);
        expect(other.id).not.toBe(one.id);
    });

    it("asks for the layer where the content does not tell it", async () => {
        await expect(aConverted({}, {layer: undefined})).rejects.toThrow(code("dictionary/needs", {what: "layer"}));
    });

    it.each([
        ["NaN", "dictionary/not-finite", {encoder: (i: number) => (i === 70 ? Number.NaN : 0)}, {tensor: "encoder_linear.weight", index: 70}],
        ["infinity", "dictionary/not-finite", {encoder: (i: number) => (i === 3 ? Number.POSITIVE_INFINITY : 0)}, {index: 3}],
        ["a bias of another length", "dictionary/shape-mismatch", {tensor: {"encoder_linear.bias": {shape: [7]}}}, {expected: "[8]", got: "[7]"}],
        ["a decoder that is not turned", "dictionary/shape-mismatch", {tensor: {"decoder_linear.weight": {shape: [8, 32], strides: [32, 1]}}}, {}],
        ["a missing tensor", "dictionary/unknown-format", {tensor: {"decoder_linear.bias": {name: "other"}}}, {}],
        ["a missing storage", "file/malformed", {tensor: {"decoder_linear.bias": {key: "9"}}}, {}],
        ["a storage that is too short", "file/truncated", {tensor: {"decoder_linear.bias": {count: 99}}}, {}],
        ["whole numbers for weights", "dictionary/unsupported", {tensor: {"encoder_linear.weight": {storageClass: "ByteStorage"}}}, {}],
        ["code to run", "checkpoint/forbidden-global", {pickle: aPickle("cos\nsystem\n", text("touch pwned"), "\u0085R")}, {global: "os.system"}]
    ] as const)("refuses %s", async (_, expected, options, data) => {
        await expect(aConverted(options as GoodfireOptions)).rejects.toThrow(code(expected, data));
    });

    it("refuses what is no checkpoint, saying what it is", async () => {
        await expect(convert(Buffer.from("GGUF, but not here"))).rejects.toThrow(code("dictionary/unknown-format"));
        await expect(convert(aPickle("}"))).rejects.toThrow(/before 1.6/);
        await expect(convert(new Uint8Array())).rejects.toThrow(code("file/truncated"));
        await expect(convertDictionary({input: "/no/such.pth", output: "/no/out.gguf"})).rejects.toThrow(code("file/not-found", {path: "/no/such.pth"}));
        await expect(convertDictionary({input: await scratchFolder(), output: "out.gguf"})).rejects.toThrow(code("dictionary/unknown-format"));
    });

    it("keeps a file that is there unless told otherwise", async () => {
        const folder = await scratchFolder();
        const [input, output] = [join(folder, "source.pth"), join(folder, "out.sae.gguf")];
        await writeFile(input, aGoodfireCheckpoint());
        await writeFile(output, "mine");
        await expect(convertDictionary({input, output, layer: 2})).rejects.toThrow(code("file/exists", {path: output}));
        expect(await readFile(output, "utf8")).toBe("mine");
        await convertDictionary({input, output, layer: 2, overwrite: true});
        expect((await stat(output)).size).toBeGreaterThan(1000);
        expect((await readdir(folder)).sort()).toEqual(["out.sae.gguf", "source.pth"]);
    });

    it("leaves the output as it was and nothing beside it, after a failure or an abort", async () => {
        const folder = await scratchFolder();
        const [input, output] = [join(folder, "source.pth"), join(folder, "out.sae.gguf")];
        await writeFile(output, "mine");
        await writeFile(input, aGoodfireCheckpoint({encoder: (i) => (i === 255 ? Number.NaN : 0)}));
        await expect(convertDictionary({input, output, layer: 2, overwrite: true})).rejects.toThrow(code("dictionary/not-finite"));
        await writeFile(input, aGoodfireCheckpoint());
        for (const stage of ["hash", "write"]) {
            const controller = new AbortController();
            const onProgress = (progress: {stage: string}) => progress.stage === stage && controller.abort();
            const run = convertDictionary({input, output, layer: 2, overwrite: true}, {signal: controller.signal, onProgress});
            await expect(run).rejects.toThrow(expect.objectContaining({name: "AbortError"}));
        }
        expect(await readFile(output, "utf8")).toBe("mine");
        expect((await readdir(folder)).sort()).toEqual(["out.sae.gguf", "source.pth"]);
    });

    it("says of a cut checkpoint that it can't be read, wherever it is cut", async () => {
        const whole = aGoodfireCheckpoint();
        for (let i = 0; i < 40; i++) {
            const cut = whole.subarray(0, Math.floor((i * whole.length) / 40));
            await expect(convert(cut)).rejects.toThrow(expect.objectContaining({name: "EngineError"}));
        }
    });

    it("notices a bit that turned over, where the file has checksums", async () => {
        for (const name of ["goodfire", "gemma-scope", "gemma-scope compressed, in lower case and Fortran's order"]) {
            const {path, folder, fixture} = await aFixtureCopy(name);
            const bytes = await readFile(path);
            bytes[1500] = bytes[1500]! ^ 4;
            await writeFile(path, bytes);
            const run = convertDictionary({input: path, output: join(folder, "out.sae.gguf"), ...fixture.options});
            await expect(run).rejects.toThrow(code("file/malformed"));
        }
    });
});
