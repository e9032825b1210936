import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {LoadedModel} from "./loadedModel.ts";
import {loadSteerableModel} from "./loadSteerableModel.ts";
import {largestDifference, PARITY_EXPECTED, PARITY_MODEL, parityDictionary} from "./testing.ts";
import type {RawEdit, RawSteering} from "./types.ts";

const {tokens, token_logprobs} = PARITY_EXPECTED;
const PLAIN: RawSteering = {edits: [], scope: "all"};
let model: LoadedModel;
let dictionary: string;

beforeAll(async () => {
    const file = await parityDictionary();
    dictionary = file.id;
    model = await loadSteerableModel({modelPath: PARITY_MODEL, dictionaries: [file], lanes: 1});
});
afterAll(() => model.dispose());

const edit = (feature: number, mode: RawEdit["mode"], value: number): RawEdit => ({dictionary, feature, mode, value});

describe("scoreBranches", () => {
    it("gives each continuation what an independent float64 program gives it behind the prefix alone", async () => {
        const branches = Array.from({length: 19}, (_, i) => ({tokens: tokens.slice(10, 14 + (i % 9)), steering: {edits: []}}));
        const scored = await model.scoreBranches({prefix: tokens.slice(0, 10), steering: PLAIN, branches});
        scored.forEach((logprobs, i) => {
            expect(logprobs).toHaveLength(branches[i]!.tokens.length - 1);
            expect(largestDifference(logprobs, token_logprobs.slice(10, 10 + logprobs.length))).toBeLessThan(1e-4);
        });
    });

    it("edits each branch for itself, as scoring that text alone does", async () => {
        const sets = [[edit(359, "add", 3)], [edit(17, "pin", 5)], [], [edit(100, "scale", 0), edit(861, "scale", 0)]];
        const from = 12;
        const scored = await model.scoreBranches({
            prefix: tokens.slice(0, from),
            steering: PLAIN,
            branches: sets.map((edits) => ({tokens: tokens.slice(from), steering: {edits}}))
        });
        for (const [i, edits] of sets.entries()) {
            // edits of scope `answer` begin one before the answer: where its first token is decided
            const [alone] = await model.score({texts: [tokens], steering: {edits, scope: "answer"}, answerFrom: [from + 1]});
            expect(largestDifference(scored[i]!, alone!.tokenLogprobs.subarray(from))).toBeLessThan(1e-4);
        }
    });

    it("runs the prefix under its own edits", async () => {
        const steering: RawSteering = {edits: [edit(359, "add", 3)], scope: "all"};
        const [branch] = await model.scoreBranches({
            prefix: tokens.slice(0, 8),
            steering,
            branches: [{tokens: tokens.slice(8), steering: {edits: steering.edits}}]
        });
        const [whole] = await model.score({texts: [tokens], steering});
        // the scorer's own texts are edited at special tokens too, under scope `all`; behind the prefix there are none
        expect(largestDifference(branch!, whole!.tokenLogprobs.subarray(8))).toBeLessThan(1e-4);
    });

    it("refuses what does not fit, and can be cancelled", async () => {
        const long = Array.from({length: 5000}, () => 5);
        await expect(model.scoreBranches({prefix: long, steering: PLAIN, branches: [{tokens: [5, 6], steering: {edits: []}}]})).rejects.toMatchObject({
            code: "model/evaluation-failed"
        });
        await expect(model.scoreBranches({prefix: tokens, steering: PLAIN, branches: [{tokens: [], steering: {edits: []}}]})).rejects.toMatchObject({
            code: "model/evaluation-failed"
        });
        const branches = Array.from({length: 300}, () => ({tokens: tokens.slice(1), steering: {edits: []}}));
        await expect(model.scoreBranches({prefix: tokens, steering: PLAIN, branches}, AbortSignal.timeout(1))).rejects.toMatchObject({name: "TimeoutError"});
        expect(await model.scoreBranches({prefix: tokens, steering: PLAIN, branches: [{tokens: [5, 6], steering: {edits: []}}]})).toHaveLength(1);
    });
});
