import {writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import {fileURLToPath} from "node:url";
import {beforeAll, describe, expect, it} from "vitest";
import {type CatalogueEntry, layerIndex} from "../contract/index.ts";
import {aNewDictionary} from "../dictionaries/fixtures/aDictionary.ts";
import {writeDictionaryFile} from "../dictionaries/index.ts";
import {readCatalogue} from "./catalogue.ts";
import {aLibrary} from "./fixtures/aLibrary.ts";
import {aModelFile} from "./fixtures/aModelFile.ts";
import {pairWarnings} from "./pairWarnings.ts";
import {splitParts} from "./splitParts.ts";

const resources = fileURLToPath(new URL("../../resources", import.meta.url));

describe("the catalogue that comes with Saelor", () => {
    let entries: CatalogueEntry[] = [];
    beforeAll(async () => {
        entries = await readCatalogue(resources);
    });

    it("holds the pairs that Saelor was made for, with their published hashes", () => {
        const pair = (id: string) => entries.find((entry) => entry.id === id)!;
        expect(pair("llama-3.3-70b-instruct").files.map(({quantization}) => quantization)).toEqual(
            expect.arrayContaining(["Q2_K", "Q4_K_M", "Q5_K_M", "Q6_K", "Q8_0"])
        );
        expect(pair("llama-3.3-70b-instruct").dictionaries[0]).toMatchObject({format: "goodfire", layer: 50, dModel: 8192, l0: 121});
        expect(pair("llama-3.3-70b-instruct").dictionaries[0]!.files[0]!.sha256).toMatch(/^81cfce8e/);
        expect(pair("llama-3.1-8b-instruct").dictionaries[0]!.files[0]!.sha256).toMatch(/^bbdc6fad/);
    });

    it("has ids once, and each model's recommended file once at most", () => {
        const once = (ids: readonly string[]) => expect(new Set(ids).size).toBe(ids.length);
        once(entries.map(({id}) => id));
        for (const {files, dictionaries} of entries) {
            once(files.map(({id}) => id));
            once(dictionaries.map(({id}) => id));
            expect(files.filter(({recommended}) => recommended === true)).toHaveLength(1);
        }
    });

    it("lists every part of a split file, in order, and bytes that add up", () => {
        for (const file of entries.flatMap((entry) => entry.files)) {
            const names = file.files.map(({path}) => path);
            expect(names).toEqual(splitParts(names[0]!));
            expect(basename(names[0]!).toLowerCase()).toContain(file.quantization.toLowerCase());
            const sum = file.files.reduce((bytes, one) => bytes + one.bytes!, 0);
            expect(Math.abs(sum - file.bytes) / file.bytes).toBeLessThan(0.01);
        }
    });

    it("has shapes that make the parameters and bytes that the card tells plausible", () => {
        for (const {shape, nParameters, files, dictionaries} of entries) {
            // attention and feed-forward of a layer have between 5 and 20 d_model squared parameters, embeddings come on top
            const table = shape.nVocab * shape.dModel;
            const perLayer = (nParameters - table) / shape.nLayers / shape.dModel ** 2;
            expect(perLayer).toBeGreaterThan(5);
            expect(perLayer).toBeLessThan(20);
            for (const file of files) {
                expect((8 * file.bytes) / nParameters).toBeGreaterThan(2.5);
                expect((8 * file.bytes) / nParameters).toBeLessThan(9);
            }
            for (const dictionary of dictionaries) {
                expect(dictionary.dModel).toBe(shape.dModel);
                expect(dictionary.layer).toBeLessThan(shape.nLayers);
                // two matrices in two or four bytes a number
                const numbers = 2 * dictionary.dModel * dictionary.nFeatures;
                expect(dictionary.bytes / numbers).toBeGreaterThan(1.9);
                expect(dictionary.bytes / numbers).toBeLessThan(4.1);
            }
        }
    });

    it("says so where a dictionary was trained on another model than the one it is offered with", () => {
        for (const {model, shape, architecture, dictionaries, cautions} of entries)
            for (const {trainedOn, dModel, layer} of dictionaries) {
                const chat = !cautions.some((caution) => caution.includes("base model goes on writing"));
                const facts = {name: model, architecture, nLayers: shape.nLayers, dModel: shape.dModel, chat: false};
                const warnings = pairWarnings(facts, {dModel, layer: layerIndex(layer), trainedOn});
                expect(warnings.filter(({about}) => about !== "base-instruct")).toEqual([]);
                if (warnings.length > 0) expect(chat && cautions.some((caution) => caution.includes("trained on the base model"))).toBe(true);
            }
    });
});

describe("library.catalogue", () => {
    it("knows what is already here", async () => {
        const {library, resources: own, folder} = await aLibrary();
        const [entry] = (await readCatalogue(resources)).filter(({id}) => id === "llama-3.1-8b-instruct");
        const small = {...entry!, dictionaries: [{...entry!.dictionaries[0]!, dModel: 32, nFeatures: 4}, entry!.dictionaries[1]!]};
        writeFileSync(join(own, "catalogue.json"), JSON.stringify({entries: [small]}));
        const model = await library.models.add({path: aModelFile(join(folder, "Meta-Llama-3.1-8B-Instruct-Q8_0.gguf")), dictionaries: []});
        const path = join(library.installer.dictionariesFolder(), "mine.sae.gguf");
        await writeDictionaryFile(
            path,
            aNewDictionary({nFeatures: 4, layer: layerIndex(19), trainedOn: "meta-llama/Llama-3.1-8B-Instruct", format: "goodfire", cardL0: 91})
        );
        const [listed] = await library.catalogue();
        expect(listed!.files.filter(({modelId}) => modelId !== undefined)).toMatchObject([{id: "q8_0", modelId: model.id}]);
        expect(listed!.dictionaries.map(({installed}) => installed)).toEqual([path, undefined]);
    });

    it("is empty without its file, and refuses one that makes no sense", async () => {
        const {library} = await aLibrary();
        expect(await library.catalogue()).toEqual([]);
        const damaged = await aLibrary();
        writeFileSync(join(damaged.resources, "catalogue.json"), '{"entries": [{"id": "x"}]}');
        await expect(damaged.library.catalogue()).rejects.toMatchObject({code: "file/malformed", data: {format: "catalogue.json"}});
    });
});
