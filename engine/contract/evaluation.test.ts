import {describe, expect, it} from "vitest";
import {autoconditionInputSchema, autosteerInputSchema, sweepInputSchema} from "./evaluation.ts";

const sweep = {sets: [{name: "a", steering: {edits: [], scope: "answer"}}], behaviour: "Talk like a pirate."};
const wrongs = (checked: {readonly error?: {readonly issues: readonly {readonly path: PropertyKey[]; readonly message: string}[]} | undefined}) =>
    checked.error?.issues.map(({path, message}) => `${path.join(".")}: ${message}`) ?? [];

describe("sweepInputSchema", () => {
    it.each<[Record<string, unknown>, string]>([
        [{behaviour: "x".repeat(6600)}, "behaviour: at most 2,000 characters; this one has 6,600"],
        [{behaviour: "  "}, "behaviour: say what the answers are judged for"],
        [{prompts: [{text: "Tell me about Mars."}]}, "prompts: it takes 2 to 64 prompts; there is 1"],
        [{strengths: []}, "strengths: it takes 1 to 24 strengths; there are 0"],
        [{strengths: [0.5, 9]}, "strengths.1: a strength lies between -4 and 4"]
    ])("says in plain words what is wrong: %#", (change, message) => {
        expect(wrongs(sweepInputSchema.safeParse({...sweep, ...change}))).toEqual([message]);
    });

    it("counts a behaviour as it is used, without the spaces around it", () => {
        expect(wrongs(sweepInputSchema.safeParse({...sweep, behaviour: ` ${"x".repeat(2000)} `}))).toEqual([]);
    });
});

describe("autosteerInputSchema", () => {
    it("says how long a specification is that is too long", () => {
        const checked = autosteerInputSchema.safeParse({specification: "x".repeat(2001), dictionary: "d"});
        expect(wrongs(checked)).toEqual(["specification: at most 2,000 characters; this one has 2,001"]);
    });
});

describe("autoconditionInputSchema", () => {
    it("says how many questions it takes of each kind", () => {
        const checked = autoconditionInputSchema.safeParse({dictionary: "d", examples: {hold: ["a"], not: ["b", " ", "c"]}});
        expect(wrongs(checked)).toEqual(["examples.hold: it takes 3 to 64 questions; there is 1", "examples.not.1: a question is empty"]);
    });
});
