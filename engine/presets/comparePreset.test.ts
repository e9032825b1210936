import {describe, expect, it} from "vitest";
import {featureId, layerIndex, type Preset} from "../contract/index.ts";
import {comparePreset, describeDifferences} from "./comparePreset.ts";
import type {LoadedPair} from "./types.ts";

const dictionary = (id: string, more = {}) => ({id, name: `name of ${id}`, layer: layerIndex(1), dModel: 64, nFeatures: 256, ...more});
const pair = (...dictionaries: LoadedPair["dictionaries"][number][]): LoadedPair => ({model: {name: "demo", id: "m1"}, dictionaries});
const preset = (more: Partial<Preset> = {}, named: string | undefined = "a", feature = 7): Pick<Preset, "steering" | "model" | "dictionaries"> => ({
    steering: {edits: [{feature: featureId(feature), mode: "nudge", value: 0.3, ...(named !== undefined && {dictionary: named})}], scope: "answer"},
    model: {name: "demo", id: "m1"},
    dictionaries: [dictionary("a")],
    ...more
});

describe("comparePreset", () => {
    it("finds nothing where all is the same", () => {
        expect(comparePreset(preset(), pair(dictionary("a")))).toEqual([]);
    });

    it("warns of another model, which can still be steered through the same dictionary", () => {
        expect(comparePreset(preset({model: {name: "demo 2", id: "m2"}}), pair(dictionary("a")))).toEqual([
            {about: "model", level: "warning", expected: "demo 2 (m2)", got: "demo (m1)"}
        ]);
    });

    it("refuses another dictionary of the same shape, and says what differs", () => {
        expect(comparePreset(preset(), pair(dictionary("b", {name: "name of a"})))).toEqual([
            {
                about: "dictionary",
                level: "error",
                expected: "name of a (a): layer 1, 256 features of width 64",
                got: "name of a (b): layer 1, 256 features of width 64"
            }
        ]);
        const [other] = comparePreset(preset(), pair(dictionary("b", {layer: 2}), dictionary("c", {nFeatures: 512})));
        expect(other).toMatchObject({about: "dictionary", got: "name of c (c): layer 1, 512 features of width 64"});
    });

    it("tells a dictionary that is missing from one that is another", () => {
        expect(comparePreset(preset(), pair(dictionary("b", {layer: 2})))).toMatchObject([{about: "dictionary-missing", level: "error"}]);
        expect(comparePreset(preset(), pair())).toMatchObject([{about: "dictionary-missing", level: "error", got: "none loaded"}]);
        expect(comparePreset(preset({dictionaries: []}), pair(dictionary("b")))).toMatchObject([{about: "dictionary-missing", expected: "a"}]);
    });

    it("refuses features of a dictionary that nothing names, of another model, and warns where one was chosen", () => {
        const edits = [{feature: featureId(7), mode: "nudge" as const, value: 0.3}];
        const ember = (name: string) => preset({steering: {edits, scope: "answer"}, model: {name, id: ""}, dictionaries: []});
        expect(comparePreset(ember("org/Llama-3.3-70B"), pair(dictionary("a")))[0]).toEqual({
            about: "model",
            level: "error",
            expected: "org/Llama-3.3-70B",
            got: "demo (m1)"
        });
        expect(comparePreset(ember("org/Demo"), pair(dictionary("a")))).toMatchObject([{about: "dictionary", level: "warning"}]);
        expect(comparePreset(preset({model: {name: "org/Llama-3.3-70B", id: ""}}), pair(dictionary("a")))).toMatchObject([{about: "model", level: "warning"}]);
    });

    it("looks at what rules read and edit, too", () => {
        const when = {
            left: {features: [featureId(1)], combine: "max" as const, unit: "activation" as const, dictionary: "z"},
            operator: ">" as const,
            right: 1
        };
        const rules: Preset["steering"]["rules"] = [{when, on: "both", sticky: true, action: {type: "abort"}}];
        expect(comparePreset(preset({steering: {edits: [], scope: "answer", rules}}), pair(dictionary("a")))).toMatchObject([
            {about: "dictionary-missing", level: "error", expected: "z"}
        ]);
    });

    it("warns where a feature names no dictionary, and refuses one beyond the last", () => {
        const unnamed = preset();
        const {dictionary: _, ...bare} = unnamed.steering.edits[0]!;
        expect(comparePreset({...unnamed, steering: {edits: [bare], scope: "answer"}}, pair(dictionary("b")))).toMatchObject([
            {about: "dictionary", level: "warning"}
        ]);
        expect(comparePreset(preset({}, "a", 256), pair(dictionary("a")))).toEqual([
            {about: "feature", level: "error", expected: "feature 256 of name of a", got: "features 0 to 255"}
        ]);
    });

    it("needs something loaded for features alone", () => {
        expect(comparePreset(preset(), undefined)).toMatchObject([{about: "nothing-loaded", level: "error", expected: "demo (m1)"}]);
        expect(comparePreset(preset({steering: {edits: [], scope: "all"}}), undefined)).toMatchObject([{level: "warning"}]);
    });
});

describe("describeDifferences", () => {
    it("makes a line of each", () => {
        expect(describeDifferences(comparePreset(preset({dictionaries: []}), pair()))).toEqual(["dictionary missing: expected a, got none loaded"]);
    });
});
