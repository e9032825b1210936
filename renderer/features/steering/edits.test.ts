import {describe, expect, it} from "vitest";
import type {Edit, Rule, Steering} from "../../../engine/contract/edits.ts";
import {activeEdits, describeStrength, isSameSteering} from "./edits.ts";

const anEdit = (changes: Partial<Edit> & {bypassed?: boolean} = {}) => ({feature: 7 as Edit["feature"], mode: "nudge" as const, value: 0.3, ...changes});

const aRule: Rule = {
    when: {left: {features: [anEdit().feature], combine: "max", unit: "activation"}, operator: ">", right: 1},
    on: "answer",
    sticky: true,
    action: {type: "abort"}
};

describe("activeEdits", () => {
    it("leaves out what is bypassed, and the mark with it", () => {
        expect(activeEdits([anEdit({bypassed: true}), anEdit({value: 0.5, bypassed: false})])).toEqual([anEdit({value: 0.5})]);
    });
});

describe("isSameSteering", () => {
    it("looks past the order of edits, and the scope where there are none", () => {
        const other = anEdit({feature: 9 as Edit["feature"]});
        expect(isSameSteering({edits: [anEdit(), other], scope: "answer"}, {edits: [other, anEdit()], scope: "answer"})).toBe(true);
        expect(isSameSteering({edits: [], scope: "answer"}, {edits: [], scope: "all"})).toBe(true);
        expect(isSameSteering({edits: [other], scope: "answer"}, {edits: [other], scope: "all"})).toBe(false);
    });

    it("sees what the edits act by and when, and that no length restored is the same as none at all", () => {
        const base: Steering = {edits: [anEdit()], scope: "answer"};
        expect(isSameSteering(base, {...base, normRestore: 0})).toBe(true);
        for (const other of [{decay: {tokens: 9}}, {normRestore: 0.5}, {cap: 1}, {rules: [aRule]}])
            expect(isSameSteering(base, {...base, ...other})).toBe(false);
        expect(isSameSteering({edits: [], scope: "answer", cap: 1}, {edits: [], scope: "answer"})).toBe(true);
        expect(isSameSteering({edits: [], scope: "answer", rules: [aRule]}, {edits: [], scope: "answer"})).toBe(false);
    });

    it("reads rules by what they say, not by the order of their fields", () => {
        const {action, when, ...rest} = aRule;
        expect(isSameSteering({edits: [], scope: "answer", rules: [aRule]}, {edits: [], scope: "answer", rules: [{action, ...rest, when}]})).toBe(true);
    });

    it("takes an absent dictionary for the first one", () => {
        expect(isSameSteering({edits: [anEdit()], scope: "answer"}, {edits: [anEdit({dictionary: "d"})], scope: "answer"}, "d")).toBe(true);
        expect(isSameSteering({edits: [anEdit()], scope: "answer"}, {edits: [anEdit({dictionary: "e"})], scope: "answer"}, "d")).toBe(false);
    });
});

describe("describeStrength", () => {
    it("says each mode shortly", () => {
        expect(
            [
                anEdit(),
                anEdit({value: -0.3}),
                anEdit({mode: "pin", value: 1.2, unit: "max"}),
                anEdit({mode: "scale", value: 0}),
                anEdit({mode: "add", value: 4})
            ].map(describeStrength)
        ).toEqual(["+0.3", "−0.3", "pin 1.2×max", "×0", "add +4"]);
    });
});
