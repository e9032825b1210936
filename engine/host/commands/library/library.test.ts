import {spawn} from "node:child_process";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import type {Fit, ModelEntry} from "../../../contract/index.ts";
import {aDictionaryFile} from "../../../dictionaries/fixtures/aDictionary.ts";
import {scratchFolder} from "../../../dictionaries/fixtures/scratchFolder.ts";
import {aModelFile} from "../../../library/fixtures/aModelFile.ts";
import {chooseModel} from "./openLibrary.ts";

const cli = join(import.meta.dirname, "../../cli.ts");

function saelor(...args: string[]): Promise<{code: number | null; stdout: string; stderr: string}> {
    return new Promise((resolve) => {
        const child = spawn(process.execPath, [cli, "library", ...args], {stdio: ["ignore", "pipe", "pipe"]});
        const text = {stdout: "", stderr: ""};
        child.stdout.on("data", (bytes) => (text.stdout += bytes));
        child.stderr.on("data", (bytes) => (text.stderr += bytes));
        child.on("close", (code) => resolve({code, ...text}));
    });
}

describe("saelor library", {timeout: 120_000}, () => {
    it("adds a model and a dictionary where they lie, lists them, checks the pair and forgets it", async () => {
        const folder = await scratchFolder();
        const at = ["--workspace", join(folder, "workspace")];
        const model = aModelFile(join(folder, "mine.gguf"), {name: "mine", fileType: 15});
        const {path: dictionary} = await aDictionaryFile({dModel: 64});
        expect(await saelor("add", model, "--dictionary", dictionary, ...at)).toMatchObject({
            code: 1,
            stdout: "",
            stderr: expect.stringMatching(/dictionary\/wrong-model[\s\S]*d_model 64[\s\S]*d_model 32/)
        });
        expect(JSON.parse((await saelor("list", "--json", ...at)).stdout) as ModelEntry[]).toHaveLength(1);
        const other = (await aDictionaryFile({dModel: 32, trainedOn: "google/gemma-2-2b"})).path;
        expect(await saelor("add", model, "--dictionary", other, ...at)).toEqual({
            code: 0,
            stdout: "Added the model mine.\nIt loads with test.\nwarning, test.sae.gguf: architecture: expected google/gemma-2-2b, got llama\n",
            stderr: ""
        });
        expect(await saelor("add", model, "--dictionary", dictionary, "--force", ...at)).toMatchObject({
            code: 0,
            stdout: expect.stringMatching(/It loads with test, test\.\n[\s\S]*error, test\.sae\.gguf: d-model: expected 64, got 32\n$/)
        });
        const {stdout} = await saelor("list", ...at);
        expect(stdout).toMatch(/^Model +Weights +Size +Dictionaries +Id$/m);
        expect(stdout).toMatch(/^mine +Q4_K_M +[\d.]+ kB +test, test +[0-9a-f]{16}$/m);
        expect((JSON.parse((await saelor("list", "--json", ...at)).stdout) as ModelEntry[]).map(({name}) => name)).toEqual(["Saelor demo", "mine"]);
        expect(await saelor("check", "mine", dictionary, ...at)).toMatchObject({code: 1, stdout: expect.stringMatching(/^error: d-model/)});
        expect(await saelor("forget", "mine", ...at)).toMatchObject({code: 0, stdout: "Forgot mine.\n"});
        expect(await saelor("forget", "mine", ...at)).toMatchObject({code: 1, stderr: expect.stringContaining("model/not-found")});
    });

    it("tells whether the demo fits, and whether an entry of the catalogue would", async () => {
        const at = ["--workspace", join(await scratchFolder(), "workspace"), "--json"];
        const [demo, large] = await Promise.all([saelor("fit", "demo", ...at), saelor("fit", "llama-3.3-70b-instruct/q4_k_m", "--context", "4096", ...at)]);
        expect(JSON.parse(demo.stdout) as Fit).toMatchObject({nLayers: 6, verdict: expect.stringMatching(/^(cpu|gpu)$/)});
        const {nLayers, contextSize, parts} = JSON.parse(large.stdout) as Fit;
        expect({nLayers, contextSize}).toEqual({nLayers: 80, contextSize: 4096});
        expect(parts[0]!.ram + parts[0]!.vram).toBeGreaterThan(42e9);
        const [long, nope] = await Promise.all([saelor("fit", "demo", "--context", "100000", ...at.slice(0, 2)), saelor("fit", "nope", ...at)]);
        expect(long.stdout).toMatch(/The model was trained on contexts of \d+ tokens/);
        expect(nope).toMatchObject({code: 1, stderr: expect.stringMatching(/model\/not-found[\s\S]*library catalogue/)});
    });

    it("names what the catalogue has where an entry is asked for that it has not", async () => {
        const {code, stdout, stderr} = await saelor("catalogue", "nope", "--workspace", join(await scratchFolder(), "workspace"));
        expect({code, stdout}).toEqual({code: 1, stdout: ""});
        expect(stderr).toMatch(/no nope; it has .*llama-3\.3-70b-instruct/);
    });
});

describe("chooseModel", () => {
    const models = ["Llama 3.1 8B", "Llama 3.3 70B", "Gemma"].map((name, i) => ({id: `${i}abc`, name, path: `/${i}.gguf`})) as ModelEntry[];

    it("knows a model by id, path, name or a part of its name that no other has", () => {
        for (const asked of ["1abc", "1a", "/1.gguf", "Llama 3.3 70B", "70b"]) expect(chooseModel(models, asked).id).toBe("1abc");
        expect(() => chooseModel(models, "llama")).toThrow(expect.objectContaining({code: "input/invalid"}));
        expect(() => chooseModel(models, "qwen")).toThrow(expect.objectContaining({code: "model/not-found", data: {id: "qwen"}}));
    });
});
