import {mkdir, rename, rm, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {describe, expect, it} from "vitest";
import {convertDictionary} from "../convertDictionary.ts";
import {aFixtureCopy} from "../fixtures/aFixtureCopy.ts";
import {aPickle, aStateDict, integer, text} from "../fixtures/aPickle.ts";
import {aSafetensors} from "../fixtures/aSafetensors.ts";
import {aZip} from "../fixtures/aZip.ts";
import {lookAtSource} from "../lookAtSource.ts";

const code = (expected: string, data: object = {}) => expect.objectContaining({code: expected, data: expect.objectContaining(data)});

describe("what is published and can't be read per token from the residual", () => {
    const metadata = (changes: object) => ({
        metadata: {sae_lens_version: "6.9.1", model_name: "gpt2-small", hook_name: "blocks.7.hook_resid_post", ...changes}
    });

    it.each([
        ["a transcoder", "saelens standard", {architecture: "skip_transcoder"}, "dictionary/unsupported", /skip_transcoder/],
        ["a temporal dictionary", "saelens standard", {architecture: "temporal"}, "dictionary/unsupported", /temporal/],
        ["matching pursuit", "saelens standard", {architecture: "matching_pursuit"}, "dictionary/unsupported", /matching_pursuit/],
        ["tanh-relu", "saelens standard-old", {activation_fn_str: "tanh-relu"}, "dictionary/unsupported", /tanh-relu/],
        ["top-k under a gate", "saelens gated", {activation_fn: "topk"}, "dictionary/unsupported", /topk with architecture gated/],
        ["an unknown normalisation", "saelens standard", {normalize_activations: "whitening"}, "dictionary/unsupported", /whitening/],
        ["an attention head", "saelens standard", metadata({hook_head_index: 3}), "dictionary/wrong-hook", /head/],
        ["hook_z", "saelens standard", metadata({hook_name: "blocks.7.attn.hook_z"}), "dictionary/wrong-hook", /hook_z/],
        ["two places", "saelens standard", metadata({hook_name_out: "blocks.7.hook_mlp_out"}), "dictionary/wrong-hook", /hook_mlp_out/],
        ["scales that are said to be off", "saelens finetuned-old", {finetuning_scaling_factor: false}, "dictionary/unsupported", /scaling_factor/],
        ["sizes that are not the weights'", "saelens standard", {d_sae: 25}, "dictionary/shape-mismatch", /25/],
        ["a flag that is a text", "saelens standard", {apply_b_dec_to_input: "no"}, "file/malformed", /apply_b_dec_to_input/],
        ["an affine skip connection", "gemma-scope-2", {affine_connection: true}, "dictionary/unsupported", /affine_skip_connection/],
        ["Gemma Scope 2's transcoders", "gemma-scope-2", {hf_hook_point_out: "model.layers.9.mlp.output"}, "dictionary/wrong-hook", /mlp/],
        ["an unknown architecture", "gemma-scope-2", {architecture: "batch_topk"}, "dictionary/unsupported", /batch_topk/],
        ["sparsify's transcoders", "sparsify", {transcode: true}, "dictionary/unsupported", /transcoder/],
        ["sparsify's skip connections", "sparsify", {skip_connection: true}, "dictionary/unsupported", /skip/],
        ["top-k by magnitude", "sparsify", {signed: true}, "dictionary/unsupported", /signed/],
        ["groupmax", "sparsify", {activation: "groupmax"}, "dictionary/unsupported", /groupmax/],
        ["a GLU encoder", "llama-scope shifted", {use_glu_encoder: true}, "dictionary/unsupported", /glu/],
        ["thresholds elsewhere", "llama-scope shifted", {jump_relu_threshold: null}, "dictionary/unsupported", /jump_relu_threshold/],
        ["norms over a batch", "llama-scope shifted", {norm_activation: "batch-wise"}, "dictionary/unsupported", /batch-wise/],
        ["a missing norm", "llama-scope shifted", {dataset_average_activation_norm: {in: 3}}, "file/malformed", /out/],
        ["Llama Scope on the MLP", "llama-scope shifted", {hook_point_in: "blocks.15.hook_mlp_out", hook_point_out: null}, "dictionary/wrong-hook", /mlp_out/],
        ["an unknown class", "dictionary_learning AutoEncoder", {trainer: {dict_class: "CrossCoder"}}, "dictionary/unsupported", /CrossCoder/],
        ["a module's input", "dictionary_learning AutoEncoder", {buffer: {io: "in"}}, "dictionary/wrong-hook", /io in/],
        [
            "dictionary_learning on the MLP",
            "dictionary_learning AutoEncoder",
            {trainer: {dict_class: "AutoEncoder", submodule_name: "mlp_layer_3"}},
            "dictionary/wrong-hook",
            /mlp_layer_3/
        ],
        ["two k", "dictionary_learning AutoEncoderTopK", {trainer: {dict_class: "AutoEncoderTopK", k: 6}}, "dictionary/unsupported", /5.*6/]
    ] as const)("refuses %s by name", async (_, name, changes, expected, words) => {
        const {path, changeConfig} = await aFixtureCopy(name);
        const config =
            {"gemma-scope-2": "config.json", sparsify: "cfg.json"}[name as string] ??
            (/llama/.test(name) ? "hyperparams.json" : /learning/.test(name) ? "config.json" : "cfg.json");
        await changeConfig(config, changes);
        const refused = lookAtSource(path);
        await expect(refused).rejects.toThrow(code(expected));
        await expect(refused).rejects.toThrow(words);
    });

    it("refuses a backup from the middle of training, which has the finished file's name", async () => {
        const {path, folder} = await aFixtureCopy("dictionary_learning AutoEncoder");
        const tensor = {key: "0", count: 384, shape: [24, 16], strides: [16, 1]};
        const state = aStateDict([
            {name: "encoder.weight", ...tensor},
            {name: "decoder.weight", ...tensor, shape: [16, 24], strides: [24, 1]}
        ]).slice(2, -1);
        const pickle = aPickle("}(", text("step"), integer(1000), text("ae"), state, text("optimizer"), "}", text("norm_factor"), "Nu");
        const members = [
            {name: "ae/data.pkl", bytes: pickle},
            {name: "ae/data/0", bytes: new Uint8Array(384 * 4)}
        ];
        await writeFile(join(path, "ae.pt"), aZip(members));
        await expect(convertDictionary({input: path, output: join(folder, "out.sae.gguf")})).rejects.toThrow(/backup.*step, ae, optimizer/);
    });

    it.each(["checkpoints/ae_1000.pt", "ae_1000.pt", "checkpoints/ae.pt"])("refuses %s, a snapshot from the middle of training", async (name) => {
        const {path, folder} = await aFixtureCopy("dictionary_learning AutoEncoder");
        await mkdir(dirname(join(path, name)), {recursive: true});
        await rename(join(path, "ae.pt"), join(path, name));
        const refused = code("dictionary/unsupported", {detail: expect.stringMatching(/snapshot from the middle of training/) as string});
        await expect(lookAtSource(join(path, name))).rejects.toThrow(refused);
        await expect(lookAtSource(path)).rejects.toThrow(refused);
        await expect(convertDictionary({input: join(path, name), output: join(folder, "out.sae.gguf")})).rejects.toThrow(refused);
    });

    it("refuses checkpoints that hold objects of a training program, as SAELens wrote at first", async () => {
        const {path} = await aFixtureCopy("goodfire");
        const pickle = aPickle("}", text("cfg"), "csae_training.config\nLanguageModelSAERunnerConfig\n)\u0081s");
        await writeFile(path, aZip([{name: "sae/data.pkl", bytes: pickle}]));
        const global = "sae_training.config.LanguageModelSAERunnerConfig";
        await expect(lookAtSource(path)).rejects.toThrow(code("checkpoint/forbidden-global", {global}));
    });

    it("refuses more features on a token than there are", async () => {
        const {path, folder, changeConfig} = await aFixtureCopy("sparsify");
        await changeConfig("cfg.json", {k: 25});
        await expect(convertDictionary({input: path, output: join(folder, "out.sae.gguf")})).rejects.toThrow(code("dictionary/unsupported"));
    });

    it.each(["gemma-scope-2b-pt-mlp", "gemma-scope-9b-it-att", "gemma-scope-2b-pt-transcoders"])(
        "refuses %s, which only its path tells",
        async (repository) => {
            const {path, folder} = await aFixtureCopy("gemma-scope");
            await rename(join(folder, "gemma-scope-2b-pt-res"), join(folder, repository));
            await expect(lookAtSource(path.replace("gemma-scope-2b-pt-res", repository))).rejects.toThrow(code("dictionary/wrong-hook"));
        }
    );

    it("refuses Gemma Scope's dictionaries of the embeddings, which only their path tells", async () => {
        const {path, folder} = await aFixtureCopy("gemma-scope");
        await rename(join(folder, "gemma-scope-2b-pt-res/layer_4"), join(folder, "gemma-scope-2b-pt-res/embedding"));
        await expect(lookAtSource(path.replace("layer_4", "embedding"))).rejects.toThrow(code("dictionary/wrong-hook", {hook: "embedding"}));
    });

    it("refuses a folder that is named for another module", async () => {
        const {path} = await aFixtureCopy("sparsify");
        await rename(path, join(dirname(path), "layers.3.mlp"));
        await expect(lookAtSource(join(dirname(path), "layers.3.mlp"))).rejects.toThrow(code("dictionary/wrong-hook", {hook: "layers.3.mlp"}));
    });

    it("asks for what neither content nor path tell", async () => {
        const {path} = await aFixtureCopy("sparsify");
        await rename(path, join(dirname(path), "mine"));
        const input = join(dirname(path), "mine");
        expect((await lookAtSource(input)).needs).toEqual(["layer"]);
        const output = join(dirname(path), "out.sae.gguf");
        await expect(convertDictionary({input, output})).rejects.toThrow(code("dictionary/needs", {what: "layer"}));
        expect(await convertDictionary({input, output, layer: 6})).toMatchObject({layer: 6, topK: 4, trainedOn: "EleutherAI/pythia-160m"});
        await rm(output);
        const qwen = await aFixtureCopy("qwen-scope");
        await expect(convertDictionary({input: qwen.path, output})).rejects.toThrow(code("dictionary/needs", {what: "k"}));
        await expect(convertDictionary({input: qwen.path, output, k: 99})).rejects.toThrow(code("input/invalid"));
        expect(await convertDictionary({input: qwen.path, output, k: 3, layer: 2})).toMatchObject({topK: 3, layer: 2, topKSigned: true});
    });

    it("takes k and model from a repository's name where the file has none", async () => {
        const {path, folder} = await aFixtureCopy("qwen-scope");
        const repository = "models--Qwen--SAE-Res-Qwen3-1.7B-Base-W32K-L0_12";
        await rename(join(folder, "qwen-scope"), join(folder, repository));
        const moved = path.replace("qwen-scope", repository);
        expect(await lookAtSource(moved)).toMatchObject({needs: [], layer: 5, trainedOn: "Qwen/Qwen3-1.7B-Base"});
        expect(await convertDictionary({input: moved, output: join(folder, "out.sae.gguf")})).toMatchObject({topK: 12});
    });
});

describe("files that belong together", () => {
    it.each([
        ["saelens standard", "cfg.json"],
        ["gemma-scope-2", "config.json"],
        ["sparsify", "cfg.json"],
        ["llama-scope shifted", "hyperparams.json"],
        ["dictionary_learning BatchTopKSAE", "config.json"]
    ])("names the configuration that is missing: %s", async (name, config) => {
        const {path} = await aFixtureCopy(name);
        await rm(join(path, config));
        await expect(lookAtSource(path)).rejects.toThrow(code("file/not-found", {path: expect.stringContaining(config) as string}));
    });

    it("reads a file, its configuration and their folder alike", async () => {
        const {path} = await aFixtureCopy("saelens standard-old");
        const looks = await Promise.all([path, join(path, "cfg.json"), join(path, "sae_weights.safetensors")].map((input) => lookAtSource(input)));
        for (const look of looks) expect({...look, path}).toEqual({...looks[0], path});
    });

    it("goes by content: names may be any", async () => {
        const {path} = await aFixtureCopy("llama-scope shifted");
        await rename(join(path, "checkpoints/final.safetensors"), join(path, "weights.bin"));
        await rename(join(path, "hyperparams.json"), join(path, "mine.json"));
        expect(await lookAtSource(path)).toMatchObject({format: "llama-scope", layer: 15});
    });

    it("says what is wrong with a configuration that can't be read", async () => {
        const {path} = await aFixtureCopy("saelens standard");
        for (const text of ["{", "[]", "[".repeat(100_000), `{"d_sae": ${"1".repeat(2e6)}}`]) {
            await writeFile(join(path, "cfg.json"), text);
            await expect(lookAtSource(path)).rejects.toThrow(code("file/malformed", {path: join(path, "cfg.json")}));
        }
    });

    it("names the folder's contents where the weights are missing, and asks to choose where there are several", async () => {
        const {path, folder} = await aFixtureCopy("saelens standard");
        await rm(join(path, "sae_weights.safetensors"));
        await expect(lookAtSource(path)).rejects.toThrow(/cfg.json and no weights/);
        await expect(lookAtSource(join(folder, "saelens"))).rejects.toThrow(/one of its folders/);
        const qwen = await aFixtureCopy("qwen-scope");
        const other = join(dirname(qwen.path), "layer6.sae.pt");
        await rename(qwen.path, other);
        expect((await lookAtSource(dirname(other))).layer).toBe(6);
        await writeFile(qwen.path, "PK\u0003\u0004 and then nothing");
        await expect(lookAtSource(dirname(other))).rejects.toThrow(code("dictionary/unsupported"));
    });

    it("refuses tensors that are not the format's", async () => {
        const {path} = await aFixtureCopy("saelens jumprelu");
        const vectors = {b_enc: {shape: [24]}, b_dec: {shape: [16]}, threshold: {shape: [24]}};
        const whole = {W_enc: {shape: [16, 24]}, W_dec: {shape: [24, 16]}, ...vectors};
        const altered = [
            ["dictionary/shape-mismatch", {...whole, W_dec: {shape: [16, 24]}}],
            ["dictionary/shape-mismatch", {...whole, b_dec: {shape: [24]}}],
            ["dictionary/shape-mismatch", {...whole, threshold: {shape: [24, 1]}}],
            ["dictionary/shape-mismatch", {W_enc: whole.W_enc, W_dec: whole.W_dec, b_enc: vectors.b_enc, b_dec: vectors.b_dec}],
            ["dictionary/unsupported", {...whole, W_enc: {shape: [16, 24], dtype: "I64"}}],
            ["dictionary/unknown-format", {other: {shape: [3]}}]
        ] as const;
        for (const [expected, tensors] of altered) {
            await writeFile(join(path, "sae_weights.safetensors"), aSafetensors(tensors));
            const run = convertDictionary({input: path, output: join(path, "out.sae.gguf")});
            await expect(run).rejects.toThrow(code(expected));
        }
    });
});
