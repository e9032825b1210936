import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {readDictionaryFile} from "../dictionaries/index.ts";
import type {LoadedModel} from "./loadedModel.ts";
import {loadSteerableModel} from "./loadSteerableModel.ts";
import {openLogitLens} from "./logitLens.ts";
import {nativeAddon} from "./nativeAddon.ts";
import {nativeSpec} from "./nativeSpec.ts";
import {DEMO, PARITY_EXPECTED, PARITY_LENS, PARITY_MODEL, parityDictionary} from "./testing.ts";

let model: LoadedModel;
beforeAll(async () => {
    model = await loadSteerableModel({modelPath: DEMO.model, dictionaries: [await DEMO.steering()], lanes: 1});
});
afterAll(() => model.dispose());

describe("openLogitLens", () => {
    it("gives the tokens that an independent float64 program gives", async () => {
        const dictionary = new (nativeAddon().Dictionary)(nativeSpec(await parityDictionary()));
        const lens = await openLogitLens([PARITY_MODEL]);
        for (const {feature, promoted, suppressed} of PARITY_LENS) {
            const read = await lens.read(dictionary.decoderRow(feature), 10);
            expect(read.promoted.map(({token}) => token)).toEqual(promoted.map(([token]) => token));
            expect(read.suppressed.map(({token}) => token)).toEqual(suppressed.map(([token]) => token));
            read.promoted.forEach(({value}, i) => {
                expect(value).toBeCloseTo(promoted[i]![1], 4);
            });
        }
        expect(PARITY_LENS.length).toBeGreaterThan(2);
        expect(PARITY_EXPECTED.layer).toBe(2);
    });

    it("reads a quantised model: what the pirate feature of the demo promotes are a pirate's words", async () => {
        const file = await readDictionaryFile((await DEMO.steering()).path);
        const row = new (nativeAddon().Dictionary)(nativeSpec(file)).decoderRow(DEMO.sweep.feature);
        const {promoted} = await (await openLogitLens([DEMO.model])).read(row, 20);
        expect(promoted).toHaveLength(20);
        expect(promoted.map(({value}) => value)).toEqual(promoted.map(({value}) => value).toSorted((a, b) => b - a));
        const words = promoted.map(({token}) => model.detokenize([token]).trim().toLowerCase());
        expect(words.some((word) => ["arr", "ahoy", "matey", "aye", "yer", "be", "th", "me", "ye"].includes(word))).toBe(true);
    });

    it("refuses what has no unembedding", async () => {
        await expect(openLogitLens([(await DEMO.steering()).path])).rejects.toMatchObject({code: "model/load-failed"});
    });
});
