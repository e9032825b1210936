import {describe, expect, it} from "vitest";
import {seededRandom} from "../../dictionaries/fixtures/seededRandom.ts";
import {BestExamples, WINDOW_TOKENS} from "./BestExamples.ts";

describe("BestExamples", () => {
    it("keeps what sorting everything would keep, whatever the order", () => {
        const random = seededRandom(7);
        const entries = Array.from({length: 500}, (_, i) => ({rank: random(40), context: i % 90, position: i}));
        const expected = entries.toSorted((a, b) => b.rank - a.rank || a.context - b.context || a.position - b.position).slice(0, 12);
        for (const order of [entries, entries.toReversed(), entries.toSorted((a, b) => a.rank - b.rank)]) {
            const best = new BestExamples(3, 12);
            for (const {rank, context, position} of order) {
                if (best.wants(1, rank, context, position)) best.keep(1, rank, {context, position, value: rank})[0] = position;
            }
            expect(best.of(1).map(({value, context, position}) => ({rank: value, context, position}))).toEqual(expected);
            expect(best.of(1).map(({window}) => window[0])).toEqual(expected.map(({position}) => position));
            expect(best.of(0)).toEqual([]);
            expect(best.of(2)).toEqual([]);
        }
    });

    it("clears a window before it is filled again", () => {
        const best = new BestExamples(1, 1);
        best.keep(0, 1, {context: 0, position: 0, value: 1}).fill(5);
        best.keep(0, 2, {context: 0, position: 1, value: 2})[3] = 2;
        expect([...best.of(0)[0]!.window]).toEqual(Array.from({length: WINDOW_TOKENS}, (_, i) => (i === 3 ? 2 : 0)));
    });
});
