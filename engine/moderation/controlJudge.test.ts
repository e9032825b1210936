import {describe, expect, it} from "vitest";
import {controlJudge, controlOf} from "./controlJudge.ts";
import {NONE} from "./proposalPrompt.ts";
import {verdictOf} from "./verdictOf.ts";

const CATEGORIES = ["hate", "harm", "weapons"];
const shares = (...given: readonly number[]) => [...CATEGORIES, NONE].map((category, i) => ({category, share: given[i]!}));
const HARMLESS = [shares(0.1, 0.05, 0.05, 0.8), shares(0.1, 0.05, 0.05, 0.8)];
const OWN = [shares(0.8, 0.05, 0.05, 0.1), shares(0.1, 0.7, 0.1, 0.1), shares(0.05, 0.05, 0.8, 0.1)];

describe("controlOf", () => {
    it("lets pass what stands out from harmless evidence, and not what is merely likely", () => {
        const {told, refusal, correct} = controlOf(CATEGORIES, HARMLESS, OWN);
        expect({told, refusal}).toEqual({told: CATEGORIES, refusal: undefined});
        expect(correct(shares(0.7, 0.1, 0.1, 0.1))).toMatchObject({category: "hate"});
        expect(correct(shares(0.1, 0.05, 0.05, 0.8))).toMatchObject({category: undefined, confidence: 0.25});
        // likelier than none, yet hardly more so than for anything
        const biased = controlOf(CATEGORIES, [shares(0.6, 0.05, 0.05, 0.3)], [shares(0.97, 0.01, 0.01, 0.01), ...OWN.slice(1)]);
        expect(biased.correct(shares(0.65, 0.05, 0.05, 0.25)).category).toBeUndefined();
    });

    it("says so where the model answers everything alike, however sure it is", () => {
        const sure = shares(0.998, 0.0005, 0.0005, 0.001);
        const {refusal} = controlOf(CATEGORIES, [sure, sure], [sure, sure, sure]);
        expect(refusal).toBe("the model cannot tell features apart by this policy: of 3 categories it recognises 0 by their own descriptions");
    });

    it("proposes nothing for a category that the model does not recognise", () => {
        const {told, refusal, correct} = controlOf(CATEGORIES, HARMLESS, [OWN[0]!, OWN[1]!, HARMLESS[0]!]);
        expect({told, refusal}).toEqual({told: ["hate", "harm"], refusal: undefined});
        expect(correct(shares(0.05, 0.05, 0.8, 0.1)).category).toBeUndefined();
    });
});

describe("controlJudge", () => {
    it("asks about harmless evidence, and about each category by its own words", async () => {
        const asked: string[] = [];
        const policy = CATEGORIES.map((id) => ({id, title: id.toUpperCase(), description: id === "hate" ? "of people" : ""}));
        const judge = {policy, contextSize: 100} as unknown as Parameters<typeof controlJudge>[0];
        const {told} = await controlJudge(judge, async ({labels: [label = ""]}) => {
            asked.push(label);
            const at = CATEGORIES.findIndex((id) => label.startsWith(id.toUpperCase()));
            return verdictOf(at < 0 ? HARMLESS[0]! : OWN[at]!);
        });
        expect(told).toEqual(CATEGORIES);
        expect(asked.slice(-3)).toEqual(["HATE: of people", "HARM", "WEAPONS"]);
    });
});
