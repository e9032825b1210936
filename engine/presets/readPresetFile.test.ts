import {mkdtempSync, rmSync, truncateSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {type PresetFile, presetFileSchema} from "../contract/index.ts";
import {randomSource} from "../steering/fixtures/randomSource.ts";
import {randomSteering} from "../steering/fixtures/randomSteering.ts";
import {readInput, readPreset} from "./readPresetFile.ts";

const aFile = (seed: number): PresetFile =>
    presetFileSchema.parse({
        ...{format: "saelor-preset", version: 1, id: "i", name: "pirate", description: "d", tags: ["t"], steering: randomSteering(randomSource(seed))},
        ...{labels: {"d/1": "x"}, model: {name: "m", id: "i"}, systemPrompt: "s", sampling: {seed: 1}, createdAt: 1, updatedAt: 2},
        dictionaries: [{id: "d", name: "n", layer: 1, dModel: 2, nFeatures: 3}]
    });
const read = (text: string, name = "x.saelor-preset", dictionary?: string) => readPreset({name, text}, dictionary);

describe("readPreset", () => {
    it("gives back what a file holds, rules and all, and keeps out what it does not know", () => {
        for (let seed = 0; seed < 50; seed++) {
            const {format: _f, version: _v, id: _i, ...rest} = aFile(seed);
            expect(read(JSON.stringify({...aFile(seed), unknown: 1}))).toEqual({preset: rest, notes: []});
        }
    });

    it("names one of Ember's by its file where it has no name, and needs a dictionary for it", () => {
        const text = JSON.stringify({base_model: "", edits: [{index_in_sae: 3, value: 0.5, feature_label: "x"}], scopes: []});
        expect(read(text, "my pirate.json", "d").preset).toMatchObject({
            name: "my pirate",
            labels: {"d/3": "x"},
            steering: {edits: [{feature: 3, dictionary: "d"}]}
        });
        expect(() => read(text, "my pirate.json")).toThrow(expect.objectContaining({code: "model/not-loaded"}));
    });

    it.each([
        ["prose", "hello"],
        ["a newer version", JSON.stringify({...aFile(1), version: 2})],
        ["no name", JSON.stringify({...aFile(1), name: " "})],
        ["a number in place of the steering", JSON.stringify({...aFile(1), steering: 4})],
        ["no examples but a word", JSON.stringify({...aFile(1), examples: "none"})],
        ["a seed that is none", JSON.stringify({...aFile(1), sampling: {seed: -1}})],
        ["rules in rules, 50,000 deep", `{"format":"saelor-preset","steering":${'{"rules":['.repeat(50_000)}${"]}".repeat(50_000)}}`]
    ])("refuses %s", (_, text) => {
        expect(() => read(text)).toThrow(expect.objectContaining({code: "input/invalid"}));
    });

    it("refuses anything cut short", () => {
        const text = JSON.stringify(aFile(2));
        for (let length = 0; length < text.length; length += 7)
            expect(() => read(text.slice(0, length))).toThrow(expect.objectContaining({code: "input/invalid"}));
    });
});

describe("readInput", () => {
    it("reads a path or a file, and says what is wrong with either", async () => {
        const folder = mkdtempSync(join(tmpdir(), "saelor-preset-"));
        try {
            const path = join(folder, "a.saelor-preset");
            writeFileSync(path, "text");
            expect(await readInput({path})).toEqual({name: "a.saelor-preset", text: "text"});
            expect(await readInput({file: new File(["text"], "b.json")})).toEqual({name: "b.json", text: "text"});
            await expect(readInput({path: join(folder, "none")})).rejects.toMatchObject({code: "file/not-found"});
            await expect(readInput({path: folder})).rejects.toMatchObject({code: "input/invalid"});
            await expect(readInput({})).rejects.toMatchObject({code: "input/invalid"});
            truncateSync(path, (64 << 20) + 1);
            await expect(readInput({path})).rejects.toMatchObject({code: "file/too-large"});
        } finally {
            rmSync(folder, {recursive: true});
        }
    });
});
