import {describe, expect, it} from "vitest";
import {layerOfHook} from "./layerOfHook.ts";

describe("layerOfHook", () => {
    it.each([
        ["blocks.0.hook_resid_post", 0],
        ["blocks.19.hook_resid_post", 19],
        ["blocks.6.hook_resid_pre", 5],
        ["model.layers.22", 22],
        ["model.layers.22.output", 22],
        ["model.language_model.layers.9.output", 9],
        ["transformer.h.11", 11],
        ["gpt_neox.layers.3", 3],
        ["layers.10", 10],
        ["h.5", 5],
        ["resid_post_layer_8", 8],
        ["resid_pre_layer_8", 7]
    ])("finds the layer whose output is %s", (hook, layer) => {
        expect(layerOfHook(hook, "x")).toBe(layer);
    });

    it.each([
        "blocks.0.hook_resid_pre",
        "blocks.5.hook_resid_mid",
        "blocks.5.attn.hook_z",
        "blocks.5.hook_mlp_out",
        "blocks.5.ln2.hook_normalized",
        "blocks.x.hook_resid_post",
        "blocks.99999.hook_resid_post",
        "layers.10.mlp",
        "model.layers.5.mlp.output",
        "model.layers.5.post_feedforward_layernorm.output",
        "mlp_layer_3",
        "hook_embed",
        "embed_tokens",
        ""
    ])("refuses %s by its name", (hook) => {
        expect(() => layerOfHook(hook, "x")).toThrow(
            expect.objectContaining({code: "dictionary/wrong-hook", data: expect.objectContaining({path: "x", hook})})
        );
    });
});
