import {createHash} from "node:crypto";
import {describe, expect, it} from "vitest";
import {QUICK} from "./fixtures/aDownload.ts";
import {aFileServer} from "./fixtures/aFileServer.ts";
import {aHub, COMMIT} from "./fixtures/aHub.ts";
import {groupDictionaries} from "./groupDictionaries.ts";
import {groupModels} from "./groupModels.ts";
import {listRepository} from "./listRepository.ts";
import {parseRepoName} from "./parseRepoName.ts";

const sized = (...paths: string[]) => paths.map((path) => ({path, bytes: 10}));

describe("listRepository", () => {
    it("tells models and dictionaries at a commit, with sizes and digests, licence and base model", async () => {
        const weights = Buffer.alloc(5000, 7);
        await using server = await aHub({
            "Goodfire/Llama-3.3-70B-Instruct-SAE-l50": {
                files: {"Llama-3.3-70B-Instruct-SAE-l50.pt": weights, "README.md": Buffer.from("hello")},
                gated: "auto",
                cardData: {license: "other", license_name: "llama3.3", base_model: ["meta-llama/Llama-3.3-70B-Instruct"]}
            }
        });
        const sha256 = createHash("sha256").update(weights).digest("hex");
        const files = [{path: "Llama-3.3-70B-Instruct-SAE-l50.pt", bytes: 5000, sha256}];
        expect(await listRepository(server.hub, {repo: "https://huggingface.co/Goodfire/Llama-3.3-70B-Instruct-SAE-l50/tree/main"})).toEqual({
            repo: "Goodfire/Llama-3.3-70B-Instruct-SAE-l50",
            revision: COMMIT,
            gated: true,
            license: "llama3.3",
            baseModels: ["meta-llama/Llama-3.3-70B-Instruct"],
            models: [],
            dictionaries: [{path: files[0]!.path, format: "goodfire", files, bytes: 5000, layer: 50}]
        });
    });

    it("reads repositories of thousands of files page by page, and takes the token to the hub only", async () => {
        const files = Object.fromEntries(
            Array.from({length: 2500}, (_, i) => [`layer_${i % 26}/width_16k/average_l0_${i}/params.npz`, Buffer.from("x")] as const)
        );
        await using server = await aHub({"google/gemma-scope-2b-pt-res": {files}});
        server.hub.secret = "hf_secret";
        const {dictionaries} = await listRepository(server.hub, {repo: "google/gemma-scope-2b-pt-res"});
        expect(dictionaries).toHaveLength(2500);
        expect(dictionaries[0]).toMatchObject({path: "layer_0/width_16k/average_l0_0", format: "gemma-scope", layer: 0, l0: 0});
        expect(dictionaries[1]).toMatchObject({layer: 0, l0: 26});
        expect(server.asked).toHaveLength(4);
        expect(server.asked.every(({headers}) => headers.authorization === "Bearer hf_secret")).toBe(true);
    });

    it("follows pages that lead to another host without the token", async () => {
        await using elsewhere = await aHub({"a/b": {files: {"x.gguf": Buffer.from("x")}}});
        const link = `<${elsewhere.url}/api/models/a/b/tree/${COMMIT}?recursive=true>; rel="next"`;
        await using server = await aHub({"a/b": {files: {"y.gguf": Buffer.from("y")}}});
        const api = await aFileServer({}, [], (request, response) => {
            const json = request.url!.includes("/tree/") ? [] : {_id: "1", id: "a/b", sha: COMMIT};
            response.writeHead(200, {"content-type": "application/json", link}).end(JSON.stringify(json));
            return true;
        });
        await using _ = api;
        const {models} = await listRepository({...server.hub, endpoint: api.url, token: async () => "hf_secret"}, {repo: "a/b"});
        expect(models.map(({files}) => files[0]!.path)).toEqual(["x.gguf"]);
        expect(api.asked.map(({headers}) => headers.authorization)).toEqual(["Bearer hf_secret", "Bearer hf_secret"]);
        expect(elsewhere.asked.map(({headers}) => headers.authorization)).toEqual([undefined]);
    });

    it("tells apart what is missing, gated, busy, unreachable and nonsense", async () => {
        await using server = await aHub({"a/b": {files: {}}});
        const ask = (repo: string, revision?: string) => listRepository(server.hub, {repo, revision});
        await expect(ask("no/such")).rejects.toMatchObject({code: "repository/not-found", data: {repo: "no/such"}});
        await expect(ask("a/b", "no-branch")).rejects.toMatchObject({code: "download/refused", data: {status: 404, detail: "RevisionNotFound"}});
        server.misbehave({status: 401, headers: {"x-error-code": "GatedRepo"}});
        await expect(ask("a/b")).rejects.toMatchObject({code: "repository/gated", data: {repo: "a/b", hasToken: false}});
        server.hub.secret = "hf_x";
        server.misbehave({status: 403});
        await expect(ask("a/b")).rejects.toMatchObject({code: "repository/gated", data: {hasToken: true}});
        server.misbehave({status: 503});
        await expect(ask("a/b")).rejects.toMatchObject({code: "download/refused", data: {status: 503}});
        const answer = {type: "json"};
        await using other = await aFileServer({}, [], (_request, response) => {
            response.writeHead(200).end(answer.type === "json" ? "[1, 2]" : "<html>");
            return true;
        });
        const hub = {endpoint: other.url, patience: QUICK, token: async () => undefined};
        for (answer.type of ["json", "html"]) await expect(listRepository(hub, {repo: "a/b"})).rejects.toMatchObject({code: "download/refused"});
        const nobody = {...hub, endpoint: "http://127.0.0.1:1"};
        await expect(listRepository(nobody, {repo: "a/b"})).rejects.toMatchObject({code: "network/unreachable"});
    });

    it("waits once for a server that is asked too often, where it asks for a few seconds", async () => {
        await using server = await aHub({"a/b": {files: {}}});
        const busy = (seconds: string) => ({status: 429, headers: {"retry-after": seconds}});
        server.misbehave(busy("1"));
        expect(await listRepository(server.hub, {repo: "a/b"})).toMatchObject({repo: "a/b"});
        for (const [seconds, times, asked] of [
            ["1", 2, 2],
            ["600", 1, 1]
        ] as const) {
            server.asked.length = 0;
            for (let i = 0; i < times; i++) server.misbehave(busy(seconds));
            await expect(listRepository(server.hub, {repo: "a/b"})).rejects.toMatchObject({code: "download/refused", data: {status: 429}});
            expect(server.asked).toHaveLength(asked);
        }
    });

    it("tells a page that a network shows in the hub's place", async () => {
        await using page = await aFileServer({}, [], (_request, response) => {
            response.writeHead(200, {"content-type": "text/html; charset=utf-8"}).end("<html>Please sign in");
            return true;
        });
        const hub = {endpoint: page.url, patience: QUICK, token: async () => undefined};
        const data = {status: 200, detail: "a web page came in place of data"};
        await expect(listRepository(hub, {repo: "a/b"})).rejects.toMatchObject({code: "download/refused", data});
    });

    it("stops when it is told to", async () => {
        await using server = await aHub({"a/b": {files: {}}}, [{stallAfter: -1}]);
        const stopped = new AbortController();
        const listing = listRepository(server.hub, {repo: "a/b"}, stopped.signal);
        stopped.abort();
        await expect(listing).rejects.toMatchObject({name: "AbortError"});
    });
});

