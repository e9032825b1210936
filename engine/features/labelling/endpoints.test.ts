import {describe, expect, it} from "vitest";
import {anthropicWriter} from "./anthropicWriter.ts";
import {type Answered, type Asked, aLabellerServer, said, used} from "./fixtures/aLabellerServer.ts";
import {openaiWriter} from "./openaiWriter.ts";
import type {Material} from "./types.ts";

const passage = {text: 0, from: 0, plain: "a ship at sea", marked: 'a «ship» at sea\n   strengths: "ship" 9'};
const material: Material = {feature: 7, examples: [passage], nearMisses: [], promoted: ["ship"], questions: []};
const never = new AbortController().signal;
const notes: string[] = [];
const options = {model: "m", key: async () => "sk-a-secret-key", onWait: (note: string) => void notes.push(note), waitMs: 1};

describe("openaiWriter", () => {
    const writing = async (script: (asked: Asked, n: number) => Answered, more: {timeoutMs?: number} = {}) => {
        const server = await aLabellerServer(script);
        return {server, writer: openaiWriter({baseUrl: `${server.url}/v1/`, ...options, ...more}), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]()};
    };

    it("asks under a schema, and counts the tokens that it took", async () => {
        await using it = await writing(() => ({body: said('{"description": " \\"ships.\\" "}')}));
        expect(await it.writer.describe(material, never)).toBe("ships");
        expect(it.writer.spent).toEqual({promptTokens: 100, answerTokens: 10});
        const [{url, body}] = it.server.asked as [Asked];
        expect(url).toBe("/v1/chat/completions");
        expect(body).toMatchObject({model: "m", temperature: 0, response_format: {type: "json_schema"}});
        expect(body.messages[1].content).toContain("«ship»");
    });

    it("leaves out what a server does not know, once and for all", async () => {
        await using it = await writing(({body}) => {
            if (body.response_format !== undefined) return {status: 400, body: {error: "unknown field response_format"}};
            if (body.max_tokens !== undefined) return {status: 400, body: {error: "use 'max_completion_tokens' instead"}};
            if (body.temperature !== undefined) return {status: 422, body: {error: "temperature is fixed"}};
            return {body: said('Here you are:\n```json\n{"description": "ships"}\n```')};
        });
        expect(await it.writer.describe(material, never)).toBe("ships");
        expect(it.server.asked).toHaveLength(4);
        await it.writer.describe(material, never);
        expect(it.server.asked).toHaveLength(5);
    });

    it("says what was wrong when it asks again, three times at most", async () => {
        await using it = await writing((_asked, n) => ({body: said(n === 0 ? "Ships, I think." : '{"description": "ships"}')}));
        expect(await it.writer.describe(material, never)).toBe("ships");
        expect(it.server.asked[1]!.body.messages[1].content).toContain('the answer is not JSON: "Ships, I think."');
        await using stubborn = await writing(() => ({body: said("No.")}));
        await expect(stubborn.writer.describe(material, never)).rejects.toMatchObject({name: "UnusableAnswer", outage: false});
        expect(stubborn.server.asked).toHaveLength(3);
    });

    it("takes numbers of passages, and nothing beyond them", async () => {
        await using it = await writing((_asked, n) => ({body: said(n === 0 ? '{"fits": [9]}' : '{"fits": [2, 2]}')}));
        expect(await it.writer.detect("ships", ["a", "b", "c"], never)).toEqual([false, true, false]);
        expect(it.server.asked).toHaveLength(2);
    });

    it("asks a slow server and one that breaks off again, and gives up after a while", async () => {
        await using it = await writing(
            (_asked, n) =>
                n === 0 ? {delayMs: 2000, body: said("{}")} : n === 1 ? {body: '{"cho', breaksOff: true} : {body: said('{"description": "ships"}')},
            {timeoutMs: 300}
        );
        expect(await it.writer.describe(material, never)).toBe("ships");
        expect(it.server.asked).toHaveLength(3);
        expect(notes.some((note) => note.includes("no answer in 0 s"))).toBe(true);
        const gone = openaiWriter({baseUrl: "http://127.0.0.1:1/v1", ...options});
        await expect(gone.describe(material, never)).rejects.toMatchObject({
            name: "UnusableAnswer",
            outage: true,
            message: expect.stringContaining("can't be reached")
        });
    });

    it("gives up a server that twice does not say a word in time, and says so", async () => {
        await using it = await writing(() => ({delayMs: 5000, body: said('{"description": "ships"}')}), {timeoutMs: 200});
        await expect(it.writer.describe(material, never)).rejects.toMatchObject({
            code: "labeller/failed",
            data: {labeller: it.server.host, detail: "no answer in 0 s, 2 times"}
        });
        expect(it.server.asked).toHaveLength(2);
    });

    it("does not carry the key elsewhere", async () => {
        await using elsewhere = await aLabellerServer(() => ({body: said('{"description": "ships"}')}));
        await using it = await writing(() => ({status: 307, headers: {location: `${elsewhere.url}/v1/chat/completions`}}));
        await expect(it.writer.describe(material, never)).rejects.toMatchObject({code: "labeller/failed"});
        expect(elsewhere.asked).toHaveLength(0);
    });

    it("stops while it waits", async () => {
        await using it = await writing(() => ({status: 429, headers: {"retry-after": "60"}}));
        const stop = new AbortController();
        const asking = it.writer.describe(material, stop.signal);
        setTimeout(() => stop.abort(new Error("paused")), 100);
        await expect(asking).rejects.toThrow("paused");
    });
});

describe("anthropicWriter", () => {
    it("takes the answer from the tool that it must use", async () => {
        await using server = await aLabellerServer(() => ({body: used({description: "ships"})}));
        const writer = anthropicWriter({baseUrl: server.url, ...options});
        expect(await writer.describe(material, never)).toBe("ships");
        expect(writer.spent).toEqual({promptTokens: 100, answerTokens: 10});
        const [{url, headers, body}] = server.asked as [Asked];
        expect([url, headers["x-api-key"], headers["anthropic-version"]]).toEqual(["/v1/messages", "sk-a-secret-key", "2023-06-01"]);
        expect(body.tool_choice).toEqual({type: "tool", name: body.tools[0].name});
    });

    it.each([
        [used({description: "ships"}, {stop_reason: "refusal", content: [{type: "text", text: "I won't."}]}), "refused"],
        [used({}, {stop_reason: "max_tokens"}), "cut off"],
        [{content: [{type: "text", text: "Ships, I think."}]}, "in words"],
        [used({label: "ships"}), "description"]
    ])("refuses %j", async (body, reason) => {
        await using server = await aLabellerServer(() => ({body}));
        const writer = anthropicWriter({baseUrl: server.url, ...options});
        await expect(writer.describe(material, never)).rejects.toMatchObject({name: "UnusableAnswer", message: expect.stringContaining(reason)});
    });
});
