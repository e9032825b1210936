import {describe, expect, it} from "vitest";
import {featureId, type Steering} from "../contract/index.ts";
import {aChat, all, question} from "./fixtures/aChat.ts";

const steering: Steering = {edits: [{feature: featureId(7), mode: "add", value: 2}], scope: "answer"};

describe("folders", () => {
    it("hold conversations, which stay when they go", () => {
        using at = aChat();
        const folder = at.chat.saveFolder({name: "Whales"});
        expect(at.chat.create({folderId: folder.id}).folderId).toBe(folder.id);
        const {id} = at.chat.create({});
        expect(at.chat.move(id, folder.id)).toMatchObject({id, folderId: folder.id});
        expect(at.chat.saveFolder({...folder, name: "Blue whales"})).toEqual({id: folder.id, name: "Blue whales"});
        expect(at.chat.folders()).toEqual([{id: folder.id, name: "Blue whales"}]);
        at.chat.removeFolder(folder.id);
        expect(at.chat.list().map(({folderId}) => folderId)).toEqual([null, null]);
    });

    it("must be there", () => {
        using at = aChat();
        const {id} = at.chat.create({});
        const missing = expect.objectContaining({code: "folder/not-found", data: {id: "none"}});
        expect(() => at.chat.move(id, "none")).toThrow(missing);
        expect(() => at.chat.create({folderId: "none"})).toThrow(missing);
        expect(() => at.chat.saveFolder({id: "none", name: "x"})).toThrow(missing);
        expect(() => at.chat.removeFolder("none")).toThrow(missing);
        expect(() => at.chat.move("nobody", null)).toThrow(expect.objectContaining({code: "chat/not-found"}));
    });
});

describe("rewriteMessage", () => {
    it("puts the new text of an answer beside the old one, as written by a person; what followed stays with the old one", async () => {
        using at = aChat();
        const {id} = at.chat.create({});
        await all(at.chat.send(question(id, "one")));
        const [asked, answer] = (await at.chat.get(id)).messages;
        await all(at.chat.send(question(id, "two", answer!.id)));
        const {messages, headId} = await at.chat.rewrite({conversationId: id, messageId: answer!.id, content: "Better."});
        const written = messages.at(-1)!;
        expect(written).toEqual({
            ...{id: headId, conversationId: id, parentId: asked!.id, role: "assistant", content: "Better."},
            ...{createdAt: written.createdAt, finishReason: "written", editedFrom: answer!.id}
        });
        expect(messages.filter(({parentId}) => parentId === answer!.id)).toHaveLength(1);
        await all(at.chat.send(question(id, "and?", written.id)));
        expect(at.model.requests.at(-1)?.request.turns.map(({content}) => content)).toEqual(["one", "Better.", "and?"]);
    });

    it("goes on with what a person wrote, under the conversation's steering", async () => {
        using at = aChat({words: () => ["more"]});
        const {id} = at.chat.create({});
        await all(at.chat.send(question(id, "one")));
        const written = (await at.chat.rewrite({conversationId: id, messageId: (await at.chat.get(id)).headId!, content: "Well, "})).headId!;
        at.chat.configure({conversationId: id, steering});
        await all(at.chat.continue({conversationId: id, messageId: written}));
        expect(await at.chat.message(written)).toMatchObject({content: "Well, more", steering, model: "scripted", finishReason: "end-of-turn"});
    });

    it("keeps a question's attachments, and can be answered", async () => {
        using at = aChat();
        const {id} = at.chat.create({});
        await all(at.chat.send({...question(id, "one"), attachments: [{name: "a", text: "b"}]}));
        const [asked] = (await at.chat.get(id)).messages;
        const {headId, messages} = await at.chat.rewrite({conversationId: id, messageId: asked!.id, content: "uno"});
        expect(messages.at(-1)).toMatchObject({id: headId, role: "user", parentId: null, attachments: asked!.attachments, editedFrom: asked!.id});
        await all(at.chat.answer({conversationId: id, userMessageId: headId!, compare: false}));
        expect(at.model.requests.at(-1)?.request.turns[0]?.content).toContain("uno");
    });

    it("waits for nobody: a conversation that is being answered is busy", async () => {
        using at = aChat({words: () => Array.from({length: 400}, () => "w ")});
        const {id} = at.chat.create({});
        const stream = await at.chat.send(question(id, "one"));
        const {headId} = await at.chat.get(id);
        await expect(at.chat.rewrite({conversationId: id, messageId: headId!, content: "x"})).rejects.toMatchObject({code: "chat/busy"});
        await stream.return();
        await expect(at.chat.rewrite({conversationId: id, messageId: "none", content: "x"})).rejects.toMatchObject({code: "chat/not-found"});
        expect((await at.chat.rewrite({conversationId: id, messageId: headId!, content: "x"})).messages).toHaveLength(3);
    });
});

