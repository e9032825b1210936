import {describe, expect, it} from "vitest";
import {seededRandom} from "../../dictionaries/fixtures/seededRandom.ts";
import {toWholeNumbers} from "./toWholeNumbers.ts";
import {VectorMatrix} from "./VectorMatrix.ts";

describe("VectorMatrix", () => {
    it.each([5, 384, 1024])("gives cosines of vectors of %i numbers, of each feature's nearest label", (dimensions) => {
        const random = seededRandom(dimensions);
        const aVector = () => unit(Float32Array.from({length: dimensions}, () => random(2001) - 1000));
        const rows = Array.from({length: 301}, (_, label) => ({label, feature: label % 100, vector: aVector()}));
        const matrix = new VectorMatrix(dimensions, 120);
        for (const {vector, ...row} of rows) matrix.set({...row, ...toWholeNumbers(vector)});
        const query = aVector();
        const near = matrix.nearness(query);
        for (let feature = 0; feature < 120; feature++) {
            const cosines = rows.filter((row) => row.feature === feature).map(({vector}) => vector.reduce((sum, value, i) => sum + value * query[i]!, 0));
            if (cosines.length === 0) expect(near[feature]).toBeNaN();
            else expect(Math.abs(near[feature]! - 1 - Math.max(...cosines))).toBeLessThan(0.005);
        }
        expect(matrix.nearest(query)).toHaveLength(100);
        // a vector and itself
        expect(matrix.nearness(rows[300]!.vector)[0]).toBeCloseTo(2, 2);
    });

    it("forgets a feature's labels and uses their rows again", () => {
        const matrix = new VectorMatrix(2, 4);
        const row = (label: number, feature: number, x: number, y: number) => ({label, feature, ...toWholeNumbers(Float32Array.of(x, y))});
        matrix.set(row(1, 0, 1, 0));
        matrix.set(row(2, 1, 0, 1));
        matrix.clear(0);
        expect([...matrix.nearest(Float32Array.of(1, 0))]).toEqual([1]);
        matrix.set(row(3, 2, 1, 0));
        matrix.set(row(2, 1, 0, -1));
        expect([...matrix.nearest(Float32Array.of(1, 0))]).toEqual([2, 1]);
        expect(matrix.size).toBe(2);
    });
});

function unit(vector: Float32Array): Float32Array {
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
}
