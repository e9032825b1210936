import {describe, expect, it} from "vitest";
import {featureId, type GenerationEvent, type Steering} from "../contract/index.ts";
import {aChat, all, question} from "./fixtures/aChat.ts";

const add = (value: number): Steering => ({edits: [{feature: featureId(7), mode: "add", value}], scope: "answer"});
const five = Array.from({length: 5}, (_, i) => ({name: `v${i}`, steering: add(i)}));

describe("answerUnder", () => {
    it("writes an answer under a steering for it alone, and leaves the conversation's", async () => {
        using at = aChat();
        const {id} = at.chat.create({});
        at.chat.configure({conversationId: id, steering: add(2)});
        await all(at.chat.send({...question(id, "hi"), steering: add(3)}));
        const {messages, steering} = await at.chat.get(id);
        expect(messages[1]).toMatchObject({content: "You said: hi [7:3]", steering: add(3)});
        expect(messages[1]).not.toHaveProperty("comparison");
        expect(steering).toEqual(add(2));
    });

    it("writes one answer under each variant from one seed, as many side by side as there are lanes; the first is the head", async () => {
        using at = aChat({delayMs: 2});
        const {id} = at.chat.create({});
        const events = await all(at.chat.send({...question(id, "hi"), variants: five}));
        const {messages, headId} = await at.chat.get(id);
        const answers = messages.slice(1);
        expect(answers.map(({variant, content}) => [variant, content]).sort()).toEqual(five.map(({name}, i) => [name, `You said: hi [7:${i}]`]));
        expect(new Set(answers.map(({comparison}) => comparison)).size).toBe(1);
        expect(answers[0]?.comparison).toBeTypeOf("string");
        expect(new Set(answers.map(({parentId}) => parentId)).size).toBe(1);
        expect(answers.find((answer) => answer.id === headId)?.variant).toBe("v0");
        expect((await at.chat.select(id, messages[0]!.id)).headId).toBe(headId);
        expect(at.model.mostActive()).toBe(2);
        expect(new Set(at.model.requests.map(({request}) => request.sampling.seed)).size).toBe(1);
        expect(at.model.requests.map(({lane}) => lane).sort()).toContain(1);
        expect(kinds(events, "started")).toEqual(["0", "1", "2", "3", "4"]);
        expect(kinds(events, "finished").sort()).toEqual(["0", "1", "2", "3", "4"]);
    });

    it("goes on with the other variants when one fails, and then tells the failure", async () => {
        using at = aChat({
            words({steering}) {
                if (steering.edits[0]?.value === 1) throw new Error("no words");
                return ["fine"];
            }
        });
        const {id} = at.chat.create({});
        await expect(all(at.chat.send({...question(id, "hi"), variants: five}))).rejects.toThrow("no words");
        const answers = (await at.chat.get(id)).messages.slice(1);
        expect(answers.map(({variant, finishReason}) => [variant, finishReason]).sort()).toEqual(
            five.map(({name}, i) => [name, i === 1 ? "failed" : "end-of-turn"])
        );
    });

    it("stores those that had not begun when it is stopped", async () => {
        using at = aChat({words: () => Array.from({length: 400}, () => "w ")});
        const {id} = at.chat.create({});
        for await (const event of await at.chat.send({...question(id, "hi"), variants: five})) if (event.type === "token") break;
        const answers = (await at.chat.get(id)).messages.slice(1);
        expect(answers.map(({finishReason}) => finishReason)).toEqual(Array(5).fill("stopped"));
        expect(answers.filter(({content}) => content === "").length).toBeGreaterThanOrEqual(3);
    });

    it("stores no answer when one of the variants can't be compiled", async () => {
        using at = aChat();
        const {id} = at.chat.create({});
        const variants = [...five, {name: "too strong", steering: add(101)}];
        await expect(at.chat.send({...question(id, "hi"), variants})).rejects.toMatchObject({code: "steering/bad-edit"});
        expect((await at.chat.get(id)).messages).toHaveLength(1);
    });

    it("gives a compared pair one comparison", async () => {
        using at = aChat();
        const {id} = at.chat.create({});
        await all(at.chat.send({...question(id, "hi"), compare: true}));
        const [, a, b] = (await at.chat.get(id)).messages;
        expect(a?.comparison).toBeTypeOf("string");
        expect(b?.comparison).toBe(a?.comparison);
    });

    it("tells what a dictionary sees while it is written, by name and without what nobody may see", async () => {
        using at = aChat({delayMs: 0});
        at.store.dictionaries.remember({id: "d", name: "d", path: "d.sae.gguf"});
        at.store.labels.save("d", "user", [
            {feature: 0, description: "secret"},
            {feature: 1, description: "whales"}
        ]);
        at.store.moderation.put("d", [{feature: 0, category: "other", reason: "test", source: "test"}], {action: "add", detail: "test"});
        const {id} = at.chat.create({});
        const events = await all(at.chat.send({...question(id, "hi"), live: {dictionary: "d", k: 2}}));
        const readings = events.flatMap((event) => (event.type === "reading" ? event.readings : []));
        expect(readings.map(({at: place}) => place)).toEqual([-1, 0, 1, 2]);
        expect(readings[0]).toEqual({
            ...{at: -1, text: "You ", moved: 0.25},
            top: [
                {feature: 1, value: 2, label: "whales"},
                {feature: 2, value: 1}
            ]
        });
        // one more is asked for than is shown, because one is hidden; the model's third stays
        expect(at.model.requests[0]?.request.live).toEqual({dictionary: "d", k: 3});
        expect(JSON.stringify(events)).not.toContain("secret");
        await expect(at.chat.send({...question(id, "hi"), live: {dictionary: "other", k: 2}})).rejects.toMatchObject({code: "dictionary/not-loaded"});
    });

    it("tells every time a rule held and keeps the first 200; how a rule ended it is kept too", async () => {
        using at = aChat({delayMs: 0, words: () => ["a ", "b "], fires: 150, endsAs: "aborted"});
        const {id} = at.chat.create({});
        const events = await all(at.chat.send(question(id, "hi")));
        expect(events.filter(({type}) => type === "firing")).toHaveLength(300);
        const [, answer] = (await at.chat.get(id)).messages;
        expect(answer?.finishReason).toBe("aborted");
        expect(answer?.firings).toHaveLength(200);
        expect(answer?.firings?.[150]).toEqual({rule: 0, at: 1, text: "b ", values: [0]});
    });

    it("does not tell again of an answer's beginning where it is continued", async () => {
        using at = aChat({delayMs: 0, words: () => ["a ", "b "], fires: 1});
        const {id} = at.chat.create({});
        at.chat.configure({conversationId: id, sampling: {maxTokens: 1}});
        await all(at.chat.send(question(id, "hi")));
        const [, answer] = (await at.chat.get(id)).messages;
        const events = await all(at.chat.continue({conversationId: id, messageId: answer!.id}));
        expect(events.filter(({type}) => type === "firing")).toEqual([]);
        expect((await at.chat.message(answer!.id)).firings).toHaveLength(1);
    });

    it("keeps the date of an answer where it is not the pinned one, and reads and continues it under that", async () => {
        using at = aChat({words: () => ["a ", "b ", "c "]});
        const {id} = at.chat.create({});
        at.chat.configure({conversationId: id, sampling: {maxTokens: 1}});
        await all(at.chat.send(question(id, "hi")));
        at.store.settings.set("promptDate", "1 Jan 2025");
        await all(at.chat.send(question(id, "hi")));
        at.store.settings.set("promptDate", "26 Jul 2024");
        const answers = (await at.chat.get(id)).messages.filter(({role}) => role === "assistant");
        expect(answers.map(({promptDate}) => promptDate)).toEqual([undefined, "1 Jan 2025"]);
        for (const {id: messageId} of answers) {
            await all(at.chat.continue({conversationId: id, messageId}));
            await at.chat.inspect({messageId, dictionary: "d", k: 1, features: []});
        }
        const dates = [undefined, "1 Jan 2025", undefined, "1 Jan 2025"];
        expect(at.model.requests.map(({request}) => request.date)).toEqual(dates);
        expect(at.model.inspections.map(({date}) => date)).toEqual(dates.slice(0, 2));
    });

    it("puts attachments into the prompt and keeps them with the question", async () => {
        using at = aChat();
        const {id} = at.chat.create({});
        await all(at.chat.send({...question(id, "Sum up."), attachments: [{name: "a.txt", text: "one"}]}));
        const [asked, answer] = (await at.chat.get(id)).messages;
        expect(asked).toMatchObject({content: "Sum up.", attachments: [{name: "a.txt", text: "one"}]});
        const content = "```a.txt\none\n```\n\nSum up.";
        expect(at.model.requests[0]?.request.turns).toEqual([{role: "user", content}]);
        await at.chat.inspect({messageId: answer!.id, dictionary: "d", k: 1, features: []});
        expect(at.model.inspections[0]?.turns[0]).toEqual({role: "user", content});
    });
});

const kinds = (events: readonly GenerationEvent[], type: GenerationEvent["type"]) => events.flatMap((event) => (event.type === type ? [event.lane] : []));
