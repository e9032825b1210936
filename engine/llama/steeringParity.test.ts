import {readFileSync} from "node:fs";
import {mkdtemp} from "node:fs/promises";
import {tmpdir} from "node:os";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {convertDictionary, type DictionaryFile} from "../dictionaries/index.ts";
import type {LoadedModel} from "./loadedModel.ts";
import {loadSteerableModel} from "./loadSteerableModel.ts";
import {answerOf, aRequest, DEMO, largestDifference, normalised, PARITY_EXPECTED, PARITY_MODEL, parityDictionary} from "./testing.ts";
import type {RawSteering} from "./types.ts";

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/parity-1/${name}`, import.meta.url));

/** What steering.py got. Dictionaries go by the names that it gives them. */
const {tokens, cases} = JSON.parse(readFileSync(fixture("steering.json"), "utf8")) as {
    readonly tokens: readonly number[];
    readonly cases: Readonly<Record<string, {readonly answerFrom: number; readonly steering: RawSteering; readonly token_logprobs: readonly number[]}>>;
};

describe("score under a whole steering, against an independent float64 program", () => {
    let model: LoadedModel;
    const ids = new Map<string, string>();

    beforeAll(async () => {
        const plain = await parityDictionary();
        const folder = await mkdtemp(path.join(tmpdir(), "saelor-parity-"));
        const early = convertDictionary({input: fixture("sae.pth"), output: path.join(folder, "early.sae.gguf"), layer: PARITY_EXPECTED.layer - 1});
        const files = {plain, rms: await normalised(plain, "rms"), layer_norm: await normalised(plain, "layer_norm"), early: await early};
        for (const [name, {id}] of Object.entries(files)) ids.set(name, id);
        model = await loadSteerableModel({modelPath: PARITY_MODEL, dictionaries: Object.values(files), lanes: 1});
    });
    afterAll(() => model.dispose());

    /** The steering with the dictionaries' ids in place of the program's names. */
    const loaded = (steering: RawSteering): RawSteering =>
        JSON.parse(JSON.stringify(steering), (key, value) => {
            if (key === "dictionary") return ids.get(value);
            if (key === "caps") return Object.fromEntries(Object.entries(value as object).map(([name, cap]) => [ids.get(name)!, cap]));
            return value;
        });

    it("tells its dictionaries apart", () => expect(new Set(ids.values()).size).toBe(4));

    it.each(Object.entries(cases))("agrees within 1e-4: %s", async (_, {answerFrom, steering, token_logprobs}) => {
        const [score] = await model.score({texts: [tokens], steering: loaded(steering), answerFrom: [answerFrom]});
        expect(largestDifference(token_logprobs, score!.tokenLogprobs)).toBeLessThan(1e-4);
    });

    it("gives each of many texts in one call what it gives it alone: a rule that one turns on stays off in the others", async () => {
        const {steering, answerFrom, token_logprobs} = cases["rules under decay, cap and norm restore"]!;
        const texts = Array.from({length: 11}, (_, i) => tokens.slice(0, tokens.length - (i % 5)));
        const together = await model.score({texts, steering: loaded(steering), answerFrom: texts.map(() => answerFrom)});
        for (const [i, text] of texts.entries())
            expect(largestDifference(token_logprobs.slice(0, text.length - 1), together[i]!.tokenLogprobs)).toBeLessThan(1e-4);
    });
});

describe("generate under a whole steering", () => {
    const QUESTIONS = ["Tell me about the Andromeda Galaxy.", "What is a good way to learn to play the piano when there is little time for it?"] as const;
    let model: LoadedModel;
    let dictionary: DictionaryFile;
    beforeAll(async () => {
        dictionary = await DEMO.steering();
        model = await loadSteerableModel({modelPath: DEMO.model, dictionaries: [dictionary], lanes: 2});
    });
    afterAll(() => model.dispose());

    const edit = (feature: number, strength: number) =>
        ({dictionary: dictionary.id, feature, mode: "add", value: strength * dictionary.residualNorm!}) as const;

    const written = async (lane: number, steering: RawSteering) => {
        const tokens: number[] = [];
        for await (const event of model.generate(lane, aRequest(QUESTIONS[lane]!, steering))) if (event.type === "token") tokens.push(event.token);
        return tokens;
    };

    /** A feature that fires on some of the tokens of what was said, and half of its maximum there. */
    const firing = async (question: string, said: string) => {
        const turns = [
            {role: "user", content: question},
            {role: "assistant", content: said}
        ] as const;
        const request = {turns, steering: {edits: [], scope: "answer"} as const, dictionary: dictionary.id};
        const readings = await model.inspect({...request, k: 8, features: []});
        const counts = new Map<number, number>();
        for (const {top} of readings) for (const {feature} of top) counts.set(feature, (counts.get(feature) ?? 0) + 1);
        const [feature] = [...counts].filter(([, count]) => count > 1 && count < readings.length / 2).toSorted((a, b) => b[1] - a[1])[0]!;
        const values = (await model.inspect({...request, k: 0, features: [feature]})).map(({chosen}) => chosen[0]!);
        return {feature, half: Math.max(...values) / 2};
    };

    it("gives two lanes in one batch, token by token, what each gives alone, under different edits, fading, norm restore and rules", async () => {
        const {feature: pirate} = DEMO.sweep;
        const read = await Promise.all(QUESTIONS.map(async (question, lane) => firing(question, (await answerOf(model, lane, aRequest(question))).text)));
        const rule = (lane: number, on: "both" | "answer", sticky: boolean) => {
            const {feature, half} = read[lane]!;
            const left = {dictionary: dictionary.id, features: [feature], weights: [1], combine: "max"} as const;
            return {when: {left, operator: ">", right: half}, on, sticky, ends: false} as const;
        };
        const steerings: readonly RawSteering[] = [
            {
                edits: [
                    {...edit(pirate, 0.6), unless: [0]},
                    {...edit(read[1]!.feature, 0.7), rule: 0}
                ],
                scope: "answer",
                decay: 40,
                normRestore: 0.5,
                caps: {[dictionary.id]: 0.5 * dictionary.residualNorm!},
                rules: [rule(0, "answer", false)]
            },
            {
                edits: [edit(read[0]!.feature, 0.3), {...edit(pirate, 0.8), rule: 0}],
                scope: "prompt-and-answer",
                decay: 60,
                normRestore: 1,
                rules: [rule(1, "both", true)]
            }
        ];
        const alone = [await written(0, steerings[0]!), await written(1, steerings[1]!)];
        const together = await Promise.all(steerings.map((steering, lane) => written(lane, steering)));
        expect(together).toEqual(alone);
        for (const [lane, steering] of steerings.entries()) {
            // each part of the steering has its say in these answers
            const {edits, rules: _rules, ...rest} = steering;
            const withoutRules = {...rest, edits: edits.filter(({rule: of}) => of === undefined).map(({unless: _unless, ...kept}) => kept)};
            expect(await written(lane, withoutRules)).not.toEqual(alone[lane]);
            const {decay: _decay, normRestore: _normRestore, ...lasting} = steering;
            expect(await written(lane, lasting)).not.toEqual(alone[lane]);
        }
    });
});
