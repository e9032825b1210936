import {createRouterClient} from "@orpc/server";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {type Condition, featureId, type GenerationEvent, type Rule} from "../contract/index.ts";
import {aWorkspace} from "../store/aWorkspace.ts";
import {createEngine, type Engine} from "./engine.ts";
import {router} from "./router.ts";

/** "lies": fires at the answer's second sentence */
const LIES = featureId(189);
const QUESTION = "Tell me about the Andromeda Galaxy.";

describe("answers under rules, through the contract on the demo", {timeout: 120_000}, () => {
    const workspace = aWorkspace();
    let engine: Engine;
    const client = createRouterClient(router, {context: () => ({engine})});
    beforeAll(async () => {
        workspace.store.close();
        engine = await createEngine({workspace: workspace.folder, autoLoad: "none"});
        await engine.models.load({modelId: "demo"});
    }, 60_000);
    afterAll(async () => {
        await engine.close();
        workspace[Symbol.dispose]();
    });

    async function asked(action: Rule["action"]) {
        const {id} = await client.chat.create({});
        await client.chat.configure({conversationId: id, sampling: {temperature: 0, maxTokens: 60}});
        const when: Condition = {left: {features: [LIES], combine: "max", unit: "max"}, operator: ">", right: 0.5};
        const rules: Rule[] = [{when, on: "answer", sticky: true, action}];
        const events: GenerationEvent[] = [];
        const steering = {edits: [], scope: "answer", rules} as const;
        for await (const event of await client.chat.send({conversationId: id, parentId: null, content: QUESTION, steering: {...steering, edits: []}}))
            events.push(event);
        const {messages} = await client.chat.get({conversationId: id});
        return {answer: messages.at(-1)!, events};
    }

    it("ends with what a rule says, which is told and kept", async () => {
        const {answer, events} = await asked({type: "handle", event: "lies", reply: " Ahoy there."});
        expect(answer).toMatchObject({finishReason: "handled", content: expect.stringMatching(/^The Andromeda Galaxy .* Ahoy there\.$/)});
        expect(answer.firings).toMatchObject([{rule: 0, text: expect.stringContaining("lies")}]);
        expect(events.map((event) => (event.type === "token" ? event.text : "")).join("")).toBe(answer.content);
    });

    it("stops where a rule stops it, and goes on where a rule only tells", async () => {
        const stopped = await asked({type: "abort"});
        expect(stopped.answer).toMatchObject({finishReason: "aborted", content: expect.stringMatching(/lies$/)});
        const told = await asked({type: "handle", event: "lies"});
        expect(told.answer).toMatchObject({finishReason: "max-tokens"});
        expect(told.events.filter(({type}) => type === "firing")).toHaveLength(1);
    });
});
