import {afterEach, describe, expect, it} from "vitest";
import {seededRandom} from "../../dictionaries/fixtures/seededRandom.ts";
import type {Harvested} from "../../llama/types.ts";
import {HarvestAdder} from "./HarvestAdder.ts";
import {HarvestState} from "./HarvestState.ts";

const N_FEATURES = 5000;
const random = seededRandom(21);

/** Invented readings of texts of 40 tokens. */
function someBatch(first: number) {
    const texts = Array.from({length: 4}, (_, i) => ({context: first + i, tokens: Array.from({length: 40}, () => random(100))}));
    const rows = Array.from({length: 160}, () => [...new Set(Array.from({length: 30}, () => random(N_FEATURES)))].sort((a, b) => a - b));
    const offsets = [0];
    for (const row of rows) offsets.push(offsets.at(-1)! + row.length);
    const harvested: Harvested = {
        offsets: Int32Array.from(offsets),
        features: Int32Array.from(rows.flat()),
        values: Float32Array.from(rows.flat(), () => (1 + random(1000)) / 16),
        norms: Float32Array.from(rows, () => 5 + random(4))
    };
    return {texts, harvested};
}

/** compared as bytes: there are a million numbers */
const bytesOf = (state: HarvestState) =>
    Buffer.concat(Object.values(state.arrays()).map(({buffer, byteOffset, byteLength}) => Buffer.from(new Uint8Array(buffer, byteOffset, byteLength))));

const adders: HarvestAdder[] = [];
function anAdder() {
    const adder = new HarvestAdder(N_FEATURES);
    adders.push(adder);
    return adder;
}
afterEach(async () => {
    for (const adder of adders.splice(0)) await adder.close();
});

describe("HarvestAdder", () => {
    const batches = Array.from({length: 5}, (_, i) => someBatch(4 * i));
    const alone = new HarvestState(N_FEATURES);
    for (const {texts, harvested} of batches) alone.add(texts, harvested);

    it("adds up on its thread what a state adds up here", async () => {
        const adder = anAdder();
        for (const {texts, harvested} of batches) await adder.add(texts, harvested);
        expect(adder.state.counters()).toEqual(alone.counters());
        expect(bytesOf(adder.state).equals(bytesOf(alone))).toBe(true);
        for (const feature of [7, 77, 777]) {
            expect(adder.state.top.of(feature)).toEqual(alone.top.of(feature));
            expect(adder.state.together.of(feature, 9)).toEqual(alone.together.of(feature, 9));
        }
    });

    it("goes on from arrays that were filled from elsewhere", async () => {
        const before = new HarvestState(N_FEATURES);
        for (const {texts, harvested} of batches.slice(0, 3)) before.add(texts, harvested);
        const adder = anAdder();
        const arrays = adder.state.arrays();
        for (const [name, array] of Object.entries(before.arrays())) arrays[name]!.set(array as never);
        adder.restore(before.counters());
        for (const {texts, harvested} of batches.slice(3)) await adder.add(texts, harvested);
        expect(adder.state.counters()).toEqual(alone.counters());
        expect(bytesOf(adder.state).equals(bytesOf(alone))).toBe(true);
    });

    it("says when its thread has ended, before or meanwhile", async () => {
        const [adder, other] = [anAdder(), anAdder()];
        const {texts, harvested} = batches[0]!;
        const adding = adder.add(texts, harvested);
        await Promise.all([expect(adding).rejects.toMatchObject({code: "engine/internal"}), adder.close()]);
        await other.close();
        await expect(other.add(texts, harvested)).rejects.toMatchObject({code: "engine/internal"});
    });
});
