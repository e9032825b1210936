import {describe, expect, it} from "vitest";
import {seededRandom} from "../../dictionaries/fixtures/seededRandom.ts";
import {ExampleHeap, WINDOW_TOKENS} from "./ExampleHeap.ts";

describe("ExampleHeap", () => {
    it("keeps what sorting everything would keep, whatever the order", () => {
        const random = seededRandom(7);
        const entries = Array.from({length: 500}, (_, i) => ({rank: random(40), context: i % 90, position: i}));
        const expected = entries.toSorted((a, b) => b.rank - a.rank || a.context - b.context || a.position - b.position).slice(0, 12);
        for (const order of [entries, entries.toReversed(), entries.toSorted((a, b) => a.rank - b.rank)]) {
            const heap = new ExampleHeap(3, 12);
            for (const {rank, context, position} of order) {
                heap.offer(1, rank, {context, position, value: rank}, (window) => {
                    window[0] = position;
                });
            }
            expect(heap.of(1).map(({value, context, position}) => ({rank: value, context, position}))).toEqual(expected);
            expect(heap.of(1).map(({window}) => window[0])).toEqual(expected.map(({position}) => position));
            expect(heap.of(0)).toEqual([]);
            expect(heap.of(2)).toEqual([]);
        }
    });

    it("clears a window before it is filled again", () => {
        const heap = new ExampleHeap(1, 1);
        heap.offer(0, 1, {context: 0, position: 0, value: 1}, (window) => window.fill(5));
        heap.offer(0, 2, {context: 0, position: 1, value: 2}, (window) => {
            window[3] = 2;
        });
        expect([...heap.of(0)[0]!.window]).toEqual(Array.from({length: WINDOW_TOKENS}, (_, i) => (i === 3 ? 2 : 0)));
    });
});
