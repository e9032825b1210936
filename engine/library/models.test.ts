import {existsSync, linkSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {layerIndex} from "../contract/index.ts";
import {aDictionaryFile, aNewDictionary} from "../dictionaries/fixtures/aDictionary.ts";
import {writeDictionaryFile} from "../dictionaries/index.ts";
import {aLibrary} from "./fixtures/aLibrary.ts";
import {aModelFile, aSplitModel} from "./fixtures/aModelFile.ts";

describe("models.add", () => {
    it("links a model where it lies and tells what its header says", async () => {
        const {library, folder} = await aLibrary();
        const path = aModelFile(join(folder, "mine-Q4_K_M.gguf"), {name: "Mine 1B Instruct", fileType: 15, chat: true});
        const added = await library.models.add({path, dictionaries: []});
        expect(added).toMatchObject({name: "mine-Q4_K_M", path, origin: "linked", available: true, bundled: false, options: {}, warnings: []});
        expect(added.facts).toEqual({
            name: "Mine 1B Instruct",
            architecture: "llama",
            nLayers: 4,
            dModel: 32,
            nParameters: 32 * 64,
            quantization: "Q4_K_M",
            trainedContextSize: 2048,
            bytes: added.bytes,
            chat: true
        });
        expect(await library.models.list()).toEqual([added]);
    });

    it("knows one file by all of its names: links, hard links, crooked paths", async () => {
        const {library, folder} = await aLibrary();
        const path = aModelFile(join(folder, "a/model.gguf"));
        symlinkSync(path, join(folder, "link.gguf"));
        linkSync(path, join(folder, "hard.gguf"));
        const {id} = await library.models.add({path, dictionaries: []});
        for (const other of [join(folder, "link.gguf"), join(folder, "hard.gguf"), `${folder}/a/../a/model.gguf`])
            expect(await library.models.add({path: other, dictionaries: []})).toMatchObject({id, path});
        expect(await library.models.list()).toHaveLength(1);
    });

    it("keeps the dictionaries of a model that is added again, and takes more of them", async () => {
        const {library, folder} = await aLibrary();
        const path = aModelFile(join(folder, "m.gguf"));
        const [one, other] = [(await aDictionaryFile()).path, (await aDictionaryFile()).path];
        symlinkSync(one, join(folder, "one.sae.gguf"));
        await library.models.add({path, dictionaries: [one]});
        expect(await library.models.add({path, dictionaries: []})).toMatchObject({dictionaries: [one]});
        expect(await library.models.add({path, dictionaries: [other, join(folder, "one.sae.gguf")]})).toMatchObject({dictionaries: [one, other]});
    });

    it("leads any part of a split model to its first, and names the parts that are missing", async () => {
        const {library, folder} = await aLibrary();
        const parts = aSplitModel(join(folder, "split"), 3);
        const added = await library.models.add({path: parts[1]!, dictionaries: []});
        expect(added).toMatchObject({path: parts[0], name: "split", facts: {nParameters: 3 * 32 * 64}});
        expect(added.bytes).toBe(added.facts!.bytes);
        rmSync(parts[1]!);
        rmSync(parts[2]!);
        await expect(library.models.add({path: parts[0]!, dictionaries: []})).rejects.toMatchObject({
            code: "model/load-failed",
            data: {detail: "2 of 3 parts are missing: split-00002-of-00003.gguf, split-00003-of-00003.gguf"}
        });
        expect((await library.models.list())[0]).toMatchObject({available: false, problem: expect.stringContaining("2 of 3 parts are missing")});
    });

    it("refuses what is no language model, by what it is", async () => {
        const {library, folder} = await aLibrary();
        const dictionary = await aDictionaryFile();
        const cases = [
            [dictionary.path, "a dictionary"],
            [aModelFile(join(folder, "mmproj.gguf"), {architecture: "clip"}), "a model's eyes or ears (mmproj)"],
            [aModelFile(join(folder, "lora.gguf"), {more: [{key: "general.type", type: "string", value: "adapter"}]}), "an adapter (LoRA)"],
            [aModelFile(join(folder, "vocab.gguf"), {noTensors: true}), "a vocabulary without weights"],
            [aModelFile(join(folder, "bert.gguf"), {architecture: "bert"}), "a model for embeddings"]
        ] as const;
        for (const [path, got] of cases)
            await expect(library.models.add({path, dictionaries: []})).rejects.toMatchObject({code: "model/wrong-kind", data: {path, got}});
        writeFileSync(join(folder, "words.gguf"), "no header at all");
        await expect(library.models.add({path: join(folder, "words.gguf"), dictionaries: []})).rejects.toMatchObject({code: "file/malformed"});
        await expect(library.models.add({path: folder, dictionaries: []})).rejects.toMatchObject({code: "file/malformed"});
        await expect(library.models.add({path: join(folder, "none.gguf"), dictionaries: []})).rejects.toMatchObject({code: "file/not-found"});
        const good = aModelFile(join(folder, "good.gguf"));
        await expect(library.models.add({path: good, dictionaries: [join(folder, "none.sae.gguf")]})).rejects.toMatchObject({code: "file/not-found"});
        await expect(library.models.add({path: good, dictionaries: [good]})).rejects.toMatchObject({code: expect.stringMatching(/^(dictionary|file)\//)});
        expect(await library.models.list()).toEqual([]);
    });

    it("shows a file that has gone or was cut, and the model again when it is back", async () => {
        const {library, folder} = await aLibrary();
        const path = aModelFile(join(folder, "m.gguf"));
        const {id} = await library.models.add({path, dictionaries: []});
        renameSync(path, `${path}.away`);
        expect((await library.models.list())[0]).toMatchObject({id, available: false, bytes: 0, problem: expect.any(String)});
        renameSync(`${path}.away`, path);
        expect((await library.models.list())[0]).toMatchObject({id, available: true, facts: {nLayers: 4}});
        truncateSync(path, 60);
        expect((await library.models.list())[0]).toMatchObject({id, available: true, problem: expect.stringContaining("ends before")});
    });

    it("warns of a dictionary that does not belong, and still keeps the pair", async () => {
        const {library, folder} = await aLibrary();
        const path = aModelFile(join(folder, "m.gguf"), {name: "Gemma 2 2b It", architecture: "gemma2", nLayers: 4, dModel: 32, chat: true});
        const wide = await aDictionaryFile({dModel: 64, layer: layerIndex(9)});
        const base = await aDictionaryFile({trainedOn: "google/gemma-2-2b"});
        const {id, warnings} = await library.models.add({path, dictionaries: [wide.path, base.path]});
        expect(warnings.map(({dictionary, warnings: all}) => [dictionary, all.map(({about}) => about)])).toEqual([
            [wide.path, ["d-model", "layer-count"]],
            [base.path, ["base-instruct"]]
        ]);
        expect(await library.check({modelId: id, dictionary: base.path})).toEqual([
            {about: "base-instruct", level: "warning", expected: "google/gemma-2-2b", got: "Gemma 2 2b It"}
        ]);
    });
});

describe("models.configure", () => {
    it("changes what is given and leaves the rest", async () => {
        const {library, folder} = await aLibrary();
        const dictionary = await aDictionaryFile();
        const {id} = await library.models.add({path: aModelFile(join(folder, "m.gguf")), dictionaries: [dictionary.path]});
        expect(await library.models.configure({modelId: id, options: {contextSize: 1024, kvType: "Q8_0"}})).toMatchObject({
            dictionaries: [dictionary.path],
            options: {contextSize: 1024, kvType: "Q8_0"}
        });
        expect(await library.models.configure({modelId: id, dictionaries: []})).toMatchObject({
            dictionaries: [],
            options: {contextSize: 1024, kvType: "Q8_0"}
        });
        expect(await library.models.find(id)).toMatchObject({options: {contextSize: 1024, kvType: "Q8_0"}});
        await expect(library.models.configure({modelId: "nobody"})).rejects.toMatchObject({code: "model/not-found", data: {id: "nobody"}});
        await expect(library.models.configure({modelId: id, dictionaries: ["/none.sae.gguf"]})).rejects.toMatchObject({code: "file/not-found"});
    });

    it("remembers changes of the bundled model apart from it, so that they outlive where it lies", async () => {
        const bundled = {id: "demo", name: "Demo", path: "/demo/model.gguf", origin: "bundled", dictionaries: [], prompts: [], options: {}} as const;
        const {library, store} = await aLibrary({bundled: () => bundled});
        expect(await library.models.configure({modelId: "demo", options: {contextSize: 512}})).toMatchObject({id: "demo", options: {contextSize: 512}});
        expect(await library.models.find("demo")).toMatchObject({path: "/demo/model.gguf", options: {contextSize: 512}});
        expect(store.models.all()).toEqual([]);
        await expect(library.models.forget({modelId: "demo"})).rejects.toMatchObject({code: "input/invalid"});
    });
});

describe("the library's folder", () => {
    it("lists what lies in it by itself, models and dictionaries apart", async () => {
        const {library, workspace} = await aLibrary();
        const path = aModelFile(join(workspace, "library/models/owner/found.gguf"));
        aModelFile(join(workspace, "library/models/mmproj-x.gguf"), {architecture: "clip"});
        const dictionary = join(library.installer.dictionariesFolder(), "d.sae.gguf");
        await writeDictionaryFile(dictionary, aNewDictionary());
        const [model, ...others] = await library.models.list();
        expect(others).toEqual([]);
        expect(model).toMatchObject({path, origin: "library", dictionaries: []});
        expect(await library.dictionaries.list()).toMatchObject([{path: dictionary, origin: "library", available: true, usedBy: []}]);
        expect(await library.models.configure({modelId: model!.id, dictionaries: [dictionary]})).toMatchObject({id: model!.id});
        expect(await library.dictionaries.list()).toMatchObject([{path: dictionary, usedBy: [model!.id]}]);
    });

    it("deletes on request what lies in it, never a linked file, and nothing that is loaded", async () => {
        const {library, folder, workspace, use} = await aLibrary();
        const linked = aModelFile(join(folder, "linked.gguf"));
        const parts = aSplitModel(join(workspace, "library/models/split"), 2);
        const {id: linkedId} = await library.models.add({path: linked, dictionaries: []});
        const fetched = (await library.installer.modelArrived(parts[0]!)).modelId;
        use({modelId: fetched, paths: [parts[0]!]});
        await expect(library.models.forget({modelId: fetched, files: true})).rejects.toMatchObject({code: "file/in-use"});
        expect(existsSync(parts[0]!)).toBe(true);
        use({paths: []});
        await library.models.forget({modelId: fetched, files: true});
        await library.models.forget({modelId: linkedId, files: true});
        expect(parts.map(existsSync)).toEqual([false, false]);
        expect(existsSync(linked)).toBe(true);
        expect(await library.models.list()).toEqual([]);
    });

    it("does not follow a link out of it when it deletes", async () => {
        const {library, folder, workspace} = await aLibrary();
        const outside = aModelFile(join(folder, "elsewhere/m.gguf"));
        mkdirSync(join(workspace, "library/models"), {recursive: true});
        symlinkSync(join(folder, "elsewhere"), join(workspace, "library/models/elsewhere"));
        const [model] = await library.models.list();
        expect(model).toMatchObject({origin: "linked"});
        await library.models.forget({modelId: model!.id, files: true});
        expect(existsSync(outside)).toBe(true);
        expect(await library.models.list()).toEqual([]);
    });

    it("takes a file off the list and shows it again when it is added", async () => {
        const {library, workspace} = await aLibrary();
        const path = aModelFile(join(workspace, "library/models/m.gguf"));
        const [{id} = {id: ""}] = await library.models.list();
        await library.models.forget({modelId: id});
        expect(await library.models.list()).toEqual([]);
        expect(existsSync(path)).toBe(true);
        expect(await library.found()).toMatchObject([{path, place: "library"}]);
        expect(await library.models.add({path, dictionaries: []})).toMatchObject({id});
    });

    it("keeps what it has when another folder is chosen", async () => {
        const {library, folder} = await aLibrary();
        const chosen = join(folder, "big disk");
        mkdirSync(chosen);
        const before = join(library.installer.modelsFolder(), "before.gguf");
        aModelFile(before);
        const places = await library.setFolder(chosen);
        expect(places[0]).toMatchObject({path: chosen, kind: "library", exists: true, freeBytes: expect.any(Number)});
        expect(library.installer.modelsFolder()).toBe(join(chosen, "models"));
        const after = aModelFile(join(library.installer.modelsFolder(), "after.gguf"));
        expect((await library.models.list()).map(({path, origin}) => [path, origin])).toEqual([
            [after, "library"],
            [before, "library"]
        ]);
        expect((await library.setFolder(null))[0]).toMatchObject({kind: "library", path: expect.stringContaining("workspace")});
        expect(await library.models.list()).toHaveLength(2);
        await expect(library.setFolder(before)).rejects.toMatchObject({code: "file/no-permission"});
        await expect(library.setFolder("relative")).rejects.toMatchObject({code: "input/invalid"});
    });
});

describe("dictionaries", () => {
    it("are known by their path, once, and paired when they arrive", async () => {
        const {library, folder} = await aLibrary();
        const file = await aDictionaryFile({name: "Mine", nFeatures: 8});
        const {id} = await library.models.add({path: aModelFile(join(folder, "m.gguf")), dictionaries: []});
        expect(await library.dictionaries.add(file.path)).toMatchObject({name: "Mine", origin: "linked", info: {nFeatures: 8, nLabels: 0}});
        await library.installer.dictionaryArrived(file.path, id);
        await library.installer.dictionaryArrived(file.path, id);
        expect(await library.models.find(id)).toMatchObject({dictionaries: [{path: file.path}]});
        expect(await library.dictionaries.list()).toMatchObject([{path: file.path, usedBy: [id]}]);
        await expect(library.installer.dictionaryArrived(file.path, "nobody")).rejects.toMatchObject({code: "model/not-found"});
    });

    it("leave their models when they are removed, and stay while they are loaded", async () => {
        const {library, folder, use} = await aLibrary();
        const file = await aDictionaryFile();
        const {id} = await library.models.add({path: aModelFile(join(folder, "m.gguf")), dictionaries: [file.path]});
        use({modelId: id, paths: [file.path]});
        await expect(library.dictionaries.remove(file.path)).rejects.toMatchObject({code: "file/in-use"});
        use({paths: []});
        await library.dictionaries.remove(file.path, {files: true});
        expect(existsSync(file.path)).toBe(true);
        expect(await library.models.find(id)).toMatchObject({dictionaries: []});
        expect(await library.dictionaries.list()).toEqual([]);
        await expect(library.dictionaries.remove(file.path)).rejects.toMatchObject({code: "dictionary/not-found"});
    });

    it("show what is wrong with a file that has gone", async () => {
        const {library} = await aLibrary();
        const file = await aDictionaryFile();
        await library.dictionaries.add(file.path);
        rmSync(file.path);
        expect(await library.dictionaries.list()).toMatchObject([{path: file.path, available: false, problem: "the file is gone", bytes: 0}]);
    });
});

describe("models.list", () => {
    it("reads a hundred headers once, and lets others run meanwhile", async () => {
        const {library, workspace} = await aLibrary();
        for (let i = 0; i < 100; i++) aModelFile(join(workspace, `library/models/m${i}.gguf`), {nVocab: 2000});
        let longest = 0;
        let last = performance.now();
        const timer = setInterval(() => {
            longest = Math.max(longest, performance.now() - last);
            last = performance.now();
        }, 1);
        expect(await library.models.list()).toHaveLength(100);
        const started = performance.now();
        const again = await library.models.list();
        const seconds = (performance.now() - started) / 1000;
        clearInterval(timer);
        expect(again.every(({facts}) => facts?.nLayers === 4)).toBe(true);
        expect(longest).toBeLessThan(5000);
        expect(seconds).toBeLessThan(20);
    });
});
