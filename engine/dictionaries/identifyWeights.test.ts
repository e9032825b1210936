import {appendFile, copyFile} from "node:fs/promises";
import {describe, expect, it} from "vitest";
import {aDictionaryFile, aTensor} from "./fixtures/aDictionary.ts";
import {seededRandom} from "./fixtures/seededRandom.ts";
import {readDictionaryFile} from "./readDictionaryFile.ts";
import type {DictionaryMetadata, WeightType} from "./types.ts";

const N = 64;
const D = 32;

function written(seed: number, {type = "F32", ...metadata}: Partial<DictionaryMetadata> & {readonly type?: WeightType} = {}, biases = true) {
    const random = seededRandom(seed);
    const numbers = (n: number) => Array.from({length: n}, () => random(1000) / 1000 - 0.5);
    const [encoder, decoder, encoderBias, decoderBias] = [numbers(N * D), numbers(N * D), numbers(N), numbers(D)];
    const of = (list: readonly number[]) => (index: number) => list[index]!;
    const bias = (list: readonly number[]) => (biases ? of(list) : () => 0);
    return aDictionaryFile(
        {nFeatures: N, dModel: D, ...metadata},
        {
            weightType: type,
            tensors: {
                encoderWeight: aTensor("encoder", [D, N], of(encoder)),
                encoderBias: aTensor("encoder bias", [N], bias(encoderBias)),
                decoderWeight: aTensor("decoder", [D, N], of(decoder)),
                decoderBias: aTensor("decoder bias", [D], bias(decoderBias))
            }
        }
    );
}

describe("identifyWeights", () => {
    it("is the same for a file with a byte behind it, another name or another type, whose ids differ", async () => {
        const one = await written(1);
        const path = `${one.path}.copy.sae.gguf`;
        await copyFile(one.path, path);
        await appendFile(path, "x");
        const others = [await readDictionaryFile(path), await written(1, {name: "renamed", license: "MIT"}), await written(1, {type: "Q8_0"})];
        expect(others.map(({weights}) => weights)).toEqual([one.weights, one.weights, one.weights]);
        expect(new Set([one, ...others].map(({id}) => id)).size).toBe(4);
    });

    it("differs for other weights, also where all biases are zero", async () => {
        const [a, b] = [await written(1), await written(2)];
        const [c, d] = [await written(1, {}, false), await written(2, {}, false)];
        expect(new Set([a, b, c, d].map(({weights}) => weights)).size).toBe(4);
        expect((await written(1, {name: "renamed"}, false)).weights).toBe(c.weights);
    });
});
