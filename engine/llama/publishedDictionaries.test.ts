import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import path from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {publishedFixtures} from "../dictionaries/fixtures/published/index.ts";
import {convertDictionary} from "../dictionaries/index.ts";
import type {NativeDictionary, NativeEvaluation} from "../native/AddonTypes.ts";
import {llamaRuntime} from "./llamaRuntime.ts";
import {nativeAddon} from "./nativeAddon.ts";
import {nativeSpec} from "./nativeSpec.ts";
import {largestDifference} from "./testing.ts";

let folder: string;
beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "saelor-published-"));
    await llamaRuntime();
});
afterAll(() => rm(folder, {recursive: true, force: true}));

/** The row of a sparse matrix, written out. */
function activations({offsets, features, values}: NativeEvaluation, row: number, nFeatures: number): number[] {
    const out = Array.from({length: nFeatures}, () => 0);
    for (let i = offsets[row]!; i < offsets[row + 1]!; i++) out[features[i]!] = values[i]!;
    return out;
}

describe("a converted dictionary in the native core, against its family's own rule in PyTorch", () => {
    it.each(publishedFixtures().map((fixture) => [fixture.name, fixture] as const))(
        "%s",
        async (name, {path: input, options, x, f, xhat, nFeatures, dModel}) => {
            const file = await convertDictionary({input, output: path.join(folder, `${name.replaceAll(/\W+/g, "-")}.sae.gguf`), ...options, weightType: "F32"});
            const dictionary: NativeDictionary = new (nativeAddon().Dictionary)(nativeSpec(file));
            const result = dictionary.evaluate(Float32Array.from(x.flat()));
            x.forEach((_, token) => {
                expect(largestDifference(activations(result, token, nFeatures), f[token]!)).toBeLessThan(2e-4);
                expect(largestDifference(result.reconstruction.subarray(token * dModel, (token + 1) * dModel), xhat[token]!)).toBeLessThan(2e-4);
            });
        }
    );
});
