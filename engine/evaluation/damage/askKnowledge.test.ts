import {describe, expect, it} from "vitest";
import type {BranchRequest, RawSteering, SteerableModel} from "../../llama/types.ts";
import {askKnowledge} from "./askKnowledge.ts";

const PLAIN: RawSteering = {edits: [], scope: "answer"};
const steered = (value: number, scope: RawSteering["scope"] = "answer"): RawSteering => ({edits: [{dictionary: "d", feature: 1, mode: "shift", value}], scope});
const codes = (text: string) => [...text].map((one) => one.codePointAt(0)!);

/** Finds an "x" likely unless it is steered, then an "o". */
function aModel(asked: BranchRequest[]) {
    return {
        tokenize: codes,
        tokenizeQuestion: () => codes("q>"),
        async scoreBranches(request: BranchRequest) {
            asked.push(request);
            return request.branches.map(({tokens, steering}) => {
                const liked = codes(steering.edits.length > 0 ? "o" : "x")[0];
                return Float32Array.from(tokens.slice(1), (token) => (token === liked ? -0.1 : -1));
            });
        }
    } as unknown as SteerableModel;
}
const options = {signal: new AbortController().signal, giveWay: async () => undefined, onTokens: () => undefined};

describe("askKnowledge", () => {
    it("counts the questions whose first choice is the likeliest a character, under each steering", async () => {
        const asked: BranchRequest[] = [];
        const questions = [
            {question: "q", begin: "oooo", choices: ["xx", "oooo"]},
            {question: "q", begin: "", choices: ["xxxxxxxx", "o"]},
            {question: "q", begin: "", choices: ["o", "x"]}
        ];
        expect(await askKnowledge(aModel(asked), questions, [PLAIN, steered(1)], options)).toEqual([200 / 3, 100 / 3]);
        // one evaluation of each question for both steerings
        expect(asked).toHaveLength(3);
        expect(asked[0]!.branches).toHaveLength(4);
    });

    it("evaluates the question anew where a steering acts on it too", async () => {
        const asked: BranchRequest[] = [];
        await askKnowledge(aModel(asked), [{question: "q", begin: "", choices: ["x", "o"]}], [PLAIN, steered(1, "all")], options);
        expect(asked.map(({steering}) => steering.scope)).toEqual(["answer", "all"]);
    });

    it("takes a draw for no answer", async () => {
        expect(await askKnowledge(aModel([]), [{question: "q", begin: "", choices: ["y", "z"]}], [PLAIN], options)).toEqual([0]);
    });
});
