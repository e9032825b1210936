import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {DictionaryFile} from "../dictionaries/index.ts";
import {evaluateRules} from "../steering/evaluateRules.ts";
import {randomRule} from "../steering/fixtures/randomRules.ts";
import {randomSource} from "../steering/fixtures/randomSource.ts";
import type {RawCondition, RawReading, RawRule} from "../steering/index.ts";
import type {LoadedModel} from "./loadedModel.ts";
import {loadSteerableModel} from "./loadSteerableModel.ts";
import {aRequest, DEMO} from "./testing.ts";

const QUESTION = "Tell me about the Andromeda Galaxy.";
const SAID = "The Andromeda Galaxy is a spiral galaxy. It lies about 2.5 million light years from Earth, and it has";
/** the demo's activations reach about 150 */
const SCALE = 25;

describe("rules, against a slow evaluator", {timeout: 120_000}, () => {
    let model: LoadedModel;
    let dictionaries: DictionaryFile[];
    /** [dictionary][token][feature] */
    let values: Float32Array[][];
    let tokens: readonly number[];
    let answerFrom: number;

    beforeAll(async () => {
        dictionaries = [await DEMO.steering(), await DEMO.classification()];
        model = await loadSteerableModel({modelPath: DEMO.model, dictionaries, lanes: 2});
        const question = model.tokenizeQuestion([{role: "user", content: QUESTION}]);
        answerFrom = question.length;
        tokens = [...question, ...model.tokenize(SAID)];
        values = await Promise.all(dictionaries.map((dictionary) => activations(dictionary)));
    }, 120_000);
    afterAll(() => model.dispose());

    async function activations({id, nFeatures}: DictionaryFile): Promise<Float32Array[]> {
        const rows = tokens.map(() => new Float32Array(nFeatures));
        await model.readWhole(tokens, id, ({positions, offsets, features, values}) => {
            positions.forEach((position, i) => {
                for (let at = offsets[i]!; at < offsets[i + 1]!; at++) rows[position]![features[at]!] = values[at]!;
            });
        });
        return rows;
    }

    /** [rule, token of the answer] of every firing that the engine tells */
    async function firings(rules: readonly RawRule[]) {
        const told: {rule: number; at: number; values: readonly number[]}[] = [];
        const steering = {edits: [], scope: "answer", rules} as const;
        const sampling = {...aRequest("").sampling, maxTokens: 1};
        for await (const event of model.generate(0, aRequest(QUESTION, steering, {answerStart: SAID, sampling})))
            if (event.type === "firing") told.push(event.firing);
        return told;
    }

    it("finds 400 random rules to hold at the same tokens", async () => {
        const random = randomSource(20);
        // features that fire somewhere in the text, and a few that do not: else hardly any comparison would be between values
        const readable = dictionaries.map(({id, nFeatures}, d) => {
            const alive = Array.from({length: nFeatures}, (_, feature) => feature).filter((feature) => values[d]!.some((row) => row[feature]! > 0));
            return {id, features: [...alive.slice(0, 12), ...alive.slice(-12), 0, 1]};
        });
        let held = 0;
        for (let batch = 0; batch < 40; batch++) {
            const stand = readable.map(({id, features}) => ({id, nFeatures: features.length}));
            const rules = Array.from({length: 10}, () => scaled(randomRule(random, stand), (id, i) => readable.find((one) => one.id === id)!.features[i]!));
            const {holds} = evaluateRules(rules, {
                values: tokens.map((_, t) => (id, feature) => values[dictionaries.findIndex((one) => one.id === id)]![t]![feature]!),
                special: tokens.map((token) => model.isSpecial(token)),
                answerFrom
            });
            const expected = holds.flatMap((row, rule) =>
                row.flatMap((holds, t) => (holds && !(rules[rule]!.sticky && row.slice(0, t).includes(true)) ? [`${rule}@${t - answerFrom}`] : []))
            );
            const told = await firings(rules);
            expect(told.map(({rule, at}) => `${rule}@${at}`).sort()).toEqual(expected.sort());
            held += told.length;
        }
        expect(held).toBeGreaterThan(1000);
    });

    it("tells what each feature of the condition was, in the order they are named", async () => {
        const [{id}] = dictionaries as [DictionaryFile, DictionaryFile];
        const t = answerFrom + 2;
        const [a, b] = [...values[0]![t]!.keys()].sort((x, y) => values[0]![t]![y]! - values[0]![t]![x]!) as [number, number];
        const reading = (features: number[]): RawReading => ({dictionary: id, features, weights: features.map(() => 1), combine: "sum"});
        const when: RawCondition = {
            all: [
                {left: reading([b, a]), operator: ">", right: 0},
                {left: reading([a]), operator: ">=", right: reading([b])}
            ]
        };
        const told = await firings([{when, on: "answer", sticky: false, ends: false}]);
        expect(told.find(({at}) => at === 2)?.values).toEqual([expect.closeTo(values[0]![t]![b]!, 2), expect.closeTo(values[0]![t]![a]!, 2)]);
    });

    it("goes on from a cached prompt with what was on", async () => {
        const d = dictionaries[0]!;
        const t = answerFrom - 4;
        const feature = values[0]![t]!.indexOf(Math.max(...values[0]![t]!));
        const when: RawCondition = {
            left: {dictionary: d.id, features: [feature], weights: [1], combine: "max"},
            operator: ">=",
            right: values[0]![t]![feature]! * 0.99
        };
        const steering = {
            edits: [{dictionary: d.id, feature: DEMO.sweep.feature, mode: "add", value: 0.5 * d.residualNorm!, rule: 0}],
            scope: "answer",
            rules: [{when, on: "prompt", sticky: true, ends: false}]
        } as const;
        const written = async () => {
            let text = "";
            const events = model.generate(1, aRequest(QUESTION, steering));
            for (;;) {
                const next = await events.next();
                if (next.done) return {text, evaluated: next.value.evaluatedPromptTokens};
                if (next.value.type === "token") text += next.value.text;
            }
        };
        const first = await written();
        const again = await written();
        expect(again.text).toBe(first.text);
        expect(again.evaluated).toBeLessThan(first.evaluated);
        let plain = "";
        for await (const event of model.generate(1, aRequest(QUESTION))) if (event.type === "token") plain += event.text;
        expect(plain).not.toBe(first.text);
    });
});

/** A random rule on places in a list as one on features, with its numbers scaled to the demo's activations. */
function scaled(rule: RawRule, featureAt: (dictionary: string, place: number) => number): RawRule {
    const reading = (one: RawReading): RawReading => ({...one, features: one.features.map((place) => featureAt(one.dictionary, place))});
    const tree = (condition: RawCondition): RawCondition => {
        if ("all" in condition) return {all: condition.all.map(tree)};
        if ("any" in condition) return {any: condition.any.map(tree)};
        const {left, operator, right} = condition;
        return {left: reading(left), operator, right: typeof right === "number" ? right * SCALE : reading(right)};
    };
    return {...rule, when: tree(rule.when)};
}
