import {describe, expect, it} from "vitest";
import {layerIndex} from "../../contract/index.ts";
import {contradiction} from "./trainedFor.ts";

describe("contradiction", () => {
    it.each([
        ["llama3.3-70b-it", "50-resid-post-gf", "meta-llama/Llama-3.3-70B-Instruct", 50],
        ["gemma-2-2b", "20-gemmascope-res-16k", "google/gemma-2-2b", 20],
        ["gemma-3-27b-it", "41-gemmascope-2-res-262k", "google/gemma-3-27b-it", 41],
        ["gpt2-small", "6-res-jb", "gpt2", 5],
        ["anything", "20-gemmascope-res-16k", undefined, 20],
        ["gpt2", "no-number", "gpt2", 3]
    ])("has nothing against %s/%s for %s after layer %s", (modelId, layer, trainedOn, at) => {
        expect(contradiction({modelId, layer}, {...(trainedOn !== undefined && {trainedOn}), layer: layerIndex(at)})).toBeUndefined();
    });

    it.each([
        ["gemma-2-2b", "20-gemmascope-res-16k", "google/gemma-2-2b-it", 20, "gemma-2-2b-it"],
        ["gemma-2-2b", "20-gemmascope-res-16k", "google/gemma-2-9b", 20, "gemma-2-9b"],
        ["gemma-2-2b", "20-gemmascope-res-16k", "google/gemma-2-2b", 12, "layer 12"],
        ["gemma-2-2b", "20-gemmascope-mlp-16k", "google/gemma-2-2b", 20, "residual stream"],
        ["gpt2-small", "6-res-jb", "gpt2", 6, "layer 6"]
    ])("speaks against %s/%s for %s after layer %s", (modelId, layer, trainedOn, at, fact) => {
        expect(contradiction({modelId, layer}, {trainedOn, layer: layerIndex(at)})).toContain(fact);
    });
});
