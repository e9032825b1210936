import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {DictionaryFile} from "../dictionaries/index.ts";
import type {LoadedModel} from "./loadedModel.ts";
import {loadSteerableModel} from "./loadSteerableModel.ts";
import type {WholeBatch} from "./readWhole.ts";
import {DEMO, largestDifference} from "./testing.ts";

const TEXTS = [
    "Where is the Eiffel Tower?",
    "Tell me about Marie Curie. She discovered two elements.",
    "I",
    "The Andromeda Galaxy is a spiral galaxy. It lies about 2.5 million light years from Earth. ".repeat(4)
];

let files: DictionaryFile[];
let model: LoadedModel;

beforeAll(async () => {
    files = [await DEMO.steering(), await DEMO.classification()];
    model = await loadSteerableModel({modelPath: DEMO.model, dictionaries: files, lanes: 1});
});
afterAll(() => model.dispose());

const tokens = (repeat = 1) => Array.from({length: repeat}, () => TEXTS.map((text) => model.tokenize(text, {bos: true}))).flat();

describe("harvest", () => {
    it.each([0, 1])("gives of many texts side by side what reading each alone gives (dictionary %i)", async (index) => {
        const dictionary = files[index]!.id;
        const texts = tokens(3);
        const harvested = await model.harvest({texts, dictionary});
        let at = 0;
        for (const text of texts) {
            const batches: WholeBatch[] = [];
            await model.readWhole(text, dictionary, (batch) => batches.push(batch));
            const [batch] = batches;
            text.forEach((token, position) => {
                const row = harvested.features.subarray(harvested.offsets[at], harvested.offsets[at + 1]);
                if (model.isSpecial(token)) {
                    expect(row).toHaveLength(0);
                    expect(harvested.norms[at]).toBe(0);
                } else {
                    const alone = batch!.features.subarray(batch!.offsets[position], batch!.offsets[position + 1]);
                    const shared = [...row].filter((feature) => alone.includes(feature));
                    // a feature at the very edge of firing may fall on the other side
                    expect(row.length + alone.length - 2 * shared.length).toBeLessThanOrEqual(2);
                    const values = (from: Int32Array, of: Float32Array, start: number) => shared.map((feature) => of[start + from.indexOf(feature)]!);
                    const difference = largestDifference(
                        values(row, harvested.values, harvested.offsets[at]!),
                        values(alone, batch!.values, batch!.offsets[position]!)
                    );
                    expect(difference).toBeLessThan(1);
                    const dModel = batch!.residual.length / batch!.positions.length;
                    const norm = Math.hypot(...batch!.residual.subarray(position * dModel, (position + 1) * dModel));
                    expect(harvested.norms[at]! / norm).toBeCloseTo(1, 2);
                }
                at++;
            });
        }
        expect(harvested.offsets).toHaveLength(at + 1);
    });

    it("gives the same numbers when it is repeated", async () => {
        const [first, second] = [
            await model.harvest({texts: tokens(), dictionary: files[0]!.id}),
            await model.harvest({texts: tokens(), dictionary: files[0]!.id})
        ];
        expect(second).toEqual(first);
    });

    it("stops when cancelled, and can be asked again after its context was given back", async () => {
        const texts = tokens(500);
        await expect(model.harvest({texts, dictionary: files[0]!.id}, AbortSignal.timeout(1))).rejects.toMatchObject({name: "TimeoutError"});
        await model.releaseHarvester();
        expect((await model.harvest({texts: tokens(), dictionary: files[0]!.id})).offsets.length).toBeGreaterThan(10);
    });
});
