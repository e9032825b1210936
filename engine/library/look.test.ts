import {chmodSync, mkdirSync, symlinkSync, writeFileSync} from "node:fs";
import {realpath} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {aDictionaryFile} from "../dictionaries/fixtures/aDictionary.ts";
import {scratchFolder} from "../dictionaries/fixtures/scratchFolder.ts";
import {browse} from "./browse.ts";
import {aModelFile, aSplitModel} from "./fixtures/aModelFile.ts";
import {look} from "./look.ts";

describe("look", () => {
    it("tells a model, a dictionary and a published dictionary by their content", async () => {
        const folder = await scratchFolder();
        const model = aModelFile(join(folder, "no ending at all"), {name: "Mine"});
        expect(await look(model)).toMatchObject({kind: "model", facts: {name: "Mine"}});
        const parts = aSplitModel(join(folder, "split"), 2);
        expect(await look(parts[1]!)).toMatchObject({kind: "model", path: parts[0]});
        const {path} = await aDictionaryFile({nFeatures: 8});
        expect(await look(path)).toMatchObject({kind: "dictionary", info: {nFeatures: 8, path}});
        const published = join(import.meta.dirname, "../fixtures/parity-1/sae.pth");
        expect(await look(published)).toMatchObject({kind: "source", format: "goodfire", dModel: 128, needs: ["layer"]});
    });

    it("says what is wrong with everything else", async () => {
        const folder = await scratchFolder();
        writeFileSync(join(folder, "notes.txt"), "hello");
        await expect(look(join(folder, "notes.txt"))).rejects.toMatchObject({code: "dictionary/unknown-format"});
        await expect(look(join(folder, "nothing"))).rejects.toMatchObject({code: "file/not-found"});
        aModelFile(join(folder, "models/a.gguf"));
        aModelFile(join(folder, "models/b.gguf"));
        const detail = "a folder with 2 GGUF files (a.gguf, b.gguf); name one of the files";
        await expect(look(join(folder, "models"))).rejects.toMatchObject({code: "dictionary/unknown-format", data: {detail}});
        await expect(look("notes.txt")).rejects.toMatchObject({code: "input/invalid"});
        await expect(look(aModelFile(join(folder, "v.gguf"), {noTensors: true}))).rejects.toMatchObject({code: "model/wrong-kind"});
    });
});

describe("browse", () => {
    const linux = (home: string) => ({home, platform: "linux"}) as const;

    it("lists folders first and in the order of their names, without what is hidden", async () => {
        const folder = await realpath(await scratchFolder());
        for (const name of ["zoo", "Art", ".cache"]) mkdirSync(join(folder, name));
        for (const name of ["b10.gguf", "b9.gguf", ".secret"]) writeFileSync(join(folder, name), name);
        symlinkSync(join(folder, "zoo"), join(folder, "link"));
        symlinkSync("/nowhere", join(folder, "dangling"));
        const {path, parent, entries} = await browse(undefined, linux(folder));
        expect({path, parent}).toEqual({path: folder, parent: join(folder, "..")});
        expect(entries.map(({kind, name}) => `${kind} ${name}`)).toEqual(["folder Art", "folder link", "folder zoo", "file b9.gguf", "file b10.gguf"]);
        expect(entries[3]).toMatchObject({bytes: 7, path: join(folder, "b9.gguf"), modifiedAt: expect.any(Number)});
        expect((await browse("/", linux(folder))).parent).toBeNull();
    });

    it("names the reason where it can't list", async () => {
        const folder = await scratchFolder();
        writeFileSync(join(folder, "file"), "");
        await expect(browse(join(folder, "none"), linux(folder))).rejects.toMatchObject({code: "file/not-found"});
        await expect(browse(join(folder, "file"), linux(folder))).rejects.toMatchObject({code: "input/invalid"});
        await expect(browse("relative", linux(folder))).rejects.toMatchObject({code: "input/invalid"});
        mkdirSync(join(folder, "shut"));
        chmodSync(join(folder, "shut"), 0);
        // root may read everything
        if (process.getuid?.() !== 0)
            await expect(browse(join(folder, "shut"), linux(folder))).rejects.toMatchObject({code: "file/no-permission", data: {operation: "read"}});
    });
});