describe("forkConversation", () => {
    it("copies the branch down to a message with all that is known of it, and leaves the original", async () => {
        using at = aChat();
        const folder = at.chat.saveFolder({name: "F"});
        const {id} = at.chat.create({title: "Whales", folderId: folder.id});
        at.chat.configure({conversationId: id, steering, systemPrompt: "Be brief.", sampling: {seed: 9}});
        await all(at.chat.send({...question(id, "one"), compare: true}));
        const first = await at.chat.get(id);
        await all(at.chat.send(question(id, "two", first.headId)));
        const before = await at.chat.get(id);
        const fork = at.chat.fork({conversationId: id, messageId: first.headId!});
        const branch = [first.messages[0]!, first.messages.find((message) => message.id === first.headId)!];
        expect(fork.messages).toEqual(
            branch.map((message, i) => ({...message, id: fork.messages[i]!.id, conversationId: fork.id, parentId: i === 0 ? null : fork.messages[0]!.id}))
        );
        expect(fork).toMatchObject({title: "Whales", folderId: folder.id, systemPrompt: "Be brief.", steering, headId: fork.messages[1]!.id});
        expect(fork.sampling.seed).toBe(9);
        expect(await at.chat.get(id)).toEqual(before);
        expect(() => at.chat.fork({conversationId: fork.id, messageId: first.headId!})).toThrow(expect.objectContaining({code: "chat/not-found"}));
    });

    it("takes an answer that is being written as far as it is", async () => {
        using at = aChat({words: () => Array.from({length: 400}, () => "w ")});
        const {id} = at.chat.create({});
        const stream = await at.chat.send(question(id, "one"));
        const fork = at.chat.fork({conversationId: id, messageId: (await at.chat.get(id)).headId!});
        expect(fork.messages[1]).toMatchObject({role: "assistant", finishReason: "stopped"});
        await stream.return();
    });
});

describe("searchMessages", () => {
    it("finds conversations by name first, then messages; within one conversation only its own, in order", async () => {
        using at = aChat();
        const named = at.chat.create({title: "Über Wale"});
        await all(at.chat.send(question(named.id, "something else")));
        const other = at.chat.create({title: "Sea"});
        await all(at.chat.send(question(other.id, "uber wale und wale")));
        const hits = at.chat.search({query: "uber wale", limit: 10});
        expect(hits[0]).toMatchObject({conversationId: named.id, title: "Über Wale", snippet: [{text: "You said: something else [plain]", hit: false}]});
        expect(hits.slice(1).map(({conversationId}) => conversationId)).toEqual([other.id, other.id]);
        expect(hits[1]?.snippet.filter(({hit}) => hit).map(({text}) => text)).toContain("uber");
        const within = at.chat.search({query: "wale", conversationId: other.id, limit: 10});
        expect(within.map(({role}) => role)).toEqual(["user", "assistant"]);
        expect(at.chat.search({query: "wale", limit: 1})).toHaveLength(1);
        expect(at.chat.search({query: " * ", limit: 10})).toEqual([]);
    });
});

