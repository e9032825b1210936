import {describe, expect, it} from "vitest";
import type {Rule} from "../../../../engine/contract/edits.ts";
import {featureId} from "../../../../engine/contract/ids.ts";
import {whyIncomplete} from "./whyIncomplete.ts";

const reading = (...features: number[]) => ({features: features.map(featureId), combine: "max", unit: "activation"}) as const;
const rule = (change: Partial<Rule> = {}): Rule => ({
    when: {left: {...reading(1), features: [featureId(1)]}, operator: ">", right: 1},
    on: "answer",
    sticky: true,
    action: {type: "abort"},
    ...change
});

describe("whyIncomplete", () => {
    it("has nothing to say of a whole rule", () => expect(whyIncomplete(rule())).toBeNull());
    it("says what lacks: a feature on either side, an edit, an event's name", () => {
        const left = {...reading(1), features: [featureId(1)]};
        expect(whyIncomplete(rule({when: {any: [{left: {...left, features: []}, operator: ">", right: 1}]}}))).toContain("no feature");
        expect(whyIncomplete(rule({when: {left, operator: ">", right: {...left, features: []}}}))).toContain("no feature");
        expect(whyIncomplete(rule({action: {type: "set", edits: []}}))).toContain("no edits");
        expect(whyIncomplete(rule({action: {type: "handle", event: " "}}))).toContain("no name");
    });
});
