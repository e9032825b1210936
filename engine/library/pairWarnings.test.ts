import {describe, expect, it} from "vitest";
import {pairWarnings} from "./pairWarnings.ts";

const aModel = (name: string, more: Partial<Parameters<typeof pairWarnings>[0]> = {}) => ({
    name,
    architecture: "llama",
    nLayers: 32,
    dModel: 4096,
    chat: /instruct|it\b|chat/i.test(name),
    ...more
});
const trainedOn = (name: string) => ({dModel: 4096, layer: 19 as never, trainedOn: name});

/** what the dictionary says | what the GGUF says | what there is to say */
const NAMES: readonly (readonly [dictionary: string, model: string, about: string | undefined])[] = [
    ["meta-llama/Llama-3.1-8B-Instruct", "Meta Llama 3.1 8B Instruct", undefined],
    ["meta-llama/Llama-3.1-8B-Instruct", "Llama 3.1 8B Instruct", undefined],
    ["meta-llama/Meta-Llama-3.1-8B-Instruct", "Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf", undefined],
    ["meta-llama/Llama-3.1-8B-Instruct", "Meta Llama 3.1 8B", "base-instruct"],
    ["meta-llama/Llama-3.1-8B", "Meta Llama 3.1 8B Instruct", "base-instruct"],
    ["meta-llama/Llama-3.1-8B", "Llama 3.1 8B", undefined],
    ["meta-llama/Llama-3.1-8B-Instruct", "Meta Llama 3 8B Instruct", "model"],
    ["meta-llama/Llama-3.3-70B-Instruct", "Llama 3.3 70B Instruct", undefined],
    ["meta-llama/Llama-3.3-70B-Instruct", "Llama 3.1 70B Instruct", "model"],
    ["meta-llama/Llama-3.3-70B-Instruct", "Llama 3.3 70B Instruct Abliterated", "model"],
    ["meta-llama/Llama-3.1-8B", "Hermes 3 Llama 3.1 8B", "model"],
    ["deepseek-ai/DeepSeek-R1-Distill-Llama-8B", "DeepSeek R1 Distill Llama 8B", undefined],
    ["meta-llama/Llama-3.1-8B", "DeepSeek R1 Distill Llama 8B", "model"],
    ["meta-llama/Llama-3.2-1B", "Llama 3.2 1B Instruct", "base-instruct"],
    ["meta-llama/Llama-3.2-1B", "Llama 3.2 3B", "model"],
    ["meta-llama/Llama-2-7b-hf", "LLaMA v2", undefined],
    ["meta-llama/Llama-2-7b-hf", "Llama 3 8B", "model"],
    ["gemma-2-2b", "Gemma 2 2b", undefined],
    ["google/gemma-2-2b", "gemma-2-2b-it", "base-instruct"],
    ["gemma-2-2b", "Gemma 2 9b", "model"],
    ["gemma-2-9b-it", "Gemma 2 9b It", undefined],
    ["gemma-2b", "gemma-2-2b", "model"],
    ["gemma-2b-it", "gemma 2b it", undefined],
    ["google/gemma-3-4b-it", "Gemma 3 4b It", undefined],
    ["google/gemma-3-4b-pt", "Gemma 3 4b It", "base-instruct"],
    ["google/gemma-3-4b-pt", "Gemma 3 4b Pt", undefined],
    ["google/gemma-3-27b-it", "Gemma 3 12b It", "model"],
    ["Qwen/Qwen2.5-7B-Instruct", "Qwen2.5 7B Instruct", undefined],
    ["Qwen/Qwen2.5-7B-Instruct", "Qwen2.5 Coder 7B Instruct", "model"],
    ["Qwen/Qwen2.5-7B-Instruct", "Qwen2.5 7B", "base-instruct"],
    ["Qwen/Qwen3-8B-Base", "Qwen3 8B Instruct", "base-instruct"],
    ["Qwen/Qwen3-8B", "Qwen3 8B Base", "base-instruct"],
    ["Qwen/Qwen3-8B", "Qwen3-8B-Q8_0", undefined],
    ["Qwen/Qwen3-30B-A3B-Base", "Qwen3 30B A3B Base", undefined],
    ["gpt2-small", "Gpt2", undefined],
    ["openai-community/gpt2", "gpt2", undefined],
    ["gpt2-small", "Gpt2 Medium", "model"],
    ["gpt2-xl", "gpt2-xl.Q8_0.gguf", undefined],
    ["EleutherAI/pythia-70m-deduped", "Pythia 70m Deduped", undefined],
    ["pythia-70m-deduped", "Pythia 70m", "model"],
    ["pythia-160m", "Pythia 410m", "model"],
    ["mistralai/Mistral-7B-v0.1", "Mistral 7B v0.1", undefined],
    ["mistral-7b", "Mistral 7B Instruct v0.2", "base-instruct"],
    ["mistralai/Mistral-7B-Instruct-v0.1", "Mistral 7B Instruct v0.3", "model"],
    ["microsoft/Phi-3-mini-4k-instruct", "Phi 3 Mini 4k Instruct", undefined],
    ["openai/gpt-oss-20b", "gpt-oss-20b-MXFP4", undefined],
    ["meta-llama/Llama-3.1-8B-Instruct", "Mixtral 8x7B Instruct v0.1", "model"],
    ["TinyLlama/TinyLlama-1.1B-Chat-v1.0", "Llama 3.2 1B Instruct", "model"]
];

