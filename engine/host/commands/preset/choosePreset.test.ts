import {describe, expect, it} from "vitest";
import {presetSchema} from "../../../contract/index.ts";
import {choosePreset} from "./choosePreset.ts";

const aPreset = (id: string, name: string) => presetSchema.parse({id, name, steering: {edits: [], scope: "answer"}, createdAt: 1, updatedAt: 1});
const presets = [aPreset("abcd-1", "pirate"), aPreset("abcd-2", "calm"), aPreset("ef012345", "calm"), aPreset("calm", "other")];
const chosen = (asked: string) => choosePreset(presets, asked).id;

describe("choosePreset", () => {
    it("takes an id before a name before the beginning of an id", () => {
        expect([chosen("calm"), chosen("pirate"), chosen("ef01")]).toEqual(["calm", "abcd-1", "ef012345"]);
    });

    it.each([
        ["nobody", "preset/not-found"],
        ["ef0", "preset/not-found"],
        ["abcd", "input/invalid"]
    ])("refuses %s", (asked, code) => {
        expect(() => chosen(asked)).toThrow(expect.objectContaining({code}));
    });
});
