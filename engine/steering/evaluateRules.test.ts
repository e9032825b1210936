import {describe, expect, it} from "vitest";
import {evaluateRules} from "./evaluateRules.ts";
import {randomRule, randomText} from "./fixtures/randomRules.ts";
import {randomSource} from "./fixtures/randomSource.ts";
import type {RawRule} from "./types.ts";

const aRule = (more: Partial<RawRule>): RawRule => ({
    when: {left: {dictionary: "d", features: [0], weights: [1], combine: "max"}, operator: ">", right: 0.5},
    on: "both",
    sticky: true,
    ends: false,
    ...more
});

/** 1 where it holds; special tokens in brackets; the answer after the bar */
function read(text: string, rule: RawRule) {
    const tokens = [...text.replace("|", "").matchAll(/\[(\d)\]|(\d)/g)];
    const answerFrom = [...text.split("|")[0]!.matchAll(/\d/g)].length;
    const {holds, on} = evaluateRules([rule], {
        values: tokens.map(
            ([, special, ordinary]) =>
                () =>
                    Number(special ?? ordinary)
        ),
        special: tokens.map(([, special]) => special !== undefined),
        answerFrom
    });
    const show = (row: readonly boolean[]) => row.map(Number).join("");
    return {holds: show(holds[0]!), on: show(on[0]!)};
}

describe("evaluateRules", () => {
    it.each([
        ["both", true, "010|010", {holds: "010010", on: "011111"}],
        ["both", false, "010|010", {holds: "010010", on: "010010"}],
        ["answer", true, "010|010", {holds: "000010", on: "000011"}],
        ["answer", false, "110|011", {holds: "000011", on: "000011"}],
        // what held in the prompt is on in the answer
        ["prompt", true, "010|010", {holds: "010000", on: "011111"}],
        ["prompt", false, "010|010", {holds: "010000", on: "010000"}],
        ["prompt", true, "000|111", {holds: "000000", on: "000000"}],
        // special tokens are not looked at, but a sticky rule stays on over them
        ["both", true, "0[1]0|1[1]0", {holds: "000100", on: "000111"}],
        ["both", false, "[1]1|[1]1", {holds: "0101", on: "0101"}]
    ] as const)("on %s, sticky %s: %s", (on, sticky, text, expected) => {
        expect(read(text, aRule({on, sticky}))).toEqual(expected);
    });

    it("is on wherever it holds, never turns a sticky one off, and never holds at special tokens", () => {
        const random = randomSource(3);
        const dictionaries = [{id: "d", nFeatures: 4}];
        for (let i = 0; i < 200; i++) {
            const rules = Array.from({length: 3}, () => randomRule(random, dictionaries));
            const text = randomText(random, dictionaries, 12);
            const {holds, on} = evaluateRules(rules, text);
            for (const [rule, {sticky}] of rules.entries())
                for (const [token, special] of text.special.entries()) {
                    if (holds[rule]![token]) expect([on[rule]![token], special]).toEqual([true, false]);
                    if (!sticky) expect(on[rule]![token]).toBe(holds[rule]![token]);
                    if (sticky && token > 0 && on[rule]![token - 1]) expect(on[rule]![token]).toBe(true);
                }
        }
    });
});
