import {describe, expect, it} from "vitest";
import {dictionaryName, sourceInput} from "./dictionaryNames.ts";
import {parseContentRange} from "./parseContentRange.ts";
import {retryAfter} from "./retryAfter.ts";
import {safeName, safePath} from "./safeName.ts";

describe("safeName", () => {
    it("keeps what every system can hold, and changes the rest", () => {
        const expected: Record<string, string> = {
            "Llama-3.3 70B (Q4_K_M).gguf": "Llama-3.3 70B (Q4_K_M).gguf",
            "../../etc/passwd": "-..-etc-passwd",
            "..": "unnamed",
            "": "unnamed",
            "con.txt": "_con.txt",
            LPT1: "_LPT1",
            contents: "contents",
            'a:b*c?"d': "a-b-c-d",
            "a\u0000b\u202egnp.exe": "abgnp.exe",
            "ends. ": "ends",
            日本語: "日本語"
        };
        for (const [given, name] of Object.entries(expected)) expect(safeName(given), given).toBe(name);
        expect(Buffer.byteLength(safeName("é".repeat(500)))).toBeLessThanOrEqual(200);
    });

    it("makes no path that leads out of its folder", () => {
        expect(safePath("a/../../b//./c")).toEqual(["a", "unnamed", "unnamed", "b", "c"]);
        expect(safePath("/etc/passwd")).toEqual(["etc", "passwd"]);
    });
});

describe("dictionaryName", () => {
    const name = (repo: string, ...paths: string[]) => dictionaryName({repo, commit: "", files: paths.map((path, i) => ({path, bytes: i}))});
    it("takes from repository and path what tells it from others", () => {
        expect(name("Goodfire/Llama-3.3-70B-Instruct-SAE-l50", "Llama-3.3-70B-Instruct-SAE-l50.pt")).toBe("Llama-3.3-70B-Instruct-SAE-l50");
        expect(name("google/gemma-scope-2b-pt-res", "layer_20/width_16k/average_l0_71/params.npz")).toBe(
            "gemma-scope-2b-pt-res layer_20 width_16k average_l0_71"
        );
        expect(name("f/Llama3_1-8B-Base-LXR-8x", "Llama3_1-8B-Base-L15R-8x/hyperparams.json", "Llama3_1-8B-Base-L15R-8x/checkpoints/final.safetensors")).toBe(
            "Llama3_1-8B-Base-LXR-8x Llama3_1-8B-Base-L15R-8x"
        );
        expect(name("Qwen/SAE-Res-Qwen3-1.7B-W32K-L0_100", "layer5.sae.pt")).toBe("SAE-Res-Qwen3-1.7B-W32K-L0_100 layer5");
    });
});

describe("sourceInput", () => {
    const input = (...paths: string[]) => sourceInput({repo: "", commit: "", files: paths.map((path) => ({path, bytes: 1}))}, "/s");
    it("is the file, or the folder of all files", () => {
        expect(input("a/params.npz")).toBe("/s/a/params.npz");
        expect(input("layers.1/cfg.json", "layers.1/sae.safetensors")).toBe("/s/layers.1");
        expect(input("L15/hyperparams.json", "L15/checkpoints/final.safetensors")).toBe("/s/L15");
    });
});

describe("parseContentRange", () => {
    it("reads what the standard describes and nothing else", () => {
        expect(parseContentRange("bytes 5-9/10")).toEqual({start: 5, total: 10});
        expect(parseContentRange("bytes 5-9/*")).toEqual({start: 5, total: undefined});
        for (const nonsense of [null, "", "bytes 9-5/10", "bytes 5-10/10", "bytes */10", "items 5-9/10", "bytes 5-9", "bytes 5-99999999999999999999/*"])
            expect(parseContentRange(nonsense)).toBeUndefined();
    });
});

describe("retryAfter", () => {
    it("reads seconds and dates, and bounds them", () => {
        const now = Date.parse("2026-01-01T00:00:00Z");
        expect(retryAfter("7", now)).toBe(7000);
        expect(retryAfter("Thu, 01 Jan 2026 00:00:30 GMT", now)).toBe(30_000);
        expect(retryAfter("999999999", now)).toBe(600_000);
        for (const nonsense of [null, "", "soon", "-5", "Thu, 01 Jan 2015 00:00:00 GMT"]) expect(retryAfter(nonsense, now)).toBeUndefined();
    });
});