describe("parseRepoName", () => {
    it("takes names and addresses, and nothing that leads elsewhere", () => {
        expect(parseRepoName(" google/gemma-2b ")).toBe("google/gemma-2b");
        expect(parseRepoName("https://huggingface.co/a/b.c/blob/main/x.gguf")).toBe("a/b.c");
        for (const bad of ["", "a", "a/b/c", "../..", "a/..", "https://evil.org/a/b", "a/b?x=1", "datasets/a/b"])
            expect(() => parseRepoName(bad), bad).toThrow(expect.objectContaining({code: "input/invalid"}));
    });
});

describe("groupModels", () => {
    it("puts the parts of a split model together, in order, and leaves out what is no whole model", () => {
        const files = sized(
            "Q8_0/M-Q8_0-00002-of-00002.gguf",
            "Q8_0/M-Q8_0-00001-of-00002.gguf",
            "M-Q4_K_M.gguf",
            "BF16/M-BF16-00001-of-00002.gguf",
            "mmproj-M-F16.gguf",
            "M.imatrix.gguf",
            "some.sae.gguf",
            "README.md"
        );
        expect(groupModels(files).map(({quantization, files, bytes}) => [quantization, files.map(({path}) => path), bytes])).toEqual([
            ["Q4_K_M", ["M-Q4_K_M.gguf"], 10],
            ["Q8_0", ["Q8_0/M-Q8_0-00001-of-00002.gguf", "Q8_0/M-Q8_0-00002-of-00002.gguf"], 20]
        ]);
    });

    it("reads the quantisation from the file's name, else from its folder, else gives the name", () => {
        const expected = {
            "Llama-3.3-70B-Instruct-IQ2_XXS.gguf": "IQ2_XXS",
            "gemma-2-2b-it.q4_k_s.gguf": "Q4_K_S",
            "x-UD-Q4_K_XL.gguf": "UD-Q4_K_XL",
            "Qwen3-8B-BF16.gguf": "BF16",
            "gpt-oss-20b-MXFP4.gguf": "MXFP4",
            "Q5_K_M/model.gguf": "Q5_K_M",
            "tiny.gguf": "tiny"
        };
        for (const [path, quantization] of Object.entries(expected)) expect(groupModels(sized(path))[0]?.quantization, path).toBe(quantization);
    });
});

