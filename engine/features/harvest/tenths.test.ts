import {describe, expect, it} from "vitest";
import {seededRandom} from "../../dictionaries/fixtures/seededRandom.ts";
import {binOf, N_BINS} from "./activationBins.ts";
import {mixHash} from "./mixHash.ts";
import {rankKey, tenthEdges, tenthOf} from "./tenths.ts";

const random = seededRandom(11);
const uniform = () => (random(1_000_000) + 0.5) / 1_000_000;

/** @param drawn one activation of so many is known beside the bins */
function edgesOf(activations: readonly number[], drawn: number) {
    const counts = new Uint32Array(N_BINS);
    for (const value of activations) counts[binOf(value)]!++;
    const edges = new Float32Array(9);
    const known = activations
        .filter((_, i) => mixHash(i, 3, 4) % drawn === 0)
        .map((value) => ({value, key: rankKey(value, random(2 ** 31))}))
        .sort((a, b) => a.key - b.key);
    const keys = Float64Array.from(known, ({key}) => key);
    const values = Float64Array.from(known, ({value}) => value);
    const weights = new Float64Array(known.length).fill(1);
    tenthEdges(counts, Math.min(...activations), Math.max(...activations), {keys, values, weights, n: known.length}, edges);
    return {edges, weights};
}

describe("tenthEdges", () => {
    it.each([
        ["over many bins", () => -2 * Math.log(uniform())],
        ["within one bin", () => 1.03 + 0.05 * uniform()],
        ["beyond all bins", () => 10_000 + 500 * uniform()],
        ["below all bins", () => 1e-5 * (1 + uniform())],
        ["around two values", () => (uniform() < 0.65 ? 15.8 : 16.9) + 0.2 * uniform()]
    ])("lie where sorting puts them, of activations %s", (_, draw) => {
        const all = Array.from({length: 6000}, draw);
        const {edges, weights} = edgesOf(all, 20);
        for (const [i, edge] of edges.entries()) {
            const below = all.filter((value) => value < edge).length / 6000;
            expect(Math.abs(below - (i + 1) / 10)).toBeLessThan(0.07);
        }
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeGreaterThan(0.9 * 6000);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThan(6000.1);
    });

    it("lie within the activations where none is known, and ascend", () => {
        const {edges} = edgesOf([1, 1.1, 3, 3.05], 5);
        expect([...edges]).toEqual([...edges].sort((a, b) => a - b));
        expect(edges[0]).toBeGreaterThanOrEqual(1);
        expect(edges[8]).toBeLessThanOrEqual(3.06);
        expect([tenthOf(edges, 0, 1), tenthOf(edges, 0, 3.06)]).toEqual([0, 9]);
    });

    it("spread equal activations over the tenths that they take up", () => {
        const {edges} = edgesOf(new Array(300).fill(2), 3);
        const places = Array.from({length: 300}, (_, lot) => tenthOf(edges, 0, rankKey(2, lot)));
        for (let tenth = 0; tenth < 10; tenth++) expect(places.filter((place) => place === tenth).length).toBeGreaterThan(5);
    });
});
