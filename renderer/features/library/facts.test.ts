import {describe, expect, it} from "vitest";
import type {CatalogueDictionary} from "../../../engine/contract/library.ts";
import type {DictionaryInfo, ModelFacts} from "../../../engine/contract/models.ts";
import {catalogueFacts, convertedBytes, dictionaryFacts, modelFacts, publishedType} from "./facts.ts";

describe("modelFacts", () => {
    const facts: ModelFacts = {
        name: "M",
        architecture: "llama",
        nLayers: 32,
        dModel: 4096,
        nParameters: 8.03e9,
        trainedContextSize: 131_072,
        bytes: 4.92e9,
        chat: true
    };
    it("tells what a person compares models by", () =>
        expect(modelFacts(facts)).toEqual(["4.9 GB", "llama, 32 layers × 4,096", "8 B parameters", "context up to 131,072"]));
    it("says that a base model has no chat template", () => expect(modelFacts({...facts, chat: false})).toContain("base model, no chat template"));
    it("tells nothing of a file that could not be read", () => expect(modelFacts(undefined)).toEqual([]));
});

describe("dictionaryFacts", () => {
    it("leaves out what its file does not tell", () => {
        const info = {name: "L19", layer: 19, nFeatures: 65_536, architecture: "relu", weightType: "F16", bytes: 1.07e9, nLabels: 0} as DictionaryInfo;
        expect(dictionaryFacts(info)).toEqual(["after layer 19", "65,536 features", "relu", "F16", "1.1 GB"]);
        expect(dictionaryFacts({...info, cardL0: 91.25, nLabels: 12, license: "mit"})).toEqual([
            "after layer 19",
            "65,536 features",
            "L0 91.3",
            "relu",
            "F16",
            "1.1 GB",
            "12 labels",
            "mit"
        ]);
    });
    it("does not say again what its name says", () => {
        const info = {name: "demo, layer 2, 512 features", layer: 2, nFeatures: 512, architecture: "relu", weightType: "F16", bytes: 1e6, nLabels: 0};
        expect(dictionaryFacts(info as DictionaryInfo)).toEqual(["relu", "F16", "1 MB"]);
    });
});

describe("convertedBytes", () => {
    it("counts both matrices in their type: 65,536 × 8,192 as F32 is 4.3 GB", () => {
        const shape = {nFeatures: 65_536, dModel: 8192};
        expect(convertedBytes("F32", shape)).toBe(4_294_967_296);
        expect(convertedBytes("F16", shape)).toBe(2_147_483_648);
        // 32 weights of one byte and a scale of two
        expect(convertedBytes("Q8_0", shape)).toBe(1_140_850_688);
    });
});

describe("publishedType", () => {
    // Goodfire's Llama 3.1 8B, layer 19: 65,536 × 4,096 and 65,536 + 4,096 biases, 4 bytes each
    const goodfire = {dModel: 4096, nFeatures: 65_536, bytes: 2_147_764_224};
    it("reads it off the size of the file", () => expect([goodfire, {...goodfire, bytes: goodfire.bytes / 2}].map(publishedType)).toEqual(["F32", "F16"]));
    it("takes an odd size for the larger type", () => expect(publishedType({...goodfire, bytes: goodfire.bytes * 2})).toBe("F32"));
});

describe("catalogueFacts", () => {
    const dictionary = {title: "Goodfire, layer 19", layer: 19, nFeatures: 65_536, l0: 91, bytes: 2.1e9, format: "goodfire"} as CatalogueDictionary;
    it("does not say again what the title says", () => {
        expect(catalogueFacts(dictionary)).toEqual(["65,536 features", "L0 91", "goodfire", "2.1 GB"]);
        expect(catalogueFacts({...dictionary, title: "Goodfire"})[0]).toBe("after layer 19");
    });
});
