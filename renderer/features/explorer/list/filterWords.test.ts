import {describe, expect, it} from "vitest";
import {setFilters, withFilter} from "./filterWords.ts";

describe("setFilters", () => {
    it("says each filter, and what is left without it", () => {
        const filters = {alive: true, minDensity: 0.001, maxDensity: 0.1, minScore: 0.6};
        expect(setFilters(filters)).toEqual([
            {words: "fires", without: {minDensity: 0.001, maxDensity: 0.1, minScore: 0.6}},
            {words: "fires on 0.1 % to 10 %", without: {alive: true, minScore: 0.6}},
            {words: "score 0.6 or more", without: {alive: true, minDensity: 0.001, maxDensity: 0.1}}
        ]);
    });
    it("tells filters that are off from filters that say no", () => {
        expect(setFilters({})).toEqual([]);
        expect(setFilters({alive: false, labelled: false, source: "user"}).map(({words}) => words)).toEqual(["never fires", "no label", "label by you"]);
    });
});

describe("withFilter", () => {
    it("leaves no trace of a filter taken off", () => {
        expect(withFilter({alive: true, minScore: 0.6}, "alive", undefined)).toEqual({minScore: 0.6});
        expect(withFilter({}, "alive", false)).toEqual({alive: false});
    });
});
