import {describe, expect, it} from "vitest";
import {featureId} from "../../../../engine/contract/ids.ts";
import {featureNames, nameOf} from "./featureNames.ts";
import {setTitle} from "./setWords.ts";
import {takenWay} from "./takenWay.ts";

const [pirate, comma, other] = [featureId(76), featureId(5), featureId(9)];

describe("featureNames", () => {
    const names = featureNames([
        {feature: pirate, label: "pirate manner"},
        {feature: comma, label: "just before “,”"},
        {feature: other, label: "just before “,”"}
    ]);
    it("numbers features whose labels are the same, and no others", () =>
        expect([pirate, comma, other].map((feature) => nameOf(names, feature))).toEqual(["pirate manner", "just before “,” (5)", "just before “,” (9)"]));
    it("knows a feature without a label by its number", () => expect(nameOf(names, featureId(1))).toBe("feature 1"));
    it("does not take one feature that is named twice for two", () =>
        expect(
            nameOf(
                featureNames([
                    {feature: pirate, label: "a"},
                    {feature: pirate, label: "a"}
                ]),
                pirate
            )
        ).toBe("a"));
});

describe("setTitle", () => {
    const names = featureNames([{feature: pirate, label: "pirate manner"}]);
    it("says what a set is made of, and that it fades", () => {
        const edits = [
            {feature: pirate, strength: 1},
            {feature: comma, strength: -0.2}
        ];
        expect(setTitle({edits, fadesOver: 3}, 0, names)).toBe("Set 1 · pirate manner + feature 5 (less), fades over 3 tokens");
        expect(setTitle({edits: [edits[0]!]}, 1, names)).toBe("Set 2 · pirate manner");
    });
    it("says it of one that may not be shown", () => expect(setTitle(null, 1, names)).toBe("Set 2 · made of a moderated feature"));
});

describe("takenWay", () => {
    const points = [
        {strength: 0.6, score: 10},
        {strength: 0.8, score: 40},
        {strength: 0.8, fadesOver: 3, score: 90},
        {strength: 1, fadesOver: 3, score: 80}
    ];
    it("is the point of that length that acts as long", () => {
        expect(takenWay({points}, {edits: [{feature: pirate, strength: 1}], fadesOver: 3})).toBe(points[3]);
        expect(takenWay({points}, {edits: [{feature: pirate, strength: -0.8}]})).toBe(points[1]);
    });
    it("takes several features by the length of their step, also where they are not quite independent", () =>
        // 0.7 and 0.4 at a right angle: 0.806
        expect(
            takenWay(
                {points},
                {
                    edits: [
                        {feature: pirate, strength: 0.7},
                        {feature: comma, strength: 0.4}
                    ],
                    fadesOver: 3
                }
            )
        ).toBe(points[2]));
});
