import {mkdtempSync, rmSync, truncateSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {featuresOfSteering, type PresetFile, presetFileSchema} from "../contract/index.ts";
import {randomSource} from "../steering/fixtures/randomSource.ts";
import {randomSteering} from "../steering/fixtures/randomSteering.ts";
import {type EmberBinding, readInput, readPreset} from "./readPresetFile.ts";

const aFile = (seed: number): PresetFile =>
    presetFileSchema.parse({
        ...{format: "saelor-preset", version: 1, id: "i", name: "pirate", description: "d", tags: ["t"], steering: randomSteering(randomSource(seed))},
        ...{labels: {"d/1": "x"}, model: {name: "m", id: "i"}, systemPrompt: "s", sampling: {seed: 1}, createdAt: 1, updatedAt: 2},
        dictionaries: [{id: "d", name: "n", layer: 1, dModel: 2, nFeatures: 3}]
    });
const read = (text: string, name = "x.saelor-preset", dictionary?: string) => readPreset({name, text}, {dictionary, pair: {loaded: undefined}});

describe("readPreset", () => {
    it("gives back what a file holds, rules and all, and says what it does not know", () => {
        for (let seed = 0; seed < 50; seed++) {
            const {format: _f, version: _v, id: _i, ...rest} = aFile(seed);
            expect(read(JSON.stringify({...aFile(seed), unknown: 1}))).toEqual({
                preset: rest,
                isEmbers: false,
                notes: ['unknown key "unknown" in the preset file: it is not read']
            });
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

    it("binds one of Ember's that is of another model to no dictionary, unless one was chosen for it", () => {
        const model = "meta-llama/Llama-3.3-70B-Instruct";
        const when = {conditionals: [{left_hand: {features: [{index_in_sae: 4}]}, operator: ">", right_hand: 1}], operator: "AND"};
        const scopes = [{conditionals: when, controller: {interventions: [{mode: "nudge", features: {features: [{index_in_sae: 5}]}, value: 0.1}]}}];
        const text = JSON.stringify({base_model: model, edits: [{index_in_sae: 3, value: 0.5, feature_label: "x"}], scopes});
        const loaded = (name: string) => ({loaded: {model: {name, id: "m"}, dictionaries: []}});
        const of = (binding: EmberBinding) => {
            const {preset} = readPreset({name: "a.json", text}, binding);
            expect(preset.model).toEqual({name: model, id: ""});
            return [[...new Set(featuresOfSteering(preset.steering).map(({dictionary}) => dictionary))], preset.labels];
        };
        expect(of({dictionary: "d", pair: loaded("demo")})).toEqual([[undefined], {"/3": "x"}]);
        expect(of({dictionary: undefined, pair: {loaded: undefined}})).toEqual([[undefined], {"/3": "x"}]);
        expect(of({dictionary: "d", pair: loaded("Llama 3.3 70B Instruct")})).toEqual([["d"], {"d/3": "x"}]);
        expect(of({dictionary: "d"})).toEqual([["d"], {"d/3": "x"}]);
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
