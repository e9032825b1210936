import {describe, expect, it} from "vitest";
import type {BranchRequest, SteerableModel, Turn} from "../../llama/types.ts";
import type {RatedQuestion} from "../types.ts";
import {likelihoodJudge} from "./likelihoodJudge.ts";
import {loadedJudge} from "./loadedJudge.ts";

/**
 * A model whose tokens are characters, and that finds every character of a text equally likely: as the table says of text and turns, the system prompt and the
 * question put together.
 */
function aModel(logprob: (turns: string, text: string) => number) {
    const turnsOf = new Map<string, string>();
    const codes = (text: string) => [...text].map((one) => one.codePointAt(0)!);
    const model = {
        tokenize: codes,
        tokenizeQuestion(turns: readonly Turn[]) {
            const text = turns.map(({content}) => content).join("|");
            const tokens = codes(`${text}>`);
            turnsOf.set(tokens.slice(0, -1).join(), text);
            return tokens;
        },
        async scoreBranches({prefix, branches}: BranchRequest) {
            const turns = turnsOf.get(prefix.join());
            return branches.map(({tokens}) => {
                const [, ...answer] = tokens;
                return new Float32Array(answer.length).fill(logprob(turns ?? String.fromCodePoint(...prefix), String.fromCodePoint(...answer)));
            });
        }
    };
    return {model: model as unknown as SteerableModel, contextSize: 1000};
}

const never = new AbortController().signal;
const question: RatedQuestion = {
    question: "Q",
    behaviour: "B",
    unsteered: "it lies 2.5 million years from Earth",
    prompted: "arr",
    otherQuestions: ["O", "P"],
    metrics: ["concept", "instruction", "fluency", "factuality"]
};
const TABLE: Readonly<Record<string, number>> = {
    // unsteered: likely after its question, less so after others and under the instruction
    "Q it lies 2.5 million years from Earth": -1,
    "B|Q it lies 2.5 million years from Earth": -2,
    "O it lies 2.5 million years from Earth": -3,
    "P it lies 2.5 million years from Earth": -5,
    "Q arr": -4,
    "B|Q arr": -1,
    "O arr": -4,
    "P arr": -4,
    "Q half": -2,
    "B|Q half": -1,
    "O half": -3,
    "P half": -4
};
const rate = async (answers: readonly string[], more: Partial<RatedQuestion> = {}) => {
    const model = aModel((turns, text) => TABLE[`${turns} ${text}`] ?? Number.NaN);
    const rated = await likelihoodJudge(model).rate({...question, ...more}, answers, never);
    return rated.map((ratings) => Object.fromEntries(ratings.map(({metric, value}) => [metric, value])));
};

describe("likelihoodJudge", () => {
    it("counts from the unsteered answer to the prompted one", async () => {
        const [unsteered, prompted, half] = await rate([question.unsteered, "arr", "half"]);
        // favour: unsteered -1, prompted 3, half 1, which is half way; margin: unsteered 3, prompted 0, half 1.5
        expect(unsteered).toEqual({concept: 0, instruction: 2, fluency: 2, factuality: 2});
        expect(prompted).toMatchObject({concept: 2, instruction: 0, factuality: 0});
        expect(half).toMatchObject({concept: 1, instruction: 1});
        // rises of 3 and 1 nats
        expect(prompted!.fluency).toBeCloseTo(2 * Math.exp(-3), 5);
        expect(half!.fluency).toBeCloseTo(2 * Math.exp(-1), 5);
    });

    it("takes half a nat for full marks where no prompted answer says how much is possible", async () => {
        // half: favour 1 - (-1) = 2 nats more than unsteered
        expect(await rate(["half", question.unsteered], {prompted: undefined})).toMatchObject([{concept: 2}, {concept: 0}]);
    });

    it("says what can't be had: relatedness without other questions, facts of an answer without numbers or names", async () => {
        const model = aModel((turns, text) => TABLE[`${turns} ${text}`] ?? -1);
        const [ratings] = await likelihoodJudge(model).rate({...question, otherQuestions: [], unsteered: "it is so"}, ["half"], never);
        expect(ratings).toMatchObject([{}, {metric: "instruction", value: null, problem: expect.any(String)}, {}, {metric: "factuality", value: null}]);
    });

    it("gives an empty answer nothing", async () => {
        expect(await rate([""])).toEqual([{concept: 0, instruction: 0, fluency: 0, factuality: 0}]);
    });

    it("takes off for repetition beyond a fifth", async () => {
        const again = "be be be be be be be be be be";
        const model = aModel(() => -1);
        const [[fluency]] = (await likelihoodJudge(model).rate({...question, metrics: ["fluency"]}, [again], never)) as unknown as [[{value: number}]];
        // 7 of 8 3-grams were there before
        expect(fluency.value).toBeCloseTo(2 * (1 - (7 / 8 - 0.2) / 0.8), 5);
    });
});

describe("loadedJudge", () => {
    it("takes the mean over the model's own distribution of the three ratings", async () => {
        // after what all three begin with, "2]]" is e times as likely as the others
        const model = aModel((_turns, text) => (text.startsWith("2") ? 1 / 3 : 0));
        const [[rating]] = (await loadedJudge(model, "m").rate({...question, metrics: ["concept"]}, ["a"], never)) as unknown as [
            [{value: number; prompt: string}]
        ];
        expect(rating.value).toBeCloseTo((1 + 2 * Math.E) / (2 + Math.E), 5);
        expect(rating.prompt).toContain("[Behaviour start]\nB\n[Behaviour end]");
    });
});
