import {describe, expect, it} from "vitest";
import {type Edit, featureId, type Rule, type Steering} from "../contract/index.ts";
import {checkSteering} from "./checkSteering.ts";
import {aDictionary} from "./fixtures/aDictionary.ts";

/** R = 10, |d| = 2 along an axis of its own, M = 7 */
const check = (steering: Partial<Steering>, dictionaries = [aDictionary("a")]) => checkSteering({edits: [], scope: "answer", ...steering}, dictionaries);
const edit = (feature: number, mode: Edit["mode"], value: number, more = {}): Edit => ({feature: featureId(feature), mode, value, ...more});
const rule = (...edits: Edit[]): Rule => ({
    when: {left: {features: [featureId(0)], combine: "max", unit: "activation"}, operator: ">", right: 1},
    on: "both",
    sticky: true,
    action: {type: "set", edits}
});

describe("checkSteering", () => {
    it("reads each edit in both units", async () => {
        const {edits} = await check({
            edits: [edit(0, "nudge", -0.7), edit(1, "add", 14), edit(2, "pin", 1.5, {unit: "max"}), edit(3, "pin", 14), edit(0, "scale", 2)]
        });
        expect(edits.map(({share, maxima}) => [share, maxima])).toEqual([
            // .7 x 10 / 2 = 3.5 activation units, half of 7
            [0.7, 0.5],
            // 14 x 2 = 28 = 2.8 R
            [2.8, 2],
            [undefined, 1.5],
            [undefined, 2],
            [undefined, undefined]
        ]);
    });

    it("adds up steps as vectors, and says whether the cap holds them", async () => {
        const edits = [edit(0, "nudge", 0.3), edit(1, "nudge", 0.4), edit(2, "pin", 900)];
        expect(await check({edits, cap: 0.45})).toMatchObject({total: expect.closeTo(0.5, 12), capped: true, problems: []});
        expect(await check({edits, cap: 0.55})).toMatchObject({capped: false});
        expect((await check({edits: [edit(0, "nudge", 0.3), edit(0, "add", -1.5)]})).total).toBeCloseTo(0, 12);
    });

    it("takes the largest of the layers", async () => {
        const edits = [edit(0, "nudge", 0.3), edit(0, "nudge", -0.2, {dictionary: "late"})];
        expect((await check({edits}, [aDictionary("a"), aDictionary("late", {layer: 2})])).total).toBeCloseTo(0.3, 12);
        expect((await check({edits}, [aDictionary("a"), aDictionary("late")])).total).toBeCloseTo(0.1, 12);
    });

    it("counts what rules add or take away", async () => {
        const {total, edits} = await check({edits: [edit(0, "nudge", 0.3)], rules: [rule(edit(0, "nudge", 0.8)), rule(edit(0, "nudge", 0))]});
        expect(total).toBeCloseTo(0.8, 12);
        expect(edits.map(({share}) => share)).toEqual([0.3, 0.8, 0]);
    });

    it("has no one number for activations of a dictionary that scales each token", async () => {
        const dictionary = aDictionary("a");
        const scaled = {...dictionary, file: {...dictionary.file, normalization: "rms" as const}};
        const {edits, total} = await check({edits: [edit(0, "nudge", 0.3), edit(1, "add", 7)]}, [scaled]);
        expect(edits).toEqual([
            {edit: edit(0, "nudge", 0.3), share: 0.3},
            {edit: edit(1, "add", 7), maxima: 1}
        ]);
        expect(total).toBeCloseTo(0.3, 12);
    });

    it("tells all problems, each in a sentence, and still reads the other edits", async () => {
        const {edits, problems} = await check(
            {edits: [edit(0, "nudge", 0.3), edit(9, "nudge", 0.3), edit(1, "pin", 1, {unit: "max"}), edit(1, "add", 1, {dictionary: "x"})], cap: 1},
            [{...aDictionary("a"), maxActivation: () => undefined}]
        );
        expect(edits.map(({share}) => share)).toEqual([0.3, undefined, undefined, undefined]);
        expect(problems).toEqual([
            "There is no feature 9: dictionary a has 0 to 3.",
            "Feature 1 can't be measured by its maximum: the feature's maximum is unknown.",
            "Dictionary x is not loaded."
        ]);
        expect((await check({edits: [edit(0, "nudge", 1)]}, [])).problems).toEqual(["No dictionary is loaded."]);
    });

    it("tells what is wrong with rules and bounds", async () => {
        const {problems} = await check({edits: [], normRestore: 3, rules: [rule(edit(7, "add", 1)), rule(edit(0, "add", Number.NaN))]});
        expect(problems).toEqual([
            "There is no feature 7: dictionary a has 0 to 3.",
            "Value of feature 0 is NaN.",
            "The norm is restored by a share from 0 to 1, not 3."
        ]);
    });
});
