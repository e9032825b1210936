import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {readGgufFileInfo} from "node-llama-cpp";
import {describe, expect, it} from "vitest";
import {isEngineError} from "../contract/errors.ts";
import {aDictionaryFile, aTensor} from "./fixtures/aDictionary.ts";
import {scratchFolder} from "./fixtures/scratchFolder.ts";
import {seededRandom} from "./fixtures/seededRandom.ts";
import {encodeGgufHeader, type GgufEntry} from "./gguf/encodeGgufHeader.ts";
import {metadataEntries} from "./gguf/metadataEntries.ts";
import {readDictionaryFile} from "./readDictionaryFile.ts";
import {readTensorF32} from "./readTensorF32.ts";
import type {DictionaryMetadata} from "./types.ts";

const code = (expected: string, data: object = {}) => expect.objectContaining({code: expected, data: expect.objectContaining(data)});

async function readBytes(bytes: Uint8Array) {
    const path = join(await scratchFolder(), "x.sae.gguf");
    await writeFile(path, bytes);
    return readDictionaryFile(path);
}

const about = {name: "x", architecture: "relu", dModel: 32, nFeatures: 4, layer: 2, hookSite: "resid_post", normalization: "none"} as DictionaryMetadata;
const tensors = [
    {name: "sae.encoder.weight", type: "F32", shape: [32, 4]},
    {name: "sae.encoder.bias", type: "F32", shape: [4]},
    {name: "sae.decoder.weight", type: "F32", shape: [32, 4]},
    {name: "sae.decoder.bias", type: "F32", shape: [32]}
] as const;

/** Header with zeros behind it, its entries and tensors changed. */
function readAltered({
    entries = (all) => all,
    directory = tensors
}: {
    entries?: (all: GgufEntry[]) => GgufEntry[];
    directory?: Parameters<typeof encodeGgufHeader>[1];
}) {
    const {header, fileBytes} = encodeGgufHeader(entries(metadataEntries(about)), directory);
    return readBytes(Buffer.concat([header, Buffer.alloc(fileBytes - header.length)]));
}

const changed = (key: string, value: string | number) => (all: GgufEntry[]) =>
    all.map((entry) => (entry.key === key ? ({...entry, value} as GgufEntry) : entry));

