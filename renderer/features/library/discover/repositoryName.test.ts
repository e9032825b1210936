import {describe, expect, it} from "vitest";
import {readRepositoryName} from "./repositoryName.ts";

describe("readRepositoryName", () => {
    it("takes names and addresses", () => {
        const name = "Goodfire/Llama-3.3-70B-Instruct-SAE-l50";
        for (const text of [name, ` ${name} `, `https://huggingface.co/${name}`, `hf.co/${name}/`, `https://huggingface.co/${name}/tree/main/x`])
            expect(readRepositoryName(text)).toBe(name);
    });
    it("refuses what names no repository", () => {
        for (const text of ["", "gemma", "a/b/c", "owner/", "https://example.org/a/b", "a b/c"]) expect(readRepositoryName(text)).toBeNull();
    });
});
