import {spawn} from "node:child_process";
import {existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import type {Repository, Run} from "../../../contract/index.ts";
import {aGoodfireCheckpoint} from "../../../dictionaries/fixtures/aGoodfireCheckpoint.ts";
import {scratchFolder} from "../../../dictionaries/fixtures/scratchFolder.ts";
import {aHub} from "../../../library/download/fixtures/aHub.ts";
import {aModelFile} from "../../../library/fixtures/aModelFile.ts";
import {chooseFromRepository} from "./chooseFromRepository.ts";

const cli = join(import.meta.dirname, "../../cli.ts");

/** The command line, as a person starts it; `stdin` is what they type. */
function saelor(args: readonly string[], {env = {}, stdin = ""}: {env?: Record<string, string>; stdin?: string} = {}) {
    const child = spawn(process.execPath, [cli, "library", ...args], {env: {...process.env, HF_TOKEN: "", ...env}});
    onTestFinished(() => void child.kill("SIGKILL"));
    const out = {stdout: "", stderr: ""};
    child.stdout.on("data", (chunk) => (out.stdout += chunk));
    child.stderr.on("data", (chunk) => (out.stderr += chunk));
    child.stdin.end(stdin);
    const ended = new Promise<{code: number | null; stdout: string; stderr: string}>((resolve) => child.on("close", (code) => resolve({code, ...out})));
    return Object.assign(ended, {child});
}

async function aWorld() {
    const folder = await scratchFolder();
    const workspace = join(folder, "workspace");
    const body = readFileSync(aModelFile(join(folder, "m.gguf"), {dModel: 64}));
    const server = await aHub({
        "o/M-GGUF": {files: {"M-Q8_0.gguf": body, "M-Q4_K_M.gguf": body}, cardData: {license: "mit"}},
        "Goodfire/SAE-l19": {files: {"SAE-l19.pth": Buffer.from(aGoodfireCheckpoint({nFeatures: 64, dModel: 64}))}, gated: "auto", token: "hf_good"}
    });
    onTestFinished(() => server[Symbol.asyncDispose]());
    return {server, workspace, env: {HF_ENDPOINT: server.url}, at: ["--workspace", workspace]};
}

describe("saelor library get", () => {
    it("lists what there is, fetches what is chosen, and asks for a token where one is needed", async () => {
        const {server, workspace, env, at} = await aWorld();
        const listed = await saelor(["get", "o/M-GGUF", ...at], {env});
        expect(listed.stdout).toMatch(/^o\/M-GGUF; mit$/m);
        expect(listed.stdout).toMatch(/^Q4_K_M +\d+ kB +M-Q4_K_M\.gguf$/m);

        const fetched = await saelor(["get", "o/M-GGUF", "--quant", "q8_0", ...at], {env});
        expect(fetched).toMatchObject({code: 0, stdout: `Model: ${join(workspace, "library/models/o/M-GGUF/M-Q8_0.gguf")}\n`});

        const sae = ["get", "Goodfire/SAE-l19", "--file", "*.pth", "--layer", "1", "--type", "F16", "--pair", "M-Q8_0", ...at];
        expect(await saelor(sae, {env})).toMatchObject({code: 1, stderr: expect.stringMatching(/repository\/gated[\s\S]*saelor library token/)});
        expect(await saelor(["token", "set", ...at], {stdin: "hf_good\n"})).toMatchObject({code: 0, stdout: expect.stringContaining("secrets.json")});
        const dictionary = join(workspace, "library/dictionaries/SAE-l19.sae.gguf");
        expect(await saelor(sae, {env})).toMatchObject({code: 0, stdout: `Dictionary: ${dictionary}\n`});
        expect((await saelor(["runs", ...at])).stdout).toMatch(/^\w{8} +done +.* done$/m);
        const runs = JSON.parse((await saelor(["runs", "--json", ...at])).stdout) as Run[];
        expect(runs.map(({state}) => state)).toEqual(["done", "done"]);
        expect(JSON.stringify(runs)).not.toContain("hf_good");
        expect(server.asked.filter(({headers}) => headers.authorization === "Bearer hf_good").length).toBeGreaterThan(2);
    });

    it("keeps what it has at Ctrl-C, says how to go on, and goes on", async () => {
        const {server, workspace, env, at} = await aWorld();
        server.misbehave({at: "/resolve/", stallAfter: 1000});
        const getting = saelor(["get", "o/M-GGUF", "--quant", "q8_0", ...at], {env});
        const part = () => statSync(partOf(workspace) ?? "", {throwIfNoEntry: false})?.size;
        while (part() !== 1000) await new Promise((resolve) => setTimeout(resolve, 20));
        getting.child.kill("SIGINT");
        expect(await getting).toMatchObject({code: 130, stderr: expect.stringContaining("saelor library resume")});
        expect((await saelor(["runs", ...at])).stdout).toMatch(/queued +o\/M-GGUF Q8_0 +downloading/);
        expect(await saelor(["resume", ...at], {env})).toMatchObject({code: 0, stdout: "o/M-GGUF Q8_0: done\n"});
        expect(server.asked.map(({headers}) => headers.range).filter((range) => range !== undefined)).toEqual(["bytes=1000-"]);
        expect(existsSync(join(workspace, "library/models/o/M-GGUF/M-Q8_0.gguf"))).toBe(true);
    });
});

function partOf(workspace: string): string | undefined {
    const runs = join(workspace, "library/models/.incoming");
    if (!existsSync(runs)) return undefined;
    const [run] = readdirSync(runs);
    return run && join(runs, run, "M-Q8_0.gguf.part");
}

describe("saelor library token", () => {
    it("takes the token from stdin only, tells where it is, and forgets it", async () => {
        const at = ["--workspace", join(await scratchFolder(), "workspace")];
        expect((await saelor(["token", "set", "hf_x", ...at])).code).not.toBe(0);
        expect((await saelor(["token", "set", ...at], {stdin: "\n"})).stderr).toContain("input/invalid");
        expect((await saelor(["token", "remove", ...at])).stdout).toContain("No token is kept");
    });
});

describe("chooseFromRepository", () => {
    const file = (path: string) => ({path, bytes: 1});
    const dictionary = (path: string, name = `${path}/params.npz`) => ({path, format: "gemma-scope", files: [file(name)], bytes: 1});
    const repository: Repository = {
        repo: "o/n",
        revision: "c",
        gated: false,
        baseModels: [],
        models: ["Q4_K_M", "Q8_0"].map((quantization) => ({quantization, files: [file(`M-${quantization}.gguf`)], bytes: 1})),
        dictionaries: [dictionary("layer_2/width_16k"), dictionary("layer_20/width_16k"), dictionary("layer_20/width_65k")]
    };
    const choose = (choice: object) => chooseFromRepository(repository, {conversion: {}, ...choice});

    it("finds models by quantisation or file, dictionaries by path, its end or a pattern", () => {
        expect(choose({})).toBeUndefined();
        expect(choose({quant: "q8_0"})).toMatchObject({title: "o/n Q8_0", model: {repo: "o/n", revision: "c", files: [{path: "M-Q8_0.gguf"}]}});
        expect(choose({file: "*Q4*"})?.model?.files[0]?.path).toBe("M-Q4_K_M.gguf");
        expect(choose({dictionary: "width_65k"})?.dictionary?.files[0]?.path).toBe("layer_20/width_65k/params.npz");
        expect(choose({dictionary: "layer_2/*"})?.dictionary?.files[0]?.path).toBe("layer_2/width_16k/params.npz");
        expect(choose({file: "layer_2/**"})?.dictionary?.files[0]?.path).toBe("layer_2/width_16k/params.npz");
        expect(choose({quant: "Q8_0", dictionary: "layer_2/width_16k"})).toMatchObject({model: {}, dictionary: {}});
    });

    it("refuses what fits nothing or several, with what there is", () => {
        expect(() => choose({quant: "Q2_K"})).toThrow(expect.objectContaining({code: "input/invalid", data: {detail: "nothing there fits Q2_K"}}));
        expect(() => choose({dictionary: "width_16k"})).toThrow(
            expect.objectContaining({data: {detail: "width_16k fits 2: layer_2/width_16k, layer_20/width_16k"}})
        );
    });
});
