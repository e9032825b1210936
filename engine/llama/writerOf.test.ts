import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {LoadedModel} from "./loadedModel.ts";
import {loadSteerableModel} from "./loadSteerableModel.ts";
import {answerOf, aRequest, DEMO} from "./testing.ts";

let model: LoadedModel;
beforeAll(async () => {
    model = await loadSteerableModel({modelPath: DEMO.model, dictionaries: [await DEMO.steering()], lanes: 1});
});
afterAll(() => model.dispose());

const turns = [{role: "user", content: "Where is the Eiffel Tower?"}] as const;
const grammar = `root ::= "{\\"city\\": \\"" word (" " word){0,3} "\\"}"\nword ::= [a-zA-Z]{1,8}`;

describe("write", () => {
    it("writes what the grammar allows, the same each time and whatever came before", async () => {
        const first = await model.write({turns, grammar, maxTokens: 80});
        expect(first.complete).toBe(true);
        expect((JSON.parse(first.text) as {city: string}).city).toMatch(/^[a-zA-Z]{1,8}( [a-zA-Z]{1,8}){0,3}$/);
        expect(first.promptTokens).toBe(model.tokenizeQuestion(turns).length);
        await model.write({turns: [{role: "user", content: "Who are you?"}], grammar: 'root ::= "yes" | "no"', maxTokens: 8});
        expect((await model.write({turns, grammar, maxTokens: 80})).text).toBe(first.text);
        await model.releaseWriter();
        expect((await model.write({turns, grammar, maxTokens: 80})).text).toBe(first.text);
    });

    it("leaves an answer that is written meanwhile as it would be alone", async () => {
        const alone = await answerOf(model, 0, aRequest("What do you know about octopuses?"));
        const [beside] = await Promise.all([answerOf(model, 0, aRequest("What do you know about octopuses?")), model.write({turns, grammar, maxTokens: 80})]);
        expect(beside.text).toBe(alone.text);
    });

    it("gives way before every token, and stops there when it is told to", async () => {
        let asked = 0;
        const written = await model.write({turns, grammar, maxTokens: 80, giveWay: async () => void asked++});
        expect(asked).toBeGreaterThanOrEqual(written.answerTokens);
        const stop = new AbortController();
        const giveWay = async () => {
            if (--asked < 2) stop.abort(new Error("enough"));
        };
        await expect(model.write({turns, grammar, maxTokens: 80, giveWay}, stop.signal)).rejects.toThrow("enough");
        expect((await model.write({turns, grammar, maxTokens: 80})).text).toBe(written.text);
    });

    it("refuses what does not fit, and says where it was cut off", async () => {
        await expect(model.write({turns, grammar, maxTokens: 100_000})).rejects.toMatchObject({code: "model/context-full"});
        expect(await model.write({turns, grammar, maxTokens: 3})).toMatchObject({complete: false, answerTokens: 3});
    });
});
