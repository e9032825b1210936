import {describe, expect, it} from "vitest";
import {type Answered, type Asked, aLabellerServer, said} from "../../features/labelling/fixtures/aLabellerServer.ts";
import type {RatedQuestion} from "../types.ts";
import {endpointJudge} from "./endpointJudge.ts";

const never = new AbortController().signal;
const question: RatedQuestion = {
    question: "Where is Paris?",
    behaviour: "Talk like a pirate.",
    unsteered: "It lies on the river Seine.",
    otherQuestions: [],
    metrics: ["concept", "instruction", "fluency"]
};
const claude = (text: string, more: object = {}) => ({stop_reason: "end_turn", content: [{type: "text", text}], ...more});

async function judging(script: (asked: Asked, n: number) => Answered, more: {timeoutMs?: number; kind?: "openai" | "anthropic"} = {}) {
    const server = await aLabellerServer(script);
    const notes: string[] = [];
    const judge = endpointJudge({
        kind: "openai",
        baseUrl: `${server.url}/v1`,
        model: "m",
        key: async () => "sk-a-secret-key",
        onWait: (note) => void notes.push(note),
        waitMs: 1,
        ...more
    });
    return {server, judge, notes, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]()};
}
const values = (rated: readonly (readonly {value: number | null}[])[]) => rated.map((ratings) => ratings.map(({value}) => value));
const promptOf = ({body}: Asked): string => body.messages[0].content;

describe("endpointJudge", () => {
    it("asks one metric at a time, each without what the others see, and keeps prompt, reply and name", async () => {
        await using it = await judging((asked) => ({body: said(`It is clear.\nRating: [[${promptOf(asked).includes("[Behaviour start]") ? 2 : 1}]]`)}));
        const rated = await it.judge.rate(question, ["Arr, by the Seine!"], never);
        expect(values(rated)).toEqual([[2, 1, 1]]);
        expect(it.server.asked).toHaveLength(3);
        const prompts = it.server.asked.map(promptOf);
        expect(prompts.filter((prompt) => prompt.includes("Where is Paris?"))).toHaveLength(1);
        expect(prompts.filter((prompt) => prompt.includes("Talk like a pirate."))).toHaveLength(1);
        expect(prompts.every((prompt) => prompt.includes("Arr, by the Seine!"))).toBe(true);
        expect(rated[0]![0]).toMatchObject({metric: "concept", judge: `m at ${it.server.host}`, reply: "It is clear.\nRating: [[2]]"});
        expect(prompts).toContain(rated[0]![0]!.prompt);
        expect(it.server.asked[0]!.headers.authorization).toBe("Bearer sk-a-secret-key");
    });

    it("asks Anthropic's way", async () => {
        await using it = await judging(() => ({body: claude("Fine.\nRating: [[1]]")}), {kind: "anthropic"});
        expect(values(await it.judge.rate(question, ["a"], never))).toEqual([[1, 1, 1]]);
        expect(it.server.asked[0]!.headers["x-api-key"]).toBe("sk-a-secret-key");
    });

    it.each([
        ["prose", said("I would say that it is quite good, a 2 maybe.")],
        ["another scale", said("Rating: [[7]]")],
        ["two ratings", said("Rating: [[1]], or rather Rating: [[2]]")],
        ["nothing", said("")],
        ["half an answer", {choices: [{finish_reason: "length", message: {content: "Rating: [[2]]"}}]}],
        ["a refusal", said("", {refusal: "I can't judge pirates."})],
        ["another shape", {hello: "there"}],
        ["no JSON", "<html>busy</html>"]
    ])("loses a rating to %s, and no other", async (_what, body) => {
        await using it = await judging((asked) => (promptOf(asked).includes("[Behaviour start]") ? {body} : {body: said("Rating: [[2]]")}));
        const [ratings] = await it.judge.rate(question, ["a"], never);
        expect(values([ratings!])).toEqual([[null, 2, 2]]);
        expect(ratings![0]!.problem).toBeTruthy();
        expect(it.judge.stopped).toBeUndefined();
    });

    it("waits as long as a busy server says, and asks again", async () => {
        await using it = await judging((_asked, n) => (n < 3 ? {status: 429, headers: {"retry-after": "0.01"}} : {body: said("Rating: [[2]]")}));
        expect(values(await it.judge.rate(question, ["a"], never))).toEqual([[2, 2, 2]]);
        expect(it.notes.some((note) => note.includes("status 429"))).toBe(true);
    });

    it("asks no more of a service that fails again and again, and says so", async () => {
        await using it = await judging(() => ({status: 500}));
        const rated = await it.judge.rate(question, ["a", "b", "c", "d"], never);
        expect(values(rated).flat()).toEqual(Array(12).fill(null));
        expect(it.judge.stopped).toContain("status 500");
        // three outages of three attempts each, and what was under way beside them
        expect(it.server.asked.length).toBeLessThanOrEqual(18);
        const before = it.server.asked.length;
        const [ratings] = await it.judge.rate(question, ["e"], never);
        expect(ratings![0]!.problem).toContain("not asked");
        expect(it.server.asked).toHaveLength(before);
    });

    it("loses ratings to one that never answers, and asks no more where the key is refused, without telling the key", async () => {
        await using slow = await judging(() => ({delayMs: 1000, body: said("Rating: [[2]]")}), {timeoutMs: 50});
        const [late] = await slow.judge.rate(question, ["a"], never);
        expect(values([late!])).toEqual([[null, null, null]]);
        expect(late![0]!.problem).toContain("no answer");
        await using refused = await judging(() => ({status: 401, body: {error: "sk-a-secret-key is wrong"}}));
        const [none] = await refused.judge.rate(question, ["a"], never);
        expect(values([none!])).toEqual([[null, null, null]]);
        expect(refused.judge.stopped).toContain("401");
        expect(JSON.stringify(none)).not.toContain("sk-a-secret-key");
    });

    it("ends with the signal's reason", async () => {
        await using it = await judging(() => ({delayMs: 5000, body: said("Rating: [[2]]")}));
        const ends = new AbortController();
        const rating = it.judge.rate(question, ["a"], ends.signal);
        setTimeout(() => ends.abort(new Error("enough")), 20);
        await expect(rating).rejects.toThrow("enough");
    });

    it("leaves given facts to be looked for", async () => {
        await using it = await judging(() => ({body: said("Rating: [[2]]")}));
        const [ratings] = await it.judge.rate({...question, metrics: ["factuality"], facts: ["river Seine", "two million"]}, ["By the River Seine!"], never);
        expect(ratings).toMatchObject([{metric: "factuality", value: 1, judge: "facts"}]);
        expect(it.server.asked).toHaveLength(0);
    });
});
