import {describe, expect, it} from "vitest";
import {featureId, type GenerationEvent, type Steering} from "../contract/index.ts";
import {aChat, all, question} from "./fixtures/aChat.ts";
import type {Script} from "./fixtures/aModel.ts";

const steering: Steering = {edits: [{feature: featureId(7), mode: "add", value: 2}], scope: "answer"};
const LONG: Script = {words: () => Array.from({length: 400}, (_, i) => `w${i} `)};

describe("createChat", () => {
    describe("send", () => {
        it("streams started, prompt, tokens, finished, and stores the tree", async () => {
            using at = aChat();
            const {id} = at.chat.create({});
            at.chat.configure({conversationId: id, steering, systemPrompt: "Be brief."});
            const events = await all(at.chat.send(question(id, "hello")));
            expect(events.map(({type}) => type).filter((type, i, types) => type !== types[i - 1])).toEqual(["started", "prompt", "token", "finished"]);
            const conversation = await at.chat.get(id);
            const [user, answer] = conversation.messages;
            expect(events[0]).toMatchObject({lane: "steered", userMessage: user, message: {id: answer?.id, content: ""}});
            expect(answer).toMatchObject({parentId: user?.id, content: "You said: hello [7:2]", steering, finishReason: "end-of-turn", model: "scripted"});
            expect(answer?.stats?.answerTokens).toBe(4);
            expect(texts(events, "steered")).toBe("You said: hello [7:2]");
            expect(conversation.headId).toBe(answer?.id);
            expect(at.model.requests[0]?.request.turns).toEqual([
                {role: "system", content: "Be brief."},
                {role: "user", content: "hello"}
            ]);
        });

        it("names the conversation after its first message, unless it has a name", async () => {
            using at = aChat();
            const {id, title} = at.chat.create({});
            expect(title).toBe("New chat");
            await all(at.chat.send(question(id, "  What do octopuses\ndream of?  ")));
            expect((await at.chat.get(id)).title).toBe("What do octopuses dream of?");
            const named = at.chat.create({title: "Mine"});
            await all(at.chat.send(question(named.id, "anything")));
            expect((await at.chat.get(named.id)).title).toBe("Mine");
        });

        it("edits by sending under the edited message's parent: both branches stay", async () => {
            using at = aChat();
            const {id} = at.chat.create({});
            await all(at.chat.send(question(id, "first")));
            const [, firstAnswer] = (await at.chat.get(id)).messages;
            await all(at.chat.send({...question(id, "second"), parentId: firstAnswer!.id}));
            await all(at.chat.send({...question(id, "second, edited"), parentId: firstAnswer!.id}));
            const {messages, headId} = await at.chat.get(id);
            expect(messages.map(({content}) => content)).toEqual([
                "first",
                "You said: first [plain]",
                "second",
                "You said: second [plain]",
                "second, edited",
                "You said: second, edited [plain]"
            ]);
            expect(headId).toBe(messages[5]?.id);
            expect((await at.chat.select(id, messages[2]!.id)).headId).toBe(messages[3]?.id);
            expect(at.model.requests[2]?.request.turns.map(({content}) => content)).toEqual(["first", "You said: first [plain]", "second, edited"]);
        });

        it("compares two lanes from one seed; the steered answer is the head, the default one its sibling", async () => {
            using at = aChat();
            const {id} = at.chat.create({});
            at.chat.configure({conversationId: id, steering, sampling: {seed: 5}});
            const events = await all(at.chat.send({...question(id, "hello"), compare: true}));
            expect([texts(events, "steered"), texts(events, "default")]).toEqual(["You said: hello [7:2]", "You said: hello [plain]"]);
            expect(events.filter(({type}) => type === "finished")).toHaveLength(2);
            expect(events.flatMap((event) => (event.type === "started" && event.userMessage ? [event.lane] : []))).toEqual(["steered"]);
            const {messages, headId} = await at.chat.get(id);
            const [user, ...answers] = messages;
            expect(answers.map(({parentId}) => parentId)).toEqual([user?.id, user?.id]);
            expect(answers.find((answer) => answer.id === headId)?.steering).toEqual(steering);
            expect(answers.find((answer) => answer.id !== headId)?.steering?.edits).toEqual([]);
            expect(at.model.requests.map(({lane, request}) => [lane, request.sampling.seed])).toEqual([
                [0, 5],
                [1, 5]
            ]);
            expect(at.model.mostActive()).toBe(2);
            // going back to the question shows the steered answer
            expect((await at.chat.select(id, user!.id)).headId).toBe(headId);
        });

        it("stops when the stream is left, and keeps what was written", async () => {
            using at = aChat(LONG);
            const {id} = at.chat.create({});
            let seen = 0;
            for await (const event of await at.chat.send(question(id, "go on"))) if (event.type === "token" && ++seen === 3) break;
            const [, answer] = (await at.chat.get(id)).messages;
            expect(answer?.finishReason).toBe("stopped");
            expect(answer?.content).toMatch(/^w0 w1 w2 /);
            expect(answer!.stats!.answerTokens).toBeLessThan(400);
        });

        it("stops when the call's signal is aborted; whoever reads the conversation then sees how it ended", async () => {
            using at = aChat(LONG);
            const {id} = at.chat.create({});
            const controller = new AbortController();
            const stream = await at.chat.send(question(id, "go on"), controller.signal);
            await stream.next();
            setTimeout(() => controller.abort(), 20);
            await new Promise((resolve) => setTimeout(resolve, 25));
            expect((await at.chat.get(id)).messages[1]?.finishReason).toBe("stopped");
            await all(at.chat.send({...question(id, "again"), parentId: null}, AbortSignal.timeout(30)));
        });

        it("refuses a second question in a conversation that is being answered, without storing it", async () => {
            using at = aChat(LONG);
            const {id} = at.chat.create({});
            const stream = await at.chat.send(question(id, "first"));
            await expect(at.chat.send(question(id, "second"))).rejects.toMatchObject({code: "chat/busy", data: {id}});
            await stream.return();
            expect((await at.chat.get(id)).messages).toHaveLength(2);
        });

        it("answers other conversations one after the other, in the order asked; one that is stopped in the queue gives up its place", async () => {
            using at = aChat({delayMs: 3});
            const conversations = [1, 2, 3].map(() => at.chat.create({}));
            const ended: number[] = [];
            const streams = await Promise.all(conversations.map(({id}, i) => at.chat.send(question(id, `q${i}`))));
            const first = all(Promise.resolve(streams[0]!)).then(() => ended.push(0));
            const third = all(Promise.resolve(streams[2]!)).then(() => ended.push(2));
            await streams[1]?.return();
            await Promise.all([first, third]);
            expect(ended).toEqual([0, 2]);
            expect(at.model.mostActive()).toBe(1);
            expect((await at.chat.get(conversations[1]!.id)).messages[1]).toMatchObject({content: "", finishReason: "stopped"});
        });

        it("keeps the message when no model is loaded; it can be answered later", async () => {
            using at = aChat();
            at.unload();
            const {id} = at.chat.create({});
            await expect(at.chat.send(question(id, "anybody?"))).rejects.toMatchObject({code: "model/not-loaded"});
            const {messages, headId} = await at.chat.get(id);
            expect(messages.map(({content}) => content)).toEqual(["anybody?"]);
            expect(headId).toBe(messages[0]?.id);
            at.load();
            await all(at.chat.answer({conversationId: id, userMessageId: headId!, compare: false}));
            expect((await at.chat.get(id)).messages[1]?.content).toBe("You said: anybody? [plain]");
        });

        it("keeps the message when the steering cannot be compiled, and begins no answer", async () => {
            using at = aChat();
            const {id} = at.chat.create({});
            at.chat.configure({conversationId: id, steering: {edits: [{feature: featureId(1), mode: "add", value: 999}], scope: "answer"}});
            await expect(at.chat.send(question(id, "hello"))).rejects.toMatchObject({code: "steering/bad-edit"});
            expect((await at.chat.get(id)).messages.map(({role}) => role)).toEqual(["user"]);
        });

        it("stores nothing where a feature of the steering has been moderated since it was set", async () => {
            using at = aChat();
            const {id} = at.chat.create({});
            at.chat.configure({conversationId: id, steering});
            at.store.moderation.put("d", [{feature: 7, category: "hate", reason: "test", source: "user"}], {action: "add", detail: "test"});
            const variants = [
                {name: "plain", steering: {edits: [], scope: "answer" as const}},
                {name: "steered", steering}
            ];
            for (const how of [{}, {variants}])
                await expect(at.chat.send({...question(id, "hello"), ...how})).rejects.toMatchObject({code: "feature/moderated"});
            expect((await at.chat.get(id)).messages).toEqual([]);
            await all(at.chat.send({...question(id, "hello"), steering: {edits: [], scope: "answer"}}));
            expect((await at.chat.get(id)).messages.map(({role}) => role)).toEqual(["user", "assistant"]);
        });

        it("stores an answer that failed with its text, and tells the client why", async () => {
            using at = aChat({failAfter: 2});
            const {id} = at.chat.create({});
            const events: GenerationEvent[] = [];
            const reading = (async () => {
                for await (const event of await at.chat.send(question(id, "hello"))) events.push(event);
            })();
            await expect(reading).rejects.toMatchObject({code: "model/evaluation-failed", data: {detail: "scripted"}});
            expect(events.at(-1)).toMatchObject({type: "finished", message: {finishReason: "failed", content: "You said: "}});
            expect((await at.chat.get(id)).messages[1]).toMatchObject({finishReason: "failed", content: "You said: "});
        });

        it("tells a fast stream in at most about sixty reports a second, without losing a word", async () => {
            using at = aChat({words: () => Array.from({length: 1000}, (_, i) => `${i} `), delayMs: 0});
            const {id} = at.chat.create({});
            at.chat.configure({conversationId: id, sampling: {maxTokens: 1000}});
            const start = performance.now();
            const events = await all(at.chat.send(question(id, "count")));
            const reports = events.filter(({type}) => type === "token").length;
            expect(reports).toBeLessThanOrEqual(3 + (performance.now() - start) / 16);
            expect(texts(events, "steered")).toBe(Array.from({length: 1000}, (_, i) => `${i} `).join(""));
        });

        it("says what is not there", async () => {
            using at = aChat();
            const {id} = at.chat.create({});
            const other = at.chat.create({});
            await all(at.chat.send(question(other.id, "elsewhere")));
            const foreign = (await at.chat.get(other.id)).headId!;
            await expect(at.chat.send(question("nobody", "x"))).rejects.toMatchObject({code: "chat/not-found", data: {id: "nobody"}});
            await expect(at.chat.send({...question(id, "x"), parentId: foreign})).rejects.toMatchObject({code: "chat/not-found", data: {id: foreign}});
            await expect(at.chat.select(id, foreign)).rejects.toMatchObject({code: "chat/not-found"});
            await expect(at.chat.get("nobody")).rejects.toMatchObject({code: "chat/not-found"});
        });
    });

    describe("answer", () => {
        it("keeps the older answers as siblings and takes a seed of its own", async () => {
            using at = aChat();
            const {id} = at.chat.create({});
            await all(at.chat.send(question(id, "hello")));
            const [user] = (await at.chat.get(id)).messages;
            await all(at.chat.answer({conversationId: id, userMessageId: user!.id, compare: false, seed: 99}));
            const {messages, headId} = await at.chat.get(id);
            expect(messages.map(({parentId}) => parentId)).toEqual([null, user?.id, user?.id]);
            expect(messages[2]).toMatchObject({id: headId, sampling: {seed: 99}});
            await expect(at.chat.answer({conversationId: id, userMessageId: headId!, compare: false})).rejects.toMatchObject({code: "input/invalid"});
        });
    });

    describe("continue", () => {
        it("goes on in place from the words that are there, under the answer's own steering", async () => {
            using at = aChat();
            const {id} = at.chat.create({});
            at.chat.configure({conversationId: id, steering, sampling: {maxTokens: 2}});
            await all(at.chat.send(question(id, "hello")));
            const {headId, messages} = await at.chat.get(id);
            expect(messages[1]).toMatchObject({content: "You said: ", finishReason: "max-tokens"});
            at.chat.configure({conversationId: id, steering: {edits: [], scope: "answer"}});
            const events = await all(at.chat.continue({conversationId: id, messageId: headId!}));
            expect(events[0]).toMatchObject({type: "started", message: {id: headId, content: "You said: "}});
            expect(at.model.requests[1]?.request).toMatchObject({answerStart: "You said: ", steering: {edits: [{feature: 7}]}});
            expect(at.model.requests[1]?.request.turns.at(-1)).toEqual({role: "user", content: "hello"});
            const [, answer] = (await at.chat.get(id)).messages;
            expect(answer).toMatchObject({content: "You said: You said: ", stats: {answerTokens: 4}});
        });

        it("refuses an answer that came to its end", async () => {
            using at = aChat();
            const {id} = at.chat.create({});
            await all(at.chat.send(question(id, "hello")));
            const {headId} = await at.chat.get(id);
            await expect(at.chat.continue({conversationId: id, messageId: headId!})).rejects.toMatchObject({code: "input/invalid"});
            expect((await at.chat.message(headId!)).finishReason).toBe("end-of-turn");
        });
    });

    describe("inspect", () => {
        it("reads an answer under the edits it was written with, whatever is set now", async () => {
            using at = aChat();
            const {id} = at.chat.create({});
            at.chat.configure({conversationId: id, steering});
            await all(at.chat.send(question(id, "hello")));
            at.chat.configure({conversationId: id, steering: {edits: [], scope: "all"}});
            const {messages} = await at.chat.get(id);
            const read = await at.chat.inspect({messageId: messages[1]!.id, dictionary: "d", k: 3, features: [7, 0]});
            expect(read.maxima).toEqual([70, undefined]);
            expect(at.model.inspections[0]).toMatchObject({steering: {edits: [{feature: 7, value: 2}], scope: "answer"}, k: 3});
            expect(at.model.inspections[0]?.turns.map(({role}) => role)).toEqual(["user", "assistant"]);
            await at.chat.inspect({messageId: messages[0]!.id, dictionary: "d", k: 3, features: []});
            expect(at.model.inspections[1]).toMatchObject({steering: {edits: []}});
            await expect(at.chat.inspect({messageId: messages[0]!.id, dictionary: "other", k: 3, features: []})).rejects.toMatchObject({
                code: "dictionary/not-loaded"
            });
        });
    });

    describe("configure", () => {
        it("changes what is given and leaves the rest", () => {
            using at = aChat();
            const {id, sampling} = at.chat.create({});
            expect(sampling.temperature).toBe(0);
            at.chat.configure({conversationId: id, sampling: {topP: 0.5, seed: undefined}});
            const now = at.chat.configure({conversationId: id, systemPrompt: "Hi"});
            expect(now).toMatchObject({systemPrompt: "Hi", sampling: {...sampling, topP: 0.5}});
            expect(() => at.chat.configure({conversationId: id, variantId: "nobody"})).toThrow(expect.objectContaining({code: "preset/not-found"}));
        });
    });

    describe("remove", () => {
        it("stops what is being written first", async () => {
            using at = aChat(LONG);
            const {id} = at.chat.create({});
            await at.chat.send(question(id, "go on"));
            await at.chat.remove(id);
            expect(at.chat.list()).toEqual([]);
            await expect(at.chat.remove(id)).rejects.toMatchObject({code: "chat/not-found"});
        });
    });

    it("lists the conversation that was used last first", async () => {
        using at = aChat();
        const [a, b] = [at.chat.create({title: "a"}), at.chat.create({title: "b"})];
        await new Promise((resolve) => setTimeout(resolve, 3));
        await all(at.chat.send(question(a.id, "hello")));
        expect(at.chat.list().map(({id}) => id)).toEqual([a.id, b.id]);
    });
});

const texts = (events: readonly GenerationEvent[], lane: string) =>
    events.flatMap((event) => (event.type === "token" && event.lane === lane ? [event.text] : [])).join("");
