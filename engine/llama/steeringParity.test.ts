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

    /** A rule on a feature that fires on some of the tokens that a lane writes: where it is above half of its maximum there. */
    const ruleOn = async (lane: number, steering: RawSteering, how: {readonly on: "both" | "answer"; readonly sticky: boolean}) => {
        const turns = [
            {role: "user", content: QUESTIONS[lane]!},
            {role: "assistant", content: (await answerOf(model, lane, aRequest(QUESTIONS[lane]!, steering))).text}
        ] as const;
        const request = {turns, steering, dictionary: dictionary.id};
        const readings = await model.inspect({...request, k: 8, features: []});
        const counts = new Map<number, number>();
        for (const {top} of readings) for (const {feature} of top) counts.set(feature, (counts.get(feature) ?? 0) + 1);
        const [feature] = [...counts].filter(([, count]) => count > 1 && count < readings.length / 2).toSorted((a, b) => b[1] - a[1])[0]!;
        const values = (await model.inspect({...request, k: 0, features: [feature]})).map(({chosen}) => chosen[0]!);
        const left = {dictionary: dictionary.id, features: [feature] as const, weights: [1], combine: "max"} as const;
        return {when: {left, operator: ">", right: Math.max(...values) / 2}, ...how, ends: false} as const;
    };

    it("gives two lanes in one batch, token by token, what each gives alone, under different edits, fading, norm restore and rules", async () => {
        const {feature: pirate} = DEMO.sweep;
        const fading = {
            edits: [edit(pirate, 0.8)],
            scope: "answer",
            decay: 24,
            normRestore: 0.5,
            caps: {[dictionary.id]: 0.5 * dictionary.residualNorm!}
        } as const;
        const restored = {edits: [edit(pirate, 0.6)], scope: "prompt-and-answer", decay: 24, normRestore: 1} as const;
        const atTokens = await ruleOn(0, fading, {on: "answer", sticky: false});
        const fromThere = await ruleOn(1, restored, {on: "both", sticky: true});
        const steerings: readonly RawSteering[] = [
            {
                ...fading,
                edits: [
                    {...edit(pirate, 0.8), unless: [0]},
                    {...edit(atTokens.when.left.features[0], -0.7), rule: 0}
                ],
                rules: [atTokens]
            },
            {...restored, edits: [edit(pirate, 0.6), {...edit(pirate, 0.5), rule: 0}], rules: [fromThere]}
        ];
        const alone = [await written(0, steerings[0]!), await written(1, steerings[1]!)];
        expect(await Promise.all(steerings.map((steering, lane) => written(lane, steering)))).toEqual(alone);

        // what each is made of has its say in these answers
        const without = (lane: number, part: keyof RawSteering) =>
            Object.fromEntries(Object.entries(steerings[lane]!).filter(([key]) => key !== part)) as unknown as RawSteering;
        for (const other of [fading, without(0, "decay"), without(0, "caps")]) expect(await written(0, other)).not.toEqual(alone[0]);
        for (const other of [restored, without(1, "decay"), without(1, "normRestore")]) expect(await written(1, other)).not.toEqual(alone[1]);
    });
});
