import {beforeAll, describe, expect, it} from "vitest";
import {type DictionaryFile, readTensorF32} from "../dictionaries/index.ts";
import {decoderNeighbours} from "./decoderNeighbours.ts";
import {llamaRuntime} from "./llamaRuntime.ts";
import {DEMO} from "./testing.ts";

let file: DictionaryFile;
let decoder: Float32Array;
beforeAll(async () => {
    await llamaRuntime();
    file = await DEMO.classification();
    decoder = await readTensorF32(file, file.tensors.decoderWeight);
});

const row = (feature: number) => Array.from(decoder.subarray(feature * file.dModel, (feature + 1) * file.dModel));
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const unit = (a: readonly number[]) => a.map((value) => value / Math.sqrt(dot(a, a)));

/** by plain loops, in double */
function expectedNear(features: readonly number[]) {
    const centre = unit(features.map((feature) => unit(row(feature))).reduce((sum, one) => sum.map((value, i) => value + one[i]!)));
    return Array.from({length: file.nFeatures}, (_, feature) => ({feature, cosine: dot(centre, unit(row(feature)))}))
        .filter(({feature}) => !features.includes(feature))
        .sort((a, b) => b.cosine - a.cosine);
}

describe("decoderNeighbours", () => {
    it.each([[[3]], [[100, 7, 512]]])("finds the features whose decoder rows point nearest to those of %j", async (features) => {
        const found = await decoderNeighbours(file).near(features, 10);
        const expected = expectedNear(features).slice(0, 10);
        found.forEach(({cosine}, i) => {
            expect(cosine).toBeCloseTo(expected[i]!.cosine, 2);
        });
        // the decoder is quantised and so is the product: near ties may change places
        expect(found.filter(({feature}) => expected.some((one) => one.feature === feature)).length).toBeGreaterThanOrEqual(8);
    });
});
