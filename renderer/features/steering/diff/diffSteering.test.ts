import {describe, expect, it} from "vitest";
import type {Edit, Rule, Steering} from "../../../../engine/contract/edits.ts";
import {featureId} from "../../../../engine/contract/ids.ts";
import {diffSteering, isSame} from "./diffSteering.ts";

const anEdit = (feature: number, change: Partial<Edit> = {}): Edit => ({feature: featureId(feature), mode: "nudge", value: 0.3, ...change});
const aRule = (right: number, name?: string): Rule => ({
    ...(name !== undefined && {name}),
    when: {left: {features: [featureId(9)], combine: "max", unit: "activation"}, operator: ">", right},
    on: "answer",
    sticky: true,
    action: {type: "abort"}
});
const steering = (change: Partial<Steering>): Steering => ({edits: [], scope: "answer", ...change});

describe("diffSteering", () => {
    it("finds edits that came, went and changed, whatever their order", () => {
        const a = steering({edits: [anEdit(1), anEdit(2), anEdit(3)]});
        const b = steering({edits: [anEdit(3), anEdit(4), anEdit(1, {value: 0.5})]});
        expect(diffSteering(a, b).edits).toEqual([
            {kind: "added", after: anEdit(4)},
            {kind: "changed", before: anEdit(1), after: anEdit(1, {value: 0.5})},
            {kind: "removed", before: anEdit(2)}
        ]);
    });

    it("is empty for the same: an absent dictionary is the first one, an absent length restored is none", () => {
        const a = steering({edits: [anEdit(1)], normRestore: 0});
        expect(isSame(diffSteering(a, steering({edits: [anEdit(1, {dictionary: "d"})]}), "d"))).toBe(true);
        expect(isSame(diffSteering(a, steering({edits: [anEdit(1, {dictionary: "e"})]}), "d"))).toBe(false);
    });

    it("tells the unit of a pin and the group apart", () => {
        const pin = anEdit(1, {mode: "pin", value: 1});
        expect(diffSteering(steering({edits: [pin]}), steering({edits: [{...pin, unit: "max"}]})).edits).toHaveLength(1);
        expect(diffSteering(steering({edits: [pin]}), steering({edits: [{...pin, group: "sea"}]})).edits).toHaveLength(1);
    });

    it("says settings in words, only those that differ", () =>
        expect(diffSteering(steering({}), steering({scope: "all", decay: {tokens: 40}, cap: 1})).settings).toEqual([
            {name: "scope", before: "the answer", after: "every token"},
            {name: "decay", before: "does not fade", after: "fades over 40 tokens"},
            {name: "cap", before: "none", after: "1 R"}
        ]));

    it("follows a rule by its content, then its name, then its place", () => {
        const moved = diffSteering(steering({rules: [aRule(1), aRule(2)]}), steering({rules: [aRule(2), aRule(1)]}));
        expect(moved.rules).toEqual([]);
        const renamed = diffSteering(steering({rules: [aRule(1, "x"), aRule(2)]}), steering({rules: [aRule(7), aRule(5, "x")]}));
        expect(renamed.rules).toEqual([
            {kind: "added", after: aRule(7), at: 0},
            {kind: "changed", before: aRule(1, "x"), after: aRule(5, "x"), at: 1},
            {kind: "removed", before: aRule(2), at: 1}
        ]);
        expect(diffSteering(steering({rules: [aRule(1)]}), steering({rules: [aRule(3)]})).rules).toEqual([
            {kind: "changed", before: aRule(1), after: aRule(3), at: 0}
        ]);
    });
});