describe("groupDictionaries", () => {
    it("knows the published layouts", () => {
        const files = sized(
            "blocks.8.hook_resid_pre/cfg.json",
            "blocks.8.hook_resid_pre/sae_weights.safetensors",
            "blocks.8.hook_resid_pre/sparsity.safetensors",
            "layer_20/width_16k/average_l0_71/params.npz",
            "resid_post/layer_12_width_16k_l0_medium/config.json",
            "resid_post/layer_12_width_16k_l0_medium/params.safetensors",
            "layers.10/cfg.json",
            "layers.10/sae.safetensors",
            "Llama3_1-8B-Base-L15R-8x/hyperparams.json",
            "Llama3_1-8B-Base-L15R-8x/checkpoints/final.safetensors",
            "Llama3_1-8B-Base-L15R-8x/checkpoints/step_100.pt",
            "resid_post_layer_6/trainer_1/ae.pt",
            "resid_post_layer_6/trainer_1/config.json",
            "layer3.sae.pt",
            "mine.sae.gguf",
            "SAE-l19.pth",
            "optimizer.pt",
            "lonely/sae.safetensors"
        );
        const found = groupDictionaries("o/n", files).map(({path, format, files, layer, l0}) => [path, format, files.length, layer, l0]);
        expect(found).toEqual([
            ["blocks.8.hook_resid_pre", "saelens", 2, 7, undefined],
            ["layer_20/width_16k/average_l0_71", "gemma-scope", 1, 20, 71],
            ["layer3.sae.pt", "qwen-scope", 1, 3, undefined],
            ["layers.10", "sparsify", 2, 10, undefined],
            ["Llama3_1-8B-Base-L15R-8x", "llama-scope", 2, 15, undefined],
            ["mine.sae.gguf", "saelor", 1, undefined, undefined],
            ["resid_post_layer_6/trainer_1", "dictionary-learning", 2, 6, undefined],
            ["resid_post/layer_12_width_16k_l0_medium", "gemma-scope-2", 2, 12, undefined],
            ["SAE-l19.pth", "goodfire", 1, 19, undefined]
        ]);
    });

    it("learns from the repository's name what the path does not tell, and finds what lies at the top", () => {
        const [found] = groupDictionaries("Qwen/SAE-Res-Qwen3-1.7B-W32K-L0_100", sized("layer5.sae.pt"));
        expect(found).toMatchObject({layer: 5, l0: 100});
        expect(groupDictionaries("Goodfire/SAE-l50", sized("cfg.json", "sae_weights.safetensors"))).toMatchObject([
            {path: "sae_weights.safetensors", format: "saelens", layer: 50}
        ]);
    });
});
