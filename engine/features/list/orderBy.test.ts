import {describe, expect, it} from "vitest";
import {seededRandom} from "../../dictionaries/fixtures/seededRandom.ts";
import {orderBy} from "./orderBy.ts";

describe("orderBy", () => {
    it.each([true, false])("orders as comparing does, ties by index and what is not known last (descending: %s)", (descending) => {
        const random = seededRandom(3);
        const values = Float32Array.from({length: 5000}, (_, i) =>
            i % 7 === 0 ? Number.NaN : i % 5 === 0 ? Math.floor(random(4)) : (random(1000) / 100) ** 8
        );
        const known = Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]!));
        const compared = known.sort((a, b) => (descending ? values[b]! - values[a]! : values[a]! - values[b]!) || a - b);
        const unknown = Array.from(values.keys()).filter((i) => Number.isNaN(values[i]!));
        expect(orderBy(values, descending)).toEqual({features: Uint32Array.from([...compared, ...unknown]), known: compared.length});
    });
});
