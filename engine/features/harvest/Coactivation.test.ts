import {describe, expect, it} from "vitest";
import {seededRandom} from "../../dictionaries/fixtures/seededRandom.ts";
import {Coactivation} from "./Coactivation.ts";

/** Tokens on which feature f fires beside f + 1 always, and beside others now and then. */
function counted(nFeatures: number) {
    const together = new Coactivation(nFeatures);
    const truth = new Map<string, number>();
    const strong = new Map<number, number>();
    const random = seededRandom(11);
    for (let token = 0; token < 4000; token++) {
        const first = 100 * random(10);
        const features = [...new Set([first, first + 1, ...Array.from({length: 6}, () => random(nFeatures))])].sort((a, b) => a - b);
        const values = Float32Array.from(features, () => 1 + random(100));
        together.addToken(Int32Array.from(features), values, 0, features.length);
        for (const a of features) {
            strong.set(a, (strong.get(a) ?? 0) + 1);
            for (const b of features) if (a !== b) truth.set(`${a} ${b}`, (truth.get(`${a} ${b}`) ?? 0) + 1);
        }
    }
    return {together, strong, of: (a: number, b: number) => truth.get(`${a} ${b}`) ?? 0};
}

describe("Coactivation", () => {
    it("counts every pair of a small dictionary, most frequent first", () => {
        const {together, strong, of} = counted(3000);
        expect(together.isExact).toBe(true);
        const [first] = together.of(200, 5);
        expect(first).toEqual({feature: 201, together: of(200, 201)});
        for (const {feature, together: times} of together.of(200, 50)) expect(times).toBe(of(200, feature));
        expect(together.strong[200]).toBe(strong.get(200));
    });

    it("finds the frequent companions of a large one, and never counts too many", () => {
        const {together, of} = counted(5000);
        expect(together.isExact).toBe(false);
        for (let first = 0; first < 1000; first += 100) {
            const companions = together.of(first, 48);
            expect(companions[0]!.feature).toBe(first + 1);
            expect(companions[0]!.together / of(first, first + 1)).toBeGreaterThan(0.9);
            for (const {feature, together: times} of companions) expect(times).toBeLessThanOrEqual(of(first, feature));
        }
    });

    it("counts the strongest of a token that fires many", () => {
        const together = new Coactivation(100);
        const features = Int32Array.from({length: 100}, (_, i) => i);
        together.addToken(features, Float32Array.from(features), 0, 100);
        expect(together.of(99, 100).map(({feature}) => feature)).toEqual(Array.from({length: 23}, (_, i) => 76 + i));
        expect(together.of(75, 100)).toEqual([]);
    });
});
