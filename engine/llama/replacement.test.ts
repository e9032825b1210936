import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {DictionaryFile} from "../dictionaries/index.ts";
import type {LoadedModel} from "./loadedModel.ts";
import {loadSteerableModel} from "./loadSteerableModel.ts";
import type {WholeBatch} from "./readWhole.ts";
import {largestDifference, normalised, PARITY_EXPECTED, PARITY_MODEL, PARITY_REPLACED, parityDictionary} from "./testing.ts";

const {tokens, l0_per_token, top8_per_token, residual, fvu} = PARITY_EXPECTED;
const dictionaries = new Map<string, DictionaryFile>();
let model: LoadedModel;

beforeAll(async () => {
    const plain = await parityDictionary();
    dictionaries.set("none", plain);
    for (const kind of ["rms", "layer_norm"] as const) dictionaries.set(kind, await normalised(plain, kind));
    model = await loadSteerableModel({modelPath: PARITY_MODEL, dictionaries: [...dictionaries.values()], lanes: 1});
});
afterAll(() => model.dispose());

describe("score with the residual replaced, against an independent float64 program", () => {
    const scoreWith = async (kind: string, what: "reconstruction" | "zero") => {
        const replace = {dictionary: dictionaries.get(kind)!.id, with: what};
        const [score] = await model.score({texts: [tokens], steering: {edits: [], scope: "all"}, replace});
        return score!.tokenLogprobs;
    };

    it.each(["none", "rms", "layer_norm"])("agrees within 1e-4 when a dictionary that normalises by %s reconstructs it", async (kind) => {
        expect(largestDifference(await scoreWith(kind, "reconstruction"), PARITY_REPLACED[`reconstruction after ${kind}`]!)).toBeLessThan(1e-4);
    });

    it("agrees within 1e-4 when it is zero", async () => {
        expect(largestDifference(await scoreWith("none", "zero"), PARITY_REPLACED.zero!)).toBeLessThan(1e-4);
    });

    it("replaces nothing at special tokens unless asked to", async () => {
        const replace = {dictionary: dictionaries.get("none")!.id, with: "zero" as const};
        const [score] = await model.score({texts: [tokens], steering: {edits: [], scope: "prompt-and-answer"}, replace});
        // the first token is BOS: what it predicts is as if nothing had happened
        expect(Math.abs(score!.tokenLogprobs[0]! - PARITY_EXPECTED.token_logprobs[0]!)).toBeLessThan(1e-4);
        expect(Math.abs(score!.tokenLogprobs[1]! - PARITY_EXPECTED.token_logprobs[1]!)).toBeGreaterThan(1e-2);
    });
});

describe("readWhole, against an independent float64 program", () => {
    const read = async (kind: string, signal?: AbortSignal) => {
        const batches: WholeBatch[] = [];
        await model.readWhole(tokens, dictionaries.get(kind)!.id, (batch) => batches.push(batch), signal);
        return batches;
    };

    it("gives every feature that fires, the residual, and the reconstruction's error", async () => {
        const [batch, ...more] = await read("none");
        expect(more).toEqual([]);
        expect(batch!.positions).toEqual(tokens.map((_, i) => i));
        // keys and values are kept in F16 here: a feature at the very edge of firing may be on the other side of it
        expect(
            largestDifference(
                tokens.map((_, i) => batch!.offsets[i + 1]! - batch!.offsets[i]!),
                l0_per_token
            )
        ).toBeLessThanOrEqual(2);
        tokens.forEach((_, i) => {
            const row = Array.from(
                batch!.features.subarray(batch!.offsets[i], batch!.offsets[i + 1]),
                (feature, j) => [feature, batch!.values[batch!.offsets[i]! + j]!] as const
            );
            const strongest = row.toSorted((a, b) => b[1] - a[1]).slice(0, 8);
            expect(strongest.map(([feature]) => feature)).toEqual(top8_per_token[i]!.map(([feature]) => feature));
        });
        expect(largestDifference(batch!.residual, residual.data)).toBeLessThan(1e-2);
        expect(
            largestDifference(
                batch!.errors.map((error, i) => error / PARITY_REPLACED.errors![i]!),
                tokens.map(() => 1)
            )
        ).toBeLessThan(1e-2);
    });

    it("adds up to the program's FVU", async () => {
        const [batch] = await read("none");
        const [n, d] = residual.shape;
        const mean = Array.from({length: d}, (_, j) => residual.data.reduce((sum, value, i) => (i % d === j ? sum + value : sum), 0) / n);
        const variance = residual.data.reduce((sum, value, i) => sum + (value - mean[i % d]!) ** 2, 0);
        expect(batch!.errors.reduce((sum, error) => sum + error, 0) / variance).toBeCloseTo(fvu, 2);
    });

    it("stops when cancelled", async () => {
        await expect(read("none", AbortSignal.abort())).rejects.toMatchObject({name: "AbortError"});
    });
});
