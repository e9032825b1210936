import {describe, expect, it} from "vitest";
import type {FeaturePage} from "../../../../engine/contract/featurePages.ts";
import {emptyTenths, groupExamples} from "./groupExamples.ts";

type Example = FeaturePage["examples"][number];
const anExample = (place: Example["place"], value: number): Example => ({place, value, at: 0, tokens: [{text: "a", value}]});

describe("groupExamples", () => {
    it("puts the strongest first, then the tenths from the strongest down", () => {
        const groups = groupExamples([anExample(0, 0.1), anExample(9, 7), anExample("top", 8), anExample(8, 6), anExample(7, 5), anExample("top", 9)]);
        expect(groups.map(({title, about}) => [title, about])).toEqual([
            ["Strongest", "8 to 9"],
            ["Strongest tenth", "7"],
            ["2nd tenth", "6"],
            ["3rd tenth", "5"],
            ["Weakest tenth", "0.1"]
        ]);
        expect(groups[0]!.examples.map(({value}) => value)).toEqual([9, 8]);
    });
    it("counts the tenths in words", () =>
        expect(groupExamples([6, 5, 1].map((place) => anExample(place, 1))).map(({title}) => title)).toEqual(["4th tenth", "5th tenth", "9th tenth"]));
});

describe("emptyTenths", () => {
    const of = (places: readonly number[], count: number) =>
        emptyTenths(
            places.map((place) => anExample(place, 1)),
            count
        );
    it("names tenths without examples", () => {
        expect(of([8, 7, 6, 5, 4, 3, 2, 1, 0], 2126)).toBe("Strongest tenth: the harvest kept no example.");
        expect(of([8, 6, 5, 4, 3, 2, 1], 2126)).toBe("Strongest tenth, 3rd tenth and weakest tenth: the harvest kept no example.");
    });
    it("says of a rare feature that it fired too seldom", () => {
        expect(of([5, 0], 2)).toBe("It fired 2 times in the harvest: too seldom for an example of every tenth.");
        expect(of([0], 1)).toBe("It fired once in the harvest: too seldom for an example of every tenth.");
    });
    it("says nothing where none is missing, or there are no examples at all", () => {
        expect(of([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 40)).toBeUndefined();
        expect(of([], 0)).toBeUndefined();
    });
});