describe("contextMeter", () => {
    // the scripted model: a token a character, one before each turn, one where the answer begins
    it("counts the branch, the system prompt and the draft as the template puts them", async () => {
        using at = aChat({words: () => ["four"]});
        const {id} = at.chat.create({});
        const use = (draft = "", more: object = {}) => at.chat.contextUse({conversationId: id, draft, ...more});
        expect(use()).toMatchObject({tokens: 0, systemTokens: 0, draftTokens: 0, contextSize: 64});
        expect(use("abc")).toMatchObject({tokens: 5, draftTokens: 5});
        at.chat.configure({conversationId: id, systemPrompt: "Be brief.", sampling: {maxTokens: 12}});
        expect(use()).toMatchObject({tokens: 10, systemTokens: 10, draftTokens: 0, answerTokens: 12});
        await all(at.chat.send(question(id, "hello")));
        expect(use()).toMatchObject({tokens: 21, systemTokens: 10, draftTokens: 0});
        expect(use("abc")).toMatchObject({tokens: 26, draftTokens: 5});
        expect(use("abc", {attachments: [{name: "n", text: "t"}]})).toMatchObject({tokens: 38, draftTokens: 17});
        at.store.settings.set("promptDate", "1 May");
        expect(use("abc").tokens).toBe(31);
    });

    it("joins a draft to a question that nobody answered, as the prompt will", async () => {
        using at = aChat();
        const {id} = at.chat.create({});
        at.unload();
        await at.chat.send(question(id, "hello")).catch(() => undefined);
        expect(() => at.chat.contextUse({conversationId: id, draft: ""})).toThrow(expect.objectContaining({code: "model/not-loaded"}));
        at.load();
        expect(at.chat.contextUse({conversationId: id, draft: "abc"})).toMatchObject({tokens: 12, draftTokens: 6});
    });

    it("counts the newest part of a branch that can't fit, and takes the rest to be like it", async () => {
        using at = aChat({words: () => ["a".repeat(150)]});
        const {id} = at.chat.create({});
        at.chat.configure({conversationId: id, systemPrompt: "Be brief."});
        for (let i = 0; i < 10; i++) await all(at.chat.send(question(id, "b".repeat(150), (await at.chat.get(id)).headId)));
        const longest = Math.max(...countedLengths(at, () => at.chat.contextUse({conversationId: id, draft: ""})));
        expect(longest).toBeLessThan(1024 + 2 * 152);
        const {tokens} = at.chat.contextUse({conversationId: id, draft: ""});
        expect(Math.abs(tokens - (10 + 20 * 151))).toBeLessThanOrEqual(2);
        expect(at.chat.contextUse({conversationId: id, draft: "abc"})).toMatchObject({tokens: tokens + 5, draftTokens: 5, systemTokens: 10});
    });

    it("reads the branch again only when it changed", async () => {
        using at = aChat();
        const {id} = at.chat.create({});
        await all(at.chat.send(question(id, "hello")));
        let reads = 0;
        const {branchTo} = at.store.messages;
        const counted = (message: string) => {
            reads += 1;
            return branchTo(message);
        };
        Object.assign(at.store.messages, {branchTo: counted});
        for (const draft of ["a", "ab", "abc"]) at.chat.contextUse({conversationId: id, draft});
        expect(reads).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 2));
        await all(at.chat.send(question(id, "more", (await at.chat.get(id)).headId)));
        const before = reads;
        const {tokens} = at.chat.contextUse({conversationId: id, draft: ""});
        expect(reads).toBe(before + 1);
        expect(tokens).toBe((await at.chat.get(id)).messages.reduce((sum, {content}) => sum + 1 + content.length, 0));
    });
});

/** tokens of everything that the model was asked to tokenize */
function countedLengths({model}: ReturnType<typeof aChat>, work: () => void): number[] {
    const lengths: number[] = [];
    const {tokenizeTurns} = model.loaded.model;
    const counted: typeof tokenizeTurns = (turns, date) => {
        const tokens = tokenizeTurns(turns, date);
        lengths.push(tokens.length);
        return tokens;
    };
    Object.assign(model.loaded.model, {tokenizeTurns: counted});
    work();
    return lengths;
}
