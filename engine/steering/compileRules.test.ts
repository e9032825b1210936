import {describe, expect, it} from "vitest";
import {type Condition, type Edit, featureId, type Rule, type Steering} from "../contract/index.ts";
import {compileSteering} from "./compileSteering.ts";
import {aDictionary} from "./fixtures/aDictionary.ts";

const f = featureId;
const read = (feature: number, more = {}) => ({features: [f(feature)], combine: "max" as const, unit: "activation" as const, ...more});
const above = (feature: number, right = 0.5, more = {}): Condition => ({left: read(feature, more), operator: ">", right});
const set = (edits: readonly Edit[], more: Partial<Rule> = {}): Rule => ({
    when: above(0),
    on: "both",
    sticky: true,
    action: {type: "set", edits: [...edits]},
    ...more
});
const add = (feature: number, value: number, more = {}): Edit => ({feature: f(feature), mode: "add", value, ...more});
const compile = (steering: Partial<Steering>, dictionaries = [aDictionary("a")]) => compileSteering({edits: [], scope: "answer", ...steering}, dictionaries);

describe("compileSteering with rules", () => {
    it("keeps every rule in its place, and says which of them end the answer, and with what", async () => {
        const actions: Rule["action"][] = [
            {type: "set", edits: [add(1, 1)]},
            {type: "abort"},
            {type: "handle", event: "e"},
            {type: "handle", event: "e", reply: "r"}
        ];
        const {rules} = await compile({rules: actions.map((action) => ({...set([]), on: "prompt", sticky: false, action}))});
        expect(rules).toEqual(
            [{ends: false}, {ends: true}, {ends: false}, {ends: true, reply: "r"}].map((ending) => ({
                when: {left: {dictionary: "a", features: [0], weights: [1], combine: "max"}, operator: ">", right: 0.5},
                on: "prompt",
                sticky: false,
                ...ending
            }))
        );
    });

    it("lets a rule's edit act in place of the steering's own on the same feature only", async () => {
        const {edits} = await compile({edits: [add(1, 1), add(2, 2)], rules: [set([add(1, 5), add(3, 6)])]});
        expect(edits).toEqual([
            {dictionary: "a", feature: 1, mode: "add", value: 1, unless: [0]},
            {dictionary: "a", feature: 2, mode: "add", value: 2},
            {dictionary: "a", feature: 1, mode: "add", value: 5, rule: 0},
            {dictionary: "a", feature: 3, mode: "add", value: 6, rule: 0}
        ]);
    });

    it("lets the last of several rules on one feature count", async () => {
        const {edits} = await compile({edits: [add(1, 1)], rules: [set([add(1, 2)]), {...set([]), action: {type: "abort"}}, set([add(1, 3)])]});
        expect(edits).toEqual([
            {dictionary: "a", feature: 1, mode: "add", value: 1, unless: [0, 2]},
            {dictionary: "a", feature: 1, mode: "add", value: 2, rule: 0, unless: [2]},
            {dictionary: "a", feature: 1, mode: "add", value: 3, rule: 2}
        ]);
    });

    it("switches an edit off by a rule that sets it to nothing", async () => {
        const {edits} = await compile({edits: [add(1, 1)], rules: [set([{feature: f(1), mode: "nudge", value: 0}])]});
        expect(edits).toEqual([{dictionary: "a", feature: 1, mode: "add", value: 1, unless: [0]}]);
    });

    it("tells features of two dictionaries apart, and knows the first by its name and without it", async () => {
        const {edits} = await compile({edits: [add(1, 1), add(1, 2, {dictionary: "b"})], rules: [set([add(1, 5, {dictionary: "a"})])]}, [
            aDictionary("a"),
            aDictionary("b")
        ]);
        expect(edits.map(({dictionary, unless}) => [dictionary, unless])).toEqual([
            ["a", [0]],
            ["b", undefined],
            ["a", undefined]
        ]);
    });

    it("turns multiples of the maximum into weights, feature by feature", async () => {
        const max = new Map([
            [0, 4],
            [1, 8]
        ]);
        const dictionary = {...aDictionary("a"), maxActivation: (feature: number) => max.get(feature)};
        const when: Condition = {left: read(0, {features: [f(0), f(1)], unit: "max"}), operator: "<=", right: read(1)};
        const {rules} = await compile({rules: [set([add(2, 1)], {when})]}, [dictionary]);
        expect(rules![0]!.when).toEqual({
            left: {dictionary: "a", features: [0, 1], weights: [0.25, 0.125], combine: "max"},
            operator: "<=",
            right: {dictionary: "a", features: [1], weights: [1], combine: "max"}
        });
    });

    it("reads a feature of an earlier layer for edits of a later one, and of a later layer for what edits nothing", async () => {
        const dictionaries = [aDictionary("early", {layer: 1}), aDictionary("late", {layer: 2})];
        const early = above(0, 0.5, {dictionary: "early"});
        const late = above(0, 0.5, {dictionary: "late"});
        await compile({rules: [set([add(1, 1, {dictionary: "late"})], {when: early})]}, dictionaries);
        await compile({rules: [{...set([], {when: late}), action: {type: "abort"}}]}, dictionaries);
        await expect(
            compile(
                {rules: [set([add(1, 1, {dictionary: "late"}), add(1, 1, {dictionary: "early"})], {name: "calm down", when: {any: [early, late]}})]},
                dictionaries
            )
        ).rejects.toMatchObject({code: "steering/bad-condition", data: {detail: expect.stringMatching(/rule calm down reads feature 0 after layer 2/)}});
    });

    it.each<[string, Rule, string]>([
        ["a dictionary that is not loaded", set([add(1, 1)], {when: above(0, 1, {dictionary: "x"})}), "dictionary/not-loaded"],
        ["a feature beyond the last", set([add(1, 1)], {when: above(4)}), "feature/not-found"],
        ["a number beyond float32", set([add(1, 1)], {when: above(0, 1e39)}), "steering/bad-condition"],
        ["no number", set([add(1, 1)], {when: above(0, Number.NaN)}), "steering/bad-condition"],
        ["no features", set([add(1, 1)], {when: {left: {...read(0), features: []}, operator: ">", right: 1}}), "steering/bad-condition"],
        ["an AND of nothing", set([add(1, 1)], {when: {any: [above(0), {all: []}]}}), "steering/bad-condition"],
        ["too many comparisons", set([add(1, 1)], {when: {all: [{all: many(200)}, {all: many(57)}]}}), "steering/bad-condition"],
        ["a tree 17 deep", set([add(1, 1)], {when: nested(16)}), "steering/bad-condition"],
        ["a tree deeper than the stack", set([add(1, 1)], {when: nested(200_000)}), "steering/bad-condition"],
        ["a bad edit", set([add(1, Number.POSITIVE_INFINITY)]), "steering/bad-edit"]
    ])("refuses a rule with %s", async (_, rule, code) => {
        await expect(compile({rules: [rule]})).rejects.toMatchObject({code});
    });

    it("takes the largest and the deepest tree that there may be", async () => {
        await compile({rules: [set([add(1, 1)], {when: {all: many(256)}}), set([add(1, 1)], {when: nested(15)})]});
    });

    it("refuses a 17th rule, and multiples of a maximum that is not known", async () => {
        await expect(compile({rules: Array.from({length: 17}, () => set([add(1, 1)]))})).rejects.toMatchObject({code: "steering/bad-condition"});
        const rules = [set([add(1, 1)], {when: above(0, 1, {unit: "max"})})];
        await expect(compile({rules}, [{...aDictionary("a"), maxActivation: () => undefined}])).rejects.toMatchObject({code: "steering/not-calibrated"});
    });
});

