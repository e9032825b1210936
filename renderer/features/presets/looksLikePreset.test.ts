import {describe, expect, it} from "vitest";
import {isPresetFile, looksLikePreset} from "./looksLikePreset.ts";

const file = (name: string, content: string) => new File([content], name);

describe("looksLikePreset", () => {
    it("knows ours and both forms of Ember's", () => {
        expect(looksLikePreset('{"format":"saelor-preset","version":1}')).toBe(true);
        expect(looksLikePreset('{"base_model":"m","edits":[],"scopes":[]}')).toBe(true);
        expect(looksLikePreset('{"interventions":[],"scopes":[]}')).toBe(true);
    });

    it("leaves other JSON and what is no JSON alone", () => {
        for (const text of ['{"edits":[]}', "[1,2]", "null", "{", '{"format":"other"}', '"saelor-preset"']) expect(looksLikePreset(text)).toBe(false);
    });
});

describe("isPresetFile", () => {
    it("goes by the name where that says it, and by the content of other JSON", async () => {
        expect(await isPresetFile(file("Pirate.saelor-preset", "broken"))).toBe(true);
        expect(await isPresetFile(file("variant.json", '{"interventions":[]}'))).toBe(true);
        expect(await isPresetFile(file("data.json", "{}"))).toBe(false);
        expect(await isPresetFile(file("variant.txt", '{"interventions":[]}'))).toBe(false);
    });
});