describe("readDictionaryFile", () => {
    it("reads back all that was written", async () => {
        const metadata = {
            architecture: "topk",
            topK: 3,
            topKSigned: true,
            normalization: "layer_norm",
            format: "saelens",
            cardL0: 42.5,
            license: "MIT",
            purpose: "steering",
            trainedOn: "some model",
            residualNorm: 12.5,
            sourceFile: "source.pt",
            sourceSha256: "ab".repeat(32)
        } as const;
        const file = await aDictionaryFile(metadata);
        expect(await readDictionaryFile(file.path)).toEqual(file);
        expect(file).toMatchObject(metadata);
        expect(file.id).toMatch(/^[0-9a-f]{16}$/);
    });

    it("agrees with llama.cpp's tools on metadata and on where tensors lie", async () => {
        const maxActivation = aTensor("max", [4]);
        const base = await aDictionaryFile({}, {weightType: "Q8_0"});
        const file = await aDictionaryFile({architecture: "jumprelu"}, {tensors: {threshold: maxActivation, maxActivation} as never});
        for (const ours of [base, file]) {
            const theirs = await readGgufFileInfo(ours.path);
            expect(theirs.metadata.general.architecture).toBe("sae");
            expect(theirs.fullTensorInfo!.map(({name, filePart: _, ...tensor}) => [name, Number(tensor.fileOffset), tensor.dimensions.map(Number)])).toEqual(
                Object.values(ours.tensors).map(({name, offset, shape}) => [name, offset, shape])
            );
        }
    });

    it.each(["classification", "steering"])("reads the bundled %s dictionary, which llama.cpp's own writer made", async (name) => {
        const file = await readDictionaryFile(fileURLToPath(new URL(`../../resources/demo/${name}.sae.gguf`, import.meta.url)));
        expect(file).toMatchObject({architecture: "jumprelu", hookSite: "resid_post", weightType: "F32", dModel: 256});
        expect(file.residualNorm).toBeGreaterThan(0);
        const maxima = await readTensorF32(file, file.tensors.maxActivation!);
        expect(maxima.length).toBe(file.nFeatures);
        expect(maxima.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
    });

    it.each([
        ["a language model", {entries: changed("general.architecture", "llama")}, "dictionary/unknown-format", {}],
        ["a later version", {entries: changed("sae.format_version", 2)}, "dictionary/unsupported", {}],
        ["an unknown rule", {entries: changed("sae.architecture", "gated")}, "dictionary/unsupported", {}],
        ["normalisation that is not known", {entries: changed("sae.normalization", "batch_norm")}, "dictionary/unsupported", {}],
        ["another hook", {entries: changed("sae.hook.site", "mlp_out")}, "dictionary/unsupported", {}],
        ["top-k without k", {entries: changed("sae.architecture", "topk")}, "file/malformed", {}],
        ["JumpReLU without thresholds", {entries: changed("sae.architecture", "jumprelu")}, "file/malformed", {}],
        ["no features", {entries: changed("sae.n_features", 0)}, "file/malformed", {}],
        ["a missing name", {entries: (all: GgufEntry[]) => all.filter(({key}) => key !== "general.name")}, "file/malformed", {}],
        ["a key that is there twice", {entries: (all: GgufEntry[]) => [...all, all[0]!]}, "file/malformed", {}],
        ["a missing tensor", {directory: tensors.slice(1)}, "file/malformed", {}],
        ["a tensor that is there twice", {directory: [...tensors, tensors[0]]}, "file/malformed", {}],
        [
            "a turned decoder",
            {directory: tensors.with(2, {...tensors[2], shape: [4, 32]} as never)},
            "dictionary/shape-mismatch",
            {expected: "[32, 4]", got: "[4, 32]"}
        ],
        ["a bias that is not F32", {directory: tensors.with(1, {...tensors[1], type: "F16"} as never)}, "dictionary/unsupported", {}]
    ] as const)("refuses %s", async (_, altered, expected, data) => {
        await expect(readAltered(altered)).rejects.toThrow(code(expected, data));
    });

    it("refuses counts that would take all memory, at once", async () => {
        const header = (nTensors: bigint, nEntries: bigint, rest: Uint8Array = Buffer.alloc(64)) => {
            const bytes = Buffer.alloc(24, "GGUF");
            bytes.writeUInt32LE(3, 4);
            bytes.writeBigUInt64LE(nTensors, 8);
            bytes.writeBigUInt64LE(nEntries, 16);
            return Buffer.concat([bytes, rest]);
        };
        const hugeString = Buffer.alloc(64, 0xff);
        hugeString.writeBigUInt64LE(2n ** 40n, 0);
        for (const bytes of [header(2n ** 60n, 1n), header(1n, 2n ** 50n), header(1n, 1n, hugeString), header(1n, 1n, Buffer.alloc(64, 0xff))]) {
            await expect(readBytes(bytes)).rejects.toThrow(code("file/malformed"));
        }
    });

    it("says that a cut file is cut, wherever", async () => {
        const whole = await readFile((await aDictionaryFile()).path);
        for (let length = 0; length < whole.length; length += length < 700 ? 9 : 97) {
            await expect(readBytes(whole.subarray(0, length))).rejects.toThrow(code("file/truncated"));
        }
    });

    it("meets altered headers with a coded error or a correct load", async () => {
        const file = await aDictionaryFile();
        const whole = await readFile(file.path);
        const random = seededRandom(5);
        for (let i = 0; i < 300; i++) {
            const copy = Buffer.from(whole);
            const at = random(file.tensors.encoderWeight.offset);
            copy[at] = i % 3 === 0 ? random(256) : copy[at]! ^ (1 << random(8));
            const started = performance.now();
            const outcome = await readBytes(copy).catch((error: unknown) => error);
            if (outcome instanceof Error) expect(isEngineError(outcome) && outcome.code !== "engine/internal", String(outcome.stack)).toBe(true);
            else expect(outcome).toMatchObject({dModel: 32, nFeatures: 4});
            expect(performance.now() - started).toBeLessThan(2000);
        }
    });
});
