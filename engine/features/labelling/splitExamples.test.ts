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

    it("takes an example once, and what there is of a rare feature", () => {
        const {explained, asked} = splitExamples([example("top", 1), example("top", 2), example(9, 1), example(0, 2)]);
        expect([explained.map(({context}) => context), asked.map(({context}) => context)]).toEqual([[1], [2, 1]]);
        expect(splitExamples([])).toEqual({explained: [], asked: []});
    });
});
