import {describe, expect, it} from "vitest";
import {axisTicks, growth} from "./activationAxis.ts";

const bins = [1, 2, 4, 8, 16, 32].map((from) => ({from, to: from * 2, count: 1}));

describe("axisTicks", () => {
    it("marks both ends and borders of bins between them", () =>
        expect(axisTicks(bins)).toEqual([
            {share: 0, value: 1},
            {share: 2 / 6, value: 4},
            {share: 4 / 6, value: 16},
            {share: 1, value: 64}
        ]));
    it("says each border once where there are few", () => {
        expect(axisTicks(bins.slice(0, 1)).map(({value}) => value)).toEqual([1, 2]);
        expect(axisTicks([])).toEqual([]);
    });
});

describe("growth", () => {
    it("is the ratio of a bin's ends", () => expect([growth(bins), growth([])]).toEqual([2, 1]));
});
