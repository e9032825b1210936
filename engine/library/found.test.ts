import {chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {scratchFolder} from "../dictionaries/fixtures/scratchFolder.ts";
import {aLibrary} from "./fixtures/aLibrary.ts";
import {aModelFile, aSplitModel} from "./fixtures/aModelFile.ts";
import {otherPlaces} from "./otherPlaces.ts";
import {scanFolder} from "./scanFolder.ts";

const HASH = "ab".repeat(32);
const names = (found: readonly {readonly name: string; readonly place: string}[]) => found.map(({name, place}) => `${place}: ${name}`);

/** As `ollama pull` leaves it. */
function anOllamaModel(models: string, manifest: string, {hash = HASH, content}: {hash?: string; content?: string} = {}): void {
    const file = join(models, "manifests", manifest);
    mkdirSync(join(file, ".."), {recursive: true});
    const layers = [
        {mediaType: "application/vnd.ollama.image.license", digest: `sha256:${"00".repeat(32)}`, size: 3},
        {mediaType: "application/vnd.ollama.image.model", digest: `sha256:${hash}`, size: 4}
    ];
    writeFileSync(file, content ?? JSON.stringify({schemaVersion: 2, layers}));
}

describe("library.found", () => {
    it("finds what LM Studio keeps, also where its settings say", async () => {
        const {library, home, folder} = await aLibrary();
        aModelFile(join(home, ".lmstudio/models/lmstudio-community/Gemma-GGUF/gemma-2-2b-it-Q4_K_M.gguf"), {name: "Gemma 2 2b It"});
        aModelFile(join(home, ".lmstudio/models/lmstudio-community/Gemma-GGUF/mmproj-model-f16.gguf"), {architecture: "clip"});
        aModelFile(join(folder, "elsewhere/owner/repo/other.gguf"));
        writeFileSync(join(home, ".lmstudio/settings.json"), JSON.stringify({downloadsFolder: join(folder, "elsewhere")}));
        const found = await library.found();
        expect(names(found)).toEqual(["lm-studio: other", "lm-studio: gemma-2-2b-it-Q4_K_M"]);
        expect(found[1]).toMatchObject({facts: {name: "Gemma 2 2b It"}, bytes: found[1]!.facts!.bytes});
    });

    it("calls Ollama's models what Ollama does, and links them without a copy", async () => {
        const {library, home} = await aLibrary();
        const models = join(home, ".ollama/models");
        aModelFile(join(models, "blobs", `sha256-${HASH}`), {name: "Meta Llama 3.1 8B Instruct"});
        anOllamaModel(models, "registry.ollama.ai/library/llama3.1/8b");
        anOllamaModel(models, "registry.ollama.ai/someone/llama3.1/8b");
        anOllamaModel(models, "hf.co/bartowski/Llama-3.2-3B-Instruct-GGUF/Q4_K_M", {hash: "cd".repeat(32)});
        const found = await library.found();
        expect(names(found)).toEqual(["ollama: bartowski/Llama-3.2-3B-Instruct-GGUF:Q4_K_M".replace("bartowski", "hf.co/bartowski"), "ollama: llama3.1:8b"]);
        expect(found[0]).toMatchObject({problem: "its weights are gone"});
        const {path} = found[1]!;
        const added = await library.models.add({path, dictionaries: []});
        expect(added).toMatchObject({name: "llama3.1:8b", path, origin: "linked"});
        expect((await library.found())[1]).toMatchObject({modelId: added.id});
        expect((await library.models.configure({modelId: added.id, options: {contextSize: 512}})).name).toBe("llama3.1:8b");
    });

    it("makes a problem of a manifest that makes no sense, and follows none out of the folder", async () => {
        const {library, home} = await aLibrary();
        const models = join(home, ".ollama/models");
        anOllamaModel(models, "registry.ollama.ai/library/a/latest", {content: "{"});
        anOllamaModel(models, "registry.ollama.ai/library/b/latest", {content: '{"layers": "none"}'});
        anOllamaModel(models, "registry.ollama.ai/library/c/latest", {hash: "../../../../etc/passwd"});
        anOllamaModel(models, "registry.ollama.ai/library/cloud/latest", {content: '{"layers": []}'});
        const found = await library.found();
        expect(found.map(({name}) => name)).toEqual(["a:latest", "b:latest", "c:latest"]);
        expect(found.map(({problem}) => problem)).toEqual([
            expect.stringContaining("JSON"),
            "its manifest is not what Ollama writes",
            "its manifest names sha256:../../../../etc/passwd"
        ]);
    });

    it("finds what is in Hugging Face's cache once, by the name that it has there", async () => {
        const {library, home} = await aLibrary();
        const repo = join(home, ".cache/huggingface/hub/models--bartowski--gemma-GGUF");
        const blob = aModelFile(join(repo, "blobs", HASH));
        for (const revision of ["aaa", "bbb"]) {
            mkdirSync(join(repo, "snapshots", revision), {recursive: true});
            symlinkSync(blob, join(repo, "snapshots", revision, "gemma-Q8_0.gguf"));
        }
        const found = await library.found();
        expect(names(found)).toEqual(["hugging-face: gemma-Q8_0"]);
        expect(found[0]!.path).toContain("snapshots");
    });

    it("looks into one's own folders, tells what is already added, and shows what is damaged", async () => {
        const {library, folder} = await aLibrary();
        const own = join(folder, "mine");
        const path = aModelFile(join(own, "deep/er/a.gguf"));
        copyFileSync(path, join(own, "b.gguf"));
        writeFileSync(join(own, "broken.gguf"), "GGUF and then nothing");
        aSplitModel(join(own, "z"), 2);
        expect((await library.addFolder(own)).some((place) => place.path === own && place.kind === "folder" && place.exists)).toBe(true);
        const {id} = await library.models.add({path, dictionaries: []});
        const found = await library.found();
        expect(names(found)).toEqual(["folder: b", "folder: broken", "folder: a", "folder: z"]);
        expect(found[1]!.problem).toBeDefined();
        expect(found[2]).toMatchObject({modelId: id});
        expect((await library.removeFolder(own)).some((place) => place.path === own)).toBe(false);
        expect(await library.found()).toEqual([]);
        await expect(library.removeFolder(own)).rejects.toMatchObject({code: "file/not-found"});
        await expect(library.addFolder(join(own, "nowhere"))).rejects.toMatchObject({code: "file/not-found"});
        await expect(library.addFolder(path)).rejects.toMatchObject({code: "input/invalid"});
    });
});

describe("otherPlaces", () => {
    const at = (env: Record<string, string>, platform: NodeJS.Platform = "linux") => otherPlaces({home: "/home/me", env, platform});

    it("follows the variables that the programs follow", async () => {
        const places = await at({OLLAMA_MODELS: "/big/ollama", HF_HOME: "/big/hf"});
        expect(places.map(({path}) => path)).toEqual([
            "/home/me/.lmstudio/models",
            "/home/me/.cache/lm-studio/models",
            "/big/ollama",
            "/usr/share/ollama/.ollama/models",
            "/big/hf/hub"
        ]);
        expect((await at({HF_HUB_CACHE: "/c", HF_HOME: "/big/hf"})).at(-1)).toEqual({path: "/c", kind: "hugging-face"});
        expect((await at({XDG_CACHE_HOME: "/x"}, "darwin")).map(({path}) => path).slice(-2)).toEqual(["/home/me/.ollama/models", "/x/huggingface/hub"]);
        expect((await at({OLLAMA_MODELS: "relative"}, "darwin"))[2]).toEqual({path: "/home/me/.ollama/models", kind: "ollama"});
    });
});

describe("scanFolder", () => {
    it("ends in loops of links, and where nothing may be read", async () => {
        const folder = await scratchFolder();
        const path = aModelFile(join(folder, "a/m.gguf"));
        symlinkSync(folder, join(folder, "a/loop"));
        mkdirSync(join(folder, "shut"));
        chmodSync(join(folder, "shut"), 0);
        symlinkSync("/nowhere", join(folder, "dangling.gguf"));
        expect(await scanFolder(folder)).toEqual([path]);
        expect(await scanFolder(join(folder, "nothing"))).toEqual([]);
    });

    it("is bounded in depth, in what it finds and in what it looks at", async () => {
        const folder = await scratchFolder();
        for (let i = 0; i < 5; i++) aModelFile(join(folder, `m${i}.gguf`));
        aModelFile(join(folder, "1/2/3/deep.gguf"));
        expect(await scanFolder(folder)).toHaveLength(6);
        expect(await scanFolder(folder, {depth: 3})).toHaveLength(5);
        expect(await scanFolder(folder, {found: 2})).toHaveLength(2);
        expect((await scanFolder(folder, {entries: 4})).length).toBeLessThanOrEqual(4);
    });
});
