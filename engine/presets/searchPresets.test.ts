import {describe, expect, it} from "vitest";
import {type Preset, presetSchema} from "../contract/index.ts";
import {searchPresets} from "./searchPresets.ts";

const aPreset = (name: string, more: Partial<Preset> = {}): Preset =>
    presetSchema.parse({id: name, name, steering: {edits: [], scope: "answer"}, createdAt: 1, updatedAt: 1, ...more});
const presets = [
    aPreset("Pirate", {tags: ["fun"], labels: {"d/7": "Talk of the sea"}}),
    aPreset("Formal", {description: "for a Café's menu", tags: ["work", "fun"]}),
    aPreset("Calm")
];
const found = (query: string, tag?: string) => searchPresets(presets, {query, tag}).map(({name}) => name);

describe("searchPresets", () => {
    it("looks in names, descriptions, tags and labels, without regard to case and accents", () => {
        expect([found("PIRATE"), found("cafe"), found("work"), found("sea")]).toEqual([["Pirate"], ["Formal"], ["Formal"], ["Pirate"]]);
    });

    it("wants every word, in any of them, and the tag whole", () => {
        expect([found("fun pirate sea"), found("fun calm"), found("", "fun"), found("formal", "fu")]).toEqual([["Pirate"], [], ["Pirate", "Formal"], []]);
    });

    it("finds all with nothing asked", () => {
        expect(found("  ")).toEqual(["Pirate", "Formal", "Calm"]);
    });
});
