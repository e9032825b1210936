import {describe, expect, it} from "vitest";
import {seededRandom} from "../../dictionaries/fixtures/seededRandom.ts";
import {chooseExamples} from "./chooseExamples.ts";
import {decodeExamples, encodeExamples} from "./exampleBytes.ts";
import {HarvestState} from "./HarvestState.ts";

/** One feature that fires once in each of many texts, with values 1 to n in no order. */
function aState(n: number) {
    const state = new HarvestState(2);
    for (let context = 0; context < n; context++) {
        state.add([{context, tokens: [5, 6]}], {
            offsets: Int32Array.of(0, 0, 1),
            features: Int32Array.of(1),
            values: Float32Array.of(((context * 387) % n) + 1),
            norms: Float32Array.of(3, 3)
        });
    }
    return state;
}

describe("chooseExamples", () => {
    it("shows the strongest first, then up to three of each tenth of the activations, from the strongest down", () => {
        const examples = chooseExamples(aState(1000), 1);
        const top = examples.filter(({place}) => place === "top");
        expect(top.map(({value}) => value)).toEqual([1000, 999, 998, 997, 996, 995, 994, 993, 992, 991]);
        const tenths = examples.filter(({place}) => place !== "top");
        expect([...new Set(tenths.map(({place}) => place))]).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
        expect(tenths.length).toBeGreaterThan(24);
        for (const {place, value} of tenths) {
            expect(value).toBeGreaterThan(100 * (place as number) - 50);
            expect(value).toBeLessThanOrEqual(100 * (place as number) + 150);
        }
        expect(tenths.map(({value}) => value)).toEqual(tenths.map(({value}) => value).toSorted((a, b) => b - a));
        // the strongest tenth has others than the strongest
        expect(new Set(examples.map(({context}) => context)).size).toBe(examples.length);
    });

    it("has two or three of each tenth of many features that fire often, however their activations are distributed", () => {
        const random = seededRandom(31);
        const uniform = () => (random(1_000_000) + 0.5) / 1_000_000;
        const distributions = [
            () => 1 + 0.2 * uniform(),
            () => -3 * Math.log(uniform()),
            () => 2 ** (20 * uniform() - 10),
            () => (uniform() < 0.95 ? 2 + uniform() : 60 + 40 * uniform()),
            // most are one value
            () => (uniform() < 0.75 ? 15.8 : 15 + 5 * uniform()),
            // it grows, so that the tenths move all the time
            (at: number) => (1 + at / 300) * (1 + uniform()),
            // each is stronger than all before it
            (at: number) => 1 + at
        ];
        const each = 40;
        const n = distributions.length * each;
        const state = new HarvestState(n);
        const values: number[][] = Array.from({length: n}, () => []);
        for (let context = 0; context < 700; context++) {
            const row = Array.from({length: n}, (_, feature) => Math.fround(distributions[Math.floor(feature / each)]!(context)));
            for (const [feature, value] of row.entries()) values[feature]!.push(value);
            state.add([{context, tokens: [5]}], {
                offsets: Int32Array.of(0, n),
                features: Int32Array.from(row.keys()),
                values: Float32Array.from(row),
                norms: Float32Array.of(3)
            });
        }
        let shown = 0;
        let empty = 0;
        const off: number[] = [];
        for (let feature = 0; feature < n; feature++) {
            const ascending = values[feature]!.toSorted((a, b) => a - b);
            const tenths = chooseExamples(state, feature).filter(({place}) => place !== "top");
            empty += 10 - new Set(tenths.map(({place}) => place)).size;
            shown += tenths.length;
            for (const {place, value, context} of tenths) {
                expect(values[feature]![context]).toBe(value);
                // those that are all but equal are ordered by lot
                const first = ascending.filter((one) => one < value * (1 - 2 ** -12)).length / 70;
                const end = ascending.filter((one) => one <= value * (1 + 2 ** -12)).length / 70;
                off.push(Math.max(0, first - (place as number) - 1, (place as number) - end));
            }
        }
        // of 2800; of a plain draw of as many, 4 % would be
        expect(empty).toBeLessThan(12);
        expect(shown / n).toBeGreaterThan(25);
        expect(off.filter((tenths) => tenths > 0.5).length / off.length).toBeLessThan(0.02);
        expect(Math.max(...off)).toBeLessThan(2);
    });

    it("shows what there is of a rare feature, and nothing of a dead one", () => {
        const state = aState(2);
        expect(chooseExamples(state, 1).map(({value, place}) => [value, place])).toEqual([
            [2, "top"],
            [1, "top"],
            [2, 7],
            [1, 2]
        ]);
        expect(chooseExamples(state, 0)).toEqual([]);
        const twelve = chooseExamples(aState(12), 1).filter(({place}) => place !== "top");
        expect(new Set(twelve.map(({place}) => place)).size).toBe(10);
    });
});

describe("encodeExamples", () => {
    it("keeps an example as it is, its window in half precision, its tokens by number", () => {
        const examples = chooseExamples(aState(50), 1).map((example, i) => ({...example, pieces: Uint32Array.from(example.window, (_, j) => 70_000 * i + j)}));
        expect(decodeExamples(encodeExamples(examples))).toEqual(examples);
        expect(encodeExamples([])).toHaveLength(0);
        expect(decodeExamples(encodeExamples([]))).toEqual([]);
        // each fires on one token of its window
        expect(encodeExamples(examples)).toHaveLength(1 + 117 * examples.length);
        const dense = examples.map((example) => ({...example, window: example.window.map((_, j) => (j % 2) * (j + 0.5))}));
        expect(decodeExamples(encodeExamples(dense))).toEqual(dense);
    });

    it("reads what earlier versions kept, whose tokens have four bytes each", () => {
        const records = Array.from({length: 16}, (_, i) => {
            const record = Buffer.alloc(209);
            record.writeUInt8(i === 0 ? 255 : 9 - (i % 10));
            record.writeUInt32LE(70_000 + i, 1);
            record.writeUInt16LE(300 + i, 5);
            record.writeFloatLE(1.5 * i, 7);
            // 1.5 in half precision
            record.writeUInt16LE(0x3e00, 11 + 2 * 24);
            for (let j = 0; j < 33; j++) record.writeUInt32LE(100_000 * i + j, 11 + 66 + 4 * j);
            return record;
        });
        const read = decodeExamples(Buffer.concat(records));
        expect(read).toHaveLength(16);
        expect(read.map(({place}) => place).slice(0, 3)).toEqual(["top", 8, 7]);
        read.forEach(({context, position, value, window, pieces}, i) => {
            expect([context, position, value, window[24], window[23]]).toEqual([70_000 + i, 300 + i, 1.5 * i, 1.5, 0]);
            expect([...pieces]).toEqual(Array.from({length: 33}, (_, j) => 100_000 * i + j));
        });
    });
});
