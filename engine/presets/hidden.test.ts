import {describe, expect, it} from "vitest";
import {type Edit, featureId, presetSchema, type Rule, type Steering} from "../contract/index.ts";
import {visiblePreset, withoutHidden} from "./hidden.ts";

/** feature 7 of `d` is moderated */
const gate = {hidden: (dictionary: string) => new Map(dictionary === "d" ? [[7, "hate"]] : [])};
const edit = (feature: number, more: Partial<Edit> = {}): Edit => ({feature: featureId(feature), mode: "nudge", value: 0.3, dictionary: "d", ...more});
const rule = (reads: number, action: Rule["action"]): Rule => ({
    when: {any: [{left: {features: [featureId(1), featureId(reads)], combine: "max", unit: "max", dictionary: "d"}, operator: ">", right: 1}]},
    on: "both",
    sticky: true,
    action
});
const steering: Steering = {
    edits: [edit(7, {group: "their manner"}), edit(1), edit(7, {dictionary: "e"})],
    scope: "answer",
    cap: 0.5,
    rules: [rule(7, {type: "abort"}), rule(2, {type: "set", edits: [edit(7), edit(3)]}), rule(2, {type: "set", edits: [edit(7)]}), rule(2, {type: "abort"})]
};

describe("withoutHidden", () => {
    it("leaves out edits of hidden features, and rules that read them or have no other edit", () => {
        expect(withoutHidden(steering, gate, "d")).toEqual({
            steering: {
                edits: [edit(1), edit(7, {dictionary: "e"})],
                scope: "answer",
                cap: 0.5,
                rules: [rule(2, {type: "set", edits: [edit(3)]}), rule(2, {type: "abort"})]
            },
            leftOut: 1
        });
    });

    it("knows features of the first dictionary without its name, and leaves the rest as it is", () => {
        const {dictionary: _, ...bare} = edit(7);
        expect(withoutHidden({edits: [bare], scope: "all"}, gate, "d").leftOut).toBe(1);
        expect(withoutHidden({edits: [bare], scope: "all"}, gate, "e")).toEqual({steering: {edits: [bare], scope: "all"}, leftOut: 0});
    });
});

describe("visiblePreset", () => {
    it("keeps the numbers that were steered by, but not what they mean", () => {
        const labels = {"d/7": "their manner", "d/1": "one", "e/7": "seven"};
        const preset = presetSchema.parse({id: "p", name: "p", steering, labels, createdAt: 1, updatedAt: 1});
        const shown = visiblePreset(preset, gate);
        expect(shown.labels).toEqual({"d/1": "one", "e/7": "seven"});
        expect(shown.steering).toEqual({...steering, edits: [edit(7), edit(1), edit(7, {dictionary: "e"})]});
    });
});