describe("pairWarnings", () => {
    it.each(NAMES)("a dictionary of %s on %s: %s", (dictionary, model, about) => {
        const warnings = pairWarnings(aModel(model), trainedOn(dictionary));
        expect(warnings.map((warning) => warning.about)).toEqual(about === undefined ? [] : [about]);
        expect(warnings.every(({level, expected, got}) => level === "warning" && expected === dictionary && got === model)).toBe(true);
    });

    it("refuses a width and a layer that the model does not have, with both numbers", () => {
        const model = aModel("Llama 3.2 1B", {dModel: 2048, nLayers: 16});
        expect(pairWarnings(model, {dModel: 4096, layer: 16 as never})).toEqual([
            {about: "d-model", level: "error", expected: "4096", got: "2048"},
            {about: "layer-count", level: "error", expected: "more than 16 layers", got: "16 layers"}
        ]);
        expect(pairWarnings(model, {dModel: 2048, layer: 15 as never})).toEqual([]);
    });

    it("says nothing where a name tells nothing", () => {
        expect(pairWarnings(aModel("."), trainedOn("my own model"))).toEqual([]);
        expect(pairWarnings(aModel("models"), trainedOn("meta-llama/Llama-3.1-8B"))).toEqual([]);
        expect(pairWarnings(aModel("Saelor demo"), {dModel: 4096, layer: 2 as never, trainedOn: "saelor-demo"})).toEqual([]);
    });

    it("asks the file's name where the model does not tell its own, then its architecture", () => {
        const dictionary = trainedOn("google/gemma-2-2b");
        expect(pairWarnings(aModel("hub"), dictionary, "gemma-2-2b-it-Q4_K_M")).toEqual([
            {about: "base-instruct", level: "warning", expected: "google/gemma-2-2b", got: "gemma-2-2b-it-Q4_K_M"}
        ]);
        expect(pairWarnings(aModel("hub", {architecture: "qwen2"}), dictionary, "weights")).toEqual([
            {about: "architecture", level: "warning", expected: "google/gemma-2-2b", got: "qwen2"}
        ]);
    });

    it.each([
        ["google/gemma-2-2b", "llama", true],
        ["google/gemma-2-2b", "gemma2", false],
        ["google/gemma-2-2b", "gemma3", true],
        ["google/gemma-2-2b", "some-new-one", false],
        ["google/gemma-3-4b-pt", "gemma3", false],
        ["google/gemma-2b", "gemma2", true],
        ["Qwen/Qwen2.5-7B-Instruct", "qwen2", false],
        ["Qwen/Qwen3-8B", "qwen3", false],
        ["Qwen/Qwen3-8B", "llama", true],
        ["meta-llama/Llama-3.1-8B", "llama", false],
        ["meta-llama/Llama-3.1-8B", "qwen2", true],
        ["mistralai/Mistral-7B-v0.1", "llama", false],
        ["mistralai/Mistral-7B-v0.1", "gemma2", true],
        ["deepseek-ai/DeepSeek-R1-Distill-Qwen-7B", "qwen2", false],
        ["deepseek-ai/DeepSeek-R1-Distill-Llama-8B", "llama", false],
        ["gpt2-small", "gpt2", false],
        ["gpt2-small", "gptneox", true],
        ["EleutherAI/pythia-70m-deduped", "gptneox", false],
        ["EleutherAI/pythia-70m-deduped", "gpt2", true],
        ["my own model", "llama", false]
    ])("a dictionary of %s on a %s whose name tells nothing: warned %s", (dictionary, architecture, warned) => {
        const warning = {about: "architecture", level: "warning", expected: dictionary, got: architecture};
        expect(pairWarnings(aModel("hub", {architecture}), trainedOn(dictionary), "weights")).toEqual(warned ? [warning] : []);
    });

    it("takes an unmarked name with a chat template for either kind", () => {
        expect(pairWarnings(aModel("Llama 3.1 8B", {chat: true}), trainedOn("meta-llama/Llama-3.1-8B-Instruct"))).toEqual([]);
    });
});
