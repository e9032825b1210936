import {describe, expect, it} from "vitest";
import type {Condition} from "../../../../engine/contract/conditions.ts";
import type {Rule} from "../../../../engine/contract/edits.ts";
import {featureId} from "../../../../engine/contract/ids.ts";
import {conditionWords, ruleTitle, ruleWords} from "./ruleWords.ts";

const names = new Map([
    [1, "pirate"],
    [2, "space"],
    [3, "sea"]
]);
const nameOf = (feature: number) => names.get(feature) ?? `feature ${feature}`;
const one = (feature: number) => ({features: [featureId(feature)], combine: "max", unit: "activation"}) as const;
const pirate: Condition = {left: {...one(1), features: [featureId(1)], unit: "max"}, operator: ">", right: 0.5};
const space: Condition = {left: {...one(2), features: [featureId(2)]}, operator: "<=", right: {...one(3), features: [featureId(3)]}};

describe("conditionWords", () => {
    it("says a comparison with its unit, and with another feature", () => {
        expect(conditionWords(pirate, nameOf)).toBe("pirate > 0.5 × max");
        expect(conditionWords(space, nameOf)).toBe("space ≤ sea");
    });

    it("puts joins within joins in brackets, and says how a group becomes one number", () => {
        const group: Condition = {left: {features: [featureId(2), featureId(3)], combine: "mean", unit: "activation"}, operator: "!=", right: 0};
        expect(conditionWords({all: [pirate, {any: [space, group]}]}, nameOf)).toBe("pirate > 0.5 × max and (space ≤ sea or the mean of space, sea ≠ 0)");
    });
});

describe("ruleWords", () => {
    const rule: Rule = {when: pirate, on: "prompt", sticky: true, action: {type: "set", edits: [{feature: featureId(2), mode: "nudge", value: 0.3}]}};
    it("is one sentence of when, where and what", () => {
        expect(ruleWords(rule, nameOf)).toBe("When pirate > 0.5 × max on the question, from then on: set space +0.3");
        expect(ruleWords({...rule, on: "both", action: {type: "abort"}}, nameOf)).toBe(
            "When pirate > 0.5 × max on the question and the answer: stop the answer"
        );
        expect(ruleWords({...rule, on: "answer", action: {type: "handle", event: "sea", reply: "No."}}, nameOf)).toContain("say “No.” (sea)");
    });

    it("goes by its name or its number", () => expect([ruleTitle(rule, 0), ruleTitle({...rule, name: "harbour"}, 1)]).toEqual(["Rule 1", "harbour"]));
});
