import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {DictionaryFile} from "../dictionaries/index.ts";
import {randomSource} from "../steering/fixtures/randomSource.ts";
import type {RawSteering} from "../steering/index.ts";
import type {LoadedModel} from "./loadedModel.ts";
import {loadSteerableModel} from "./loadSteerableModel.ts";
import {DEMO, GREEDY} from "./testing.ts";
import type {Turn} from "./types.ts";

describe("LaneCache", {timeout: 120_000}, () => {
    let model: LoadedModel;
    let dictionary: DictionaryFile;
    beforeAll(async () => {
        dictionary = await DEMO.steering();
        model = await loadSteerableModel({modelPath: DEMO.model, dictionaries: [dictionary], lanes: 2});
    }, 60_000);
    afterAll(() => model.dispose());

    async function answer(lane: number, turns: readonly Turn[], steering: RawSteering) {
        let text = "";
        const fired: string[] = [];
        const events = model.generate(lane, {turns, steering, sampling: {...GREEDY, maxTokens: 16}});
        for (;;) {
            const next = await events.next();
            if (next.done) return {text, fired, evaluated: next.value.evaluatedPromptTokens};
            if (next.value.type === "token") text += next.value.text;
            if (next.value.type === "firing") fired.push(`${next.value.firing.rule}@${next.value.firing.at}`);
        }
    }

    it("never changes an answer, whatever was written before under which edits, scopes, fading and rules", async () => {
        const random = randomSource(3);
        const {id, residualNorm} = dictionary;
        const edit = {dictionary: id, feature: DEMO.sweep.feature, mode: "shift", value: 0.45 * residualNorm!} as const;
        const when = {left: {dictionary: id, features: [12, 77], weights: [1, 1], combine: "max"}, operator: ">", right: 40} as const;
        const steering = (): RawSteering => ({
            edits: random.chance(0.25) ? [] : [{...edit, ...(random.chance(0.4) && {unless: [0]})}],
            scope: random.pick(["answer", "prompt-and-answer", "all"] as const),
            ...(random.chance(0.4) && {decay: random.pick([6, 20])}),
            ...(random.chance(0.3) && {normRestore: 1}),
            rules: [{when, on: random.pick(["prompt", "answer", "both"] as const), sticky: random.chance(0.6), ends: false}].slice(
                0,
                random.chance(0.6) ? 1 : 0
            )
        });
        const sound = (one: RawSteering): RawSteering => ({...one, edits: one.rules!.length > 0 ? one.edits : one.edits.map(({unless: _, ...rest}) => rest)});
        const questions = ["Tell me about the Andromeda Galaxy.", "Tell me about bees.", "Where is it?"];
        let reused = 0;
        let fired = 0;
        for (let chat = 0; chat < 8; chat++) {
            const turns: Turn[] = [{role: "user", content: questions[chat % 2]!}];
            // the same steering comes again, so that something can be kept
            const steerings = [sound(steering()), sound(steering())];
            for (let turn = 0; turn < 4; turn++) {
                const under = random.pick(steerings);
                const there = await answer(0, turns, under);
                // a lane that has just read something else, of which nothing can be kept
                await answer(
                    1,
                    [
                        {role: "system", content: `${chat}${turn}`},
                        {role: "user", content: "Hello!"}
                    ],
                    {edits: [], scope: "answer"}
                );
                const fresh = await answer(1, turns, under);
                expect(there.text).toBe(fresh.text);
                expect(there.fired).toEqual(fresh.fired);
                fired += fresh.fired.length;
                if (there.evaluated < fresh.evaluated) reused++;
                if (random.chance(0.7)) turns.push({role: "assistant", content: there.text}, {role: "user", content: random.pick(questions)});
            }
        }
        expect(reused).toBeGreaterThan(5);
        expect(fired).toBeGreaterThan(20);
    });

    it("ends an answer again where a rule held in a prompt that is cached", async () => {
        const when = {left: {dictionary: dictionary.id, features: [12, 77], weights: [1, 1], combine: "max"}, operator: ">", right: 0} as const;
        const steering: RawSteering = {edits: [], scope: "answer", rules: [{when, on: "prompt", sticky: true, ends: true}]};
        const turns: Turn[] = [{role: "user", content: "Tell me about the Andromeda Galaxy."}];
        const first = await answer(0, turns, steering);
        expect(first).toMatchObject({text: "", fired: [expect.stringMatching(/^0@-/)]});
        const again = await answer(0, turns, steering);
        expect(again).toMatchObject({text: "", fired: first.fired});
        expect(again.evaluated).toBeLessThan(first.evaluated);
    });
});
