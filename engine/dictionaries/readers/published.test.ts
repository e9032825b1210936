import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {convertDictionary} from "../convertDictionary.ts";
import {canonicalRule} from "../fixtures/canonicalRule.ts";
import {type PublishedFixture, publishedFixtures} from "../fixtures/published/index.ts";
import {scratchFolder} from "../fixtures/scratchFolder.ts";
import {lookAtSource} from "../lookAtSource.ts";
import {readTensorF32} from "../readTensorF32.ts";

const fixtures = publishedFixtures().map((fixture) => [fixture.name, fixture] as const);

const convert = async (fixture: PublishedFixture) =>
    convertDictionary({input: fixture.path, output: join(await scratchFolder(), "out.sae.gguf"), ...fixture.options, weightType: "F32"});

/** Weights are float32, sums are not: what is left is rounding. */
function expectClose(got: readonly number[], expected: readonly number[], what: string) {
    expect(got.length).toBe(expected.length);
    for (const [i, value] of expected.entries())
        expect(Math.abs(got[i]! - value), `${what} ${i}: ${got[i]}, not ${value}`).toBeLessThan(1e-5 * (1 + Math.abs(value)));
}

describe("converting what is published", () => {
    it.each(fixtures)("keeps what PyTorch computes: %s", async (_, fixture) => {
        const file = await convert(fixture);
        const {encode, decode} = await canonicalRule(file);
        for (const [token, x] of fixture.x.entries()) {
            const f = encode(x);
            expectClose(f, fixture.f[token]!, "f");
            expectClose(decode(f, x), fixture.xhat[token]!, "xhat");
            const {feature, pin, effect} = fixture.edit;
            const edited = decode(f.with(feature, pin), x);
            const plain = decode(f, x);
            expectClose(
                edited.map((value, d) => value - plain[d]!),
                effect[token]!,
                "effect"
            );
        }
    });

    it.each(fixtures)("knows what it is: %s", async (_, fixture) => {
        const {format, architecture, normalization, topK, topKSigned, layer, trainedOn, cardL0, dModel, nFeatures} = fixture;
        const file = await convert(fixture);
        const told = {format, architecture, normalization, topK, topKSigned, layer, trainedOn, cardL0, dModel, nFeatures, hookSite: "resid_post"};
        expect(file).toMatchObject(Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)));
        const look = await lookAtSource(fixture.path);
        expect(look).toMatchObject({kind: "source", path: fixture.path, format, architecture, dModel, nFeatures, weightTypes: ["F32", "F16", "BF16"]});
        expect(look.needs).toEqual(Object.keys(fixture.options));
        expect([look.layer, look.trainedOn]).toEqual(fixture.options.layer === undefined ? [layer, trainedOn] : [undefined, trainedOn]);
        expect(look.bytes).toBeGreaterThan(1000);
    });

    it("covers every format that is read", async () => {
        const {readers} = await import("./index.ts");
        expect(new Set(fixtures.map(([, {format}]) => format))).toEqual(new Set(readers.map(({format}) => format)));
    });

    it("keeps half-precision weights as they are where nothing changes them", async () => {
        const half = fixtures.map(([, fixture]) => fixture).filter(({format}) => format === "llama-scope" || format === "qwen-scope");
        for (const fixture of half) {
            const output = join(await scratchFolder(), "out.sae.gguf");
            const file = await convertDictionary({input: fixture.path, output, ...fixture.options});
            const exact = await convert(fixture);
            expect(await readTensorF32(file, file.tensors.encoderWeight)).toEqual(await readTensorF32(exact, exact.tensors.encoderWeight));
            if (fixture.format === "qwen-scope") expect(file.weightType).toBe("BF16");
        }
    });
});