describe("compileSteering with bounds", () => {
    it("leaves out what is not asked for", async () => {
        expect(await compile({edits: [add(1, 1)], normRestore: 0, rules: []})).toEqual({
            edits: [{dictionary: "a", feature: 1, mode: "add", value: 1}],
            scope: "answer"
        });
    });

    it("hands decay and norm restore on, and the cap in the model's units of each dictionary that is edited", async () => {
        const dictionaries = [aDictionary("a"), aDictionary("b", {residualNorm: 20}), aDictionary("c")];
        const raw = await compile(
            {edits: [add(1, 1)], rules: [set([add(1, 1, {dictionary: "b"})])], decay: {tokens: 9}, normRestore: 0.5, cap: 0.4},
            dictionaries
        );
        expect(raw).toMatchObject({decay: 9, normRestore: 0.5, caps: {a: 4, b: 8}});
        expect(Object.keys(raw.caps!)).toEqual(["a", "b"]);
    });

    it("refuses a cap where the residual's norm is not known", async () => {
        const unknown = {...aDictionary("a"), residualNorm: undefined};
        await expect(compile({edits: [add(1, 1)], cap: 0.5}, [unknown])).rejects.toMatchObject({code: "steering/not-calibrated"});
        expect(await compile({cap: 0.5}, [unknown])).toEqual({edits: [], scope: "answer"});
    });

    it.each<[string, Partial<Steering>]>([
        ["a norm restored by more than all of it", {normRestore: 1.5}],
        ["a norm restored by no number", {normRestore: Number.NaN}],
        ["a cap of nothing", {cap: 0}],
        ["a fading of half a token", {decay: {tokens: 0.5}}]
    ])("refuses %s", async (_, bounds) => {
        await expect(compile({edits: [add(1, 1)], ...bounds})).rejects.toMatchObject({code: "steering/bad-edit"});
    });
});

const many = (count: number): Condition[] => Array.from({length: count}, () => above(0));

function nested(levels: number): Condition {
    let tree = above(0);
    for (let level = 0; level < levels; level++) tree = level % 2 === 0 ? {all: [tree]} : {any: [tree]};
    return tree;
}
