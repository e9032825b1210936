import {describe, expect, it} from "vitest";
import {labellerOf} from "./labellerOf.ts";

describe("labellerOf", () => {
    it("needs an address and a model, but for the loaded one", () => {
        expect(labellerOf({kind: "loaded", baseUrl: "", model: ""})).toEqual({kind: "loaded"});
        expect(labellerOf({kind: "openai", baseUrl: "http://127.0.0.1:8080/v1", model: " gpt-oss "})).toEqual({
            kind: "openai",
            baseUrl: "http://127.0.0.1:8080/v1",
            model: "gpt-oss"
        });
        expect(labellerOf({kind: "openai", baseUrl: "not an address", model: "m"})).toBeNull();
        expect(labellerOf({kind: "anthropic", baseUrl: "https://api.anthropic.com", model: " "})).toBeNull();
    });
});
