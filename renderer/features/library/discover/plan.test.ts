import {describe, expect, it} from "vitest";
import type {CatalogueDictionary, CatalogueEntry, CatalogueModelFile} from "../../../../engine/contract/library.ts";
import {acquisition, bytesToFetch, firstFile} from "./plan.ts";

const aFile = (changes: Partial<CatalogueModelFile>): CatalogueModelFile => ({
    id: "q4",
    quantization: "Q4_K_M",
    repo: "them/model-GGUF",
    files: [{path: "model-Q4_K_M.gguf"}],
    bytes: 5e9,
    ...changes
});
const aDictionary = (changes: Partial<CatalogueDictionary>): CatalogueDictionary => ({
    id: "d",
    title: "Layer 19",
    repo: "them/sae",
    gated: false,
    files: [{path: "sae.pt"}],
    bytes: 2e9,
    format: "goodfire",
    layer: 19,
    dModel: 4096,
    nFeatures: 65_536,
    trainedOn: "them/model",
    ...changes
});
const entry = {title: "Model 8B", files: [aFile({})]} as unknown as CatalogueEntry;

describe("acquisition", () => {
    it("fetches both, and tells the conversion what the list knows", () => {
        const wanted = acquisition({entry, file: aFile({}), dictionary: aDictionary({k: 64}), conversion: {weightType: "Q8_0"}});
        expect(wanted?.title).toBe("Model 8B Q4_K_M with Layer 19");
        expect(wanted?.model?.repo).toBe("them/model-GGUF");
        expect(wanted?.dictionary?.conversion).toEqual({layer: 19, k: 64, trainedOn: "them/model", weightType: "Q8_0"});
        expect(wanted?.pairWith).toBeUndefined();
    });

    it("fetches only what is missing, and pairs it with the model that is here", () => {
        const wanted = acquisition({entry, file: aFile({modelId: "m1"}), dictionary: aDictionary({}), conversion: {}});
        expect(wanted?.model).toBeUndefined();
        expect(wanted?.pairWith).toBe("m1");
    });

    it("has nothing to fetch where both are here", () =>
        expect(acquisition({entry, file: aFile({modelId: "m1"}), dictionary: aDictionary({installed: "/d"}), conversion: {}})).toBeNull());
});

describe("bytesToFetch", () => {
    it("counts what is not here yet", () => {
        expect(bytesToFetch({entry, file: aFile({}), dictionary: aDictionary({}), conversion: {}})).toBe(7e9);
        expect(bytesToFetch({entry, file: aFile({modelId: "m1"}), dictionary: aDictionary({}), conversion: {}})).toBe(2e9);
        expect(bytesToFetch({entry, file: aFile({}), dictionary: null, conversion: {}})).toBe(5e9);
    });
});

describe("firstFile", () => {
    const small = aFile({id: "s", bytes: 1});
    const good = aFile({id: "g", recommended: true});
    const here = aFile({id: "h", modelId: "m"});
    it("prefers what is here, then what is recommended, then what is small", () => {
        expect(firstFile({files: [good, small, here]})?.id).toBe("h");
        expect(firstFile({files: [small, good]})?.id).toBe("g");
        expect(firstFile({files: [aFile({}), small]})?.id).toBe("s");
        expect(firstFile({files: []})).toBeNull();
    });
});
