import {describe, expect, it} from "vitest";
import {splitExamples} from "./splitExamples.ts";

const example = (place: "top" | number, context: number) => ({place, context, position: 3});
const twenty = [...Array.from({length: 10}, (_, i) => example("top", i)), ...Array.from({length: 10}, (_, i) => example(9 - i, 100 + i))];

describe("splitExamples", () => {
    it("explains four of the strongest and eight over the tenths, and tries ten, eight of them unseen", () => {
        const {explained, asked} = splitExamples(twenty);
        expect(explained.filter(({place}) => place === "top").map(({context}) => context)).toEqual([0, 2, 4, 6]);
        expect(explained.filter(({place}) => place !== "top").map(({place}) => place)).toEqual([9, 7, 6, 5, 4, 2, 1, 0]);
        expect(asked).toHaveLength(10);
        expect(asked.filter((one) => !explained.includes(one)).map(({place, context}) => (place === "top" ? context : place))).toEqual([
            1, 3, 5, 7, 8, 9, 8, 3
        ]);
    });

    it("asks about five of the strongest and five over all the tenths, none of them seen, where there are three of each tenth", () => {
        const forty = [...twenty.slice(0, 10), ...Array.from({length: 30}, (_, i) => example(9 - Math.floor(i / 3), 100 + i))];
        const {explained, asked} = splitExamples(forty);
        expect(explained.map(({place}) => place)).toEqual(["top", "top", "top", "top", 9, 7, 6, 5, 4, 2, 1, 0]);
        expect(asked.map(({place}) => place)).toEqual(["top", "top", "top", "top", "top", 9, 7, 4, 2, 0]);
        expect(asked.filter((one) => explained.includes(one))).toEqual([]);
    });

    it("prefers texts that were not explained", () => {
        const near = Array.from({length: 30}, (_, i) => ({...example(9 - Math.floor(i / 3), i % 3 === 0 ? i + 1 : i), position: i}));
        const {explained, asked} = splitExamples(near);
        const seen = new Set(explained.map(({context}) => context));
        expect(asked.slice(0, 5).filter(({context}) => seen.has(context))).toEqual([]);
    });

    it("takes an example once, and what there is of a rare feature", () => {
        const {explained, asked} = splitExamples([example("top", 1), example("top", 2), example(9, 1), example(0, 2)]);
        expect([explained.map(({context}) => context), asked.map(({context}) => context)]).toEqual([[1], [2, 1]]);
        expect(splitExamples([])).toEqual({explained: [], asked: []});
    });
});
