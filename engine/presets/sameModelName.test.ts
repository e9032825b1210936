import {describe, expect, it} from "vitest";
import {sameModelName} from "./sameModelName.ts";

describe("sameModelName", () => {
    it.each([
        ["meta-llama/Llama-3.3-70B-Instruct", "Llama 3.3 70B Instruct"],
        ["meta-llama/Meta-Llama-3.1-8B-Instruct", "llama-3.1-8b-instruct-Q4_K_M.gguf"],
        ["demo", "Demo"]
    ])("takes %s and %s for one", (a, b) => {
        expect([sameModelName(a, b), sameModelName(b, a)]).toEqual([true, true]);
    });

    it.each([
        ["meta-llama/Llama-3.3-70B-Instruct", "meta-llama/Llama-3.1-8B-Instruct"],
        ["meta-llama/Llama-3.1-8B", "meta-llama/Llama-3.1-8B-Instruct"],
        ["google/gemma-2-2b", "google/gemma-2-2b-it"],
        ["", ""],
        ["/", "-"]
    ])("keeps %s and %s apart", (a, b) => {
        expect(sameModelName(a, b)).toBe(false);
    });
});
