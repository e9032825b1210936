import {describe, expect, it} from "vitest";
import {chooseExamples} from "./chooseExamples.ts";
import {decodeExamples, encodeExamples} from "./exampleBytes.ts";
import {HarvestState} from "./HarvestState.ts";

/** One feature that fires once in each of many texts, with values 1 to n. */
function aState(n: number) {
    const state = new HarvestState(2);
    for (let context = 0; context < n; context++) {
        state.add([{context, tokens: [5, 6]}], {
            offsets: Int32Array.of(0, 0, 1),
            features: Int32Array.of(1),
            values: Float32Array.of(context + 1),
            norms: Float32Array.of(3, 3)
        });
    }
    return state;
}

describe("chooseExamples", () => {
    it("shows the strongest first, then one for each tenth of the activations, from the strongest down", () => {
        const examples = chooseExamples(aState(1000), 1);
        const top = examples.filter(({place}) => place === "top");
        expect(top.map(({value}) => value)).toEqual([1000, 999, 998, 997, 996, 995, 994, 993, 992, 991]);
        const tenths = examples.filter(({place}) => place !== "top");
        expect(tenths.length).toBeGreaterThanOrEqual(8);
        expect(examples.length).toBeLessThanOrEqual(20);
        for (const {place, value} of tenths) {
            // a tenth's edges are read from bins a fifth wide
            expect(value).toBeGreaterThan(0.75 * 100 * (place as number));
            expect(value).toBeLessThan(1.25 * 100 * ((place as number) + 1));
        }
        expect(tenths.map(({value}) => value)).toEqual(tenths.map(({value}) => value).toSorted((a, b) => b - a));
    });

    it("shows what there is of a rare feature, and nothing of a dead one", () => {
        const state = aState(2);
        expect(chooseExamples(state, 1).map(({value}) => value)).toEqual(expect.arrayContaining([2, 1]));
        expect(chooseExamples(state, 0)).toEqual([]);
    });
});

describe("encodeExamples", () => {
    it("keeps an example as it is, its window in half precision, its tokens by number", () => {
        const examples = chooseExamples(aState(50), 1).map((example, i) => ({...example, pieces: Uint32Array.from(example.window, (_, j) => 70_000 * i + j)}));
        expect(decodeExamples(encodeExamples(examples))).toEqual(examples);
        expect(encodeExamples([])).toHaveLength(0);
    });
});
