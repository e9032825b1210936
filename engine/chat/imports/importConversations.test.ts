import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {type Conversation, featureId, type Message, type Steering} from "../../contract/index.ts";
import {aChat, all, question} from "../fixtures/aChat.ts";

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
const asFile = (value: unknown, name = "c.json") => new File([typeof value === "string" ? value : JSON.stringify(value)], name);
const said = (messages: readonly Message[]) => {
    const place = new Map(messages.map(({id}, i) => [id, i]));
    return messages.map(({parentId, role, content}) => [parentId === null ? null : place.get(parentId), role, content]);
};

describe("importConversations", () => {
    describe("of ChatGPT", () => {
        it("keeps questions and answers with their branches, and counts what else there was", async () => {
            using at = aChat();
            const result = await at.chat.import({path: fixture("chatgpt.json")});
            expect(result).toEqual({
                ...{format: "chatgpt", conversations: 1, messages: 5, skipped: 5, conversationId: expect.any(String)},
                skippedBecause: "1 × hidden messages, 1 × images, 1 × messages to tools, 1 × messages of tools, 1 × conversations without messages"
            });
            const conversation = await at.chat.get(result.conversationId!);
            expect(conversation).toMatchObject({title: "Octopus dreams", createdAt: 1_700_000_000_123, updatedAt: 1_700_000_100_500, folderId: null});
            expect(said(conversation.messages)).toEqual([
                [null, "user", "Do octopuses sleep?"],
                [0, "assistant", "They do."],
                [null, "user", "Does this octopus dream?"],
                [2, "assistant", "Its colours\n\n change."],
                [2, "assistant", "It may."]
            ]);
            const [, first, , cut, again] = conversation.messages;
            expect(first).toMatchObject({model: "gpt-4o", finishReason: "end-of-turn", createdAt: 1_700_000_002_000});
            expect(cut).toMatchObject({model: "o3", finishReason: "max-tokens"});
            expect(again).not.toHaveProperty("steering");
            expect(conversation.headId).toBe(cut?.id);
            expect(at.chat.search({query: "octop dream", limit: 5}).map(({title}) => title)).toContain("Octopus dreams");
        });
    });

    describe("of Open WebUI", () => {
        it("keeps the tree, the system prompt, and files whose text is there; a list without a tree is a branch", async () => {
            using at = aChat();
            const result = await at.chat.import({path: fixture("open-webui.json")});
            expect(result).toMatchObject({format: "open-webui", conversations: 2, messages: 7, skipped: 1, skippedBecause: "1 × images"});
            const squid = await at.chat.get(result.conversationId!);
            expect(squid).toMatchObject({title: "Squid", systemPrompt: "Answer in one line.", createdAt: 1_721_000_000_000, updatedAt: 1_721_000_010_000});
            expect(said(squid.messages)).toEqual([
                [null, "user", "How many arms has a squid?"],
                [0, "assistant", "Eight."],
                [0, "assistant", "Eight arms, two tentacles."],
                [1, "user", "Sure?"],
                [3, "assistant", "I thi"]
            ]);
            expect(squid.messages[0]?.attachments).toEqual([{name: "notes.txt", text: "A squid has eight arms and two tentacles."}]);
            expect(squid.messages[4]).toMatchObject({finishReason: "interrupted", model: "llama3.2:3b"});
            expect(squid.headId).toBe(squid.messages[2]?.id);
            const older = await at.chat.get(at.chat.list().find(({title}) => title === "Older")!.id);
            expect(said(older.messages)).toEqual([
                [null, "user", "Hi"],
                [0, "assistant", "Hello!"]
            ]);
            expect(older).toMatchObject({headId: older.messages[1]?.id, createdAt: 1_700_000_000_000});
        });
    });

    describe("of Saelor", () => {
        it("gives back everything, beside what is there, as often as it is imported", async () => {
            using at = aChat({delayMs: 0, fires: 1});
            const original = await aRichConversation(at);
            const file = at.chat.export({format: "json"});
            expect(file.name).toBe("Whales.json");
            for (let round = 2; round < 4; round++) {
                const result = await at.chat.import({file});
                expect(result).toMatchObject({format: "saelor", conversations: 1, messages: original.messages.length, skipped: 0});
                const copy = await at.chat.get(result.conversationId!);
                expect(copy.id).not.toBe(original.id);
                expect(plain(copy)).toEqual(plain(original));
                expect(at.chat.list()).toHaveLength(round);
                const old = new Set(original.messages.map((message) => message.id));
                expect(copy.messages.filter((message) => old.has(message.id))).toEqual([]);
            }
            expect(at.chat.folders()).toHaveLength(1);
        });

        it("makes the folder in a workspace that has none, and keeps steering that is refused only when it is used", async () => {
            using at = aChat({delayMs: 0});
            const original = await aRichConversation(at);
            const file = at.chat.export({conversationIds: [original.id], format: "json"});
            using other = aChat();
            other.store.moderation.put("d", [{feature: 7, category: "other", reason: "test", source: "test"}], {action: "add", detail: "test"});
            const {conversationId} = await other.chat.import({file});
            const copy = await other.chat.get(conversationId!);
            expect(other.chat.folders().map(({id, name}) => [id, name])).toEqual([[copy.folderId, "Sea"]]);
            expect(copy.steering).toEqual(original.steering);
            expect(() => other.chat.configure({conversationId: copy.id, steering: copy.steering})).toThrow(
                expect.objectContaining({code: "feature/moderated"})
            );
        });
    });

    describe("of what is none", () => {
        const message = (id: string, parentId: string | null, more: object = {}) => ({id, parentId, role: "user", content: "x", createdAt: 1, ...more});
        const own = (messages: unknown, more: object = {}) => ({
            ...{format: "saelor-conversations", version: 1},
            conversations: [
                {
                    ...{title: null, createdAt: 1, updatedAt: 1, systemPrompt: "", steering: {edits: [], scope: "answer"}, variantId: null, headId: null},
                    sampling: {temperature: 0, topP: 1, topK: 0, minP: 0, repeatPenalty: 1, maxTokens: 1, seed: 0},
                    ...{folder: null, messages, ...more}
                }
            ]
        });
        const deep = (depth: number) => `${'{"all":['.repeat(depth)}${"]}".repeat(depth)}`;
        const rule = (when: string) => `{"edits":[],"scope":"answer","rules":[{"when":${when},"action":{"type":"abort"}}]}`;

        it.each<readonly [string, unknown]>([
            ["nothing", ""],
            ["no JSON", "conversations"],
            ["half a file", readFileSync(fixture("chatgpt.json"), "utf8").slice(0, 2000)],
            ["an empty list", []],
            ["a number", 7],
            ["null", null],
            ["another program's list", [{name: "x"}]],
            ["a newer version", {...own([]), version: 2}],
            ["an id twice", own([message("a", null), message("a", null)])],
            ["a missing parent", own([message("a", "b")])],
            ["a circle", own([message("a", "b"), message("b", "a")])],
            ["its own parent", own([message("a", "a")])],
            ["a head that is not there", own([message("a", null)], {headId: "b"})],
            ["a wrong role", own([message("a", null, {role: "tool"})])],
            ["text that is none", own([message("a", null, {content: 5})])],
            ["a time that is none", own([message("a", null, {createdAt: 1.5})])],
            ["messages that are no list", own({})],
            ["conditions without end", JSON.stringify(own([])).replace('{"edits":[],"scope":"answer"}', rule(deep(20_000)))],
            ["lists without end", "[".repeat(2_000_000)],
            ["only circles of ChatGPT", [{mapping: {a: {parent: "b", message: null}, b: {parent: "a", message: null}}}]],
            ["no messages of ChatGPT", [{mapping: {a: {parent: null, message: null}}}]],
            ["an archive", "PK\u0003\u0004rest"],
            ["no text", "\u0000"]
        ])("refuses %s and stores nothing", async (_, value) => {
            using at = aChat();
            await expect(at.chat.import({file: asFile(value)})).rejects.toMatchObject({
                code: "file/malformed",
                data: {path: "c.json", format: "conversations"}
            });
            expect(at.chat.list()).toEqual([]);
            expect(at.chat.folders()).toEqual([]);
        });

        it("stores none of several where one of ours is broken", async () => {
            using at = aChat();
            const [good] = own([message("a", null)], {folder: "F"}).conversations;
            const [bad] = own([message("a", "b")]).conversations;
            await expect(at.chat.import({file: asFile({...own([]), conversations: [good, bad]})})).rejects.toMatchObject({code: "file/malformed"});
            expect([at.chat.list(), at.chat.folders()]).toEqual([[], []]);
        });

        it("leaves out another program's broken conversations and keeps the others", async () => {
            using at = aChat();
            const whole = JSON.parse(readFileSync(fixture("chatgpt.json"), "utf8")) as unknown[];
            const broken = {title: "circle", mapping: {a: {parent: "b", message: null}, b: {parent: "a", message: null}}};
            const odd = {title: 5, create_time: "x", mapping: {a: 7, b: {message: {author: null, content: {parts: 5}}}, c: null}};
            const result = await at.chat.import({file: asFile([...whole, broken, odd, null, 3])});
            expect(result).toMatchObject({conversations: 1, messages: 5});
            expect(result.skippedBecause).toContain("1 × conversations that can't be read");
        });

        it("takes odd times, names and characters for what they can mean", async () => {
            using at = aChat();
            const node = (text: string, time: unknown) => ({parent: null, message: {author: {role: "user"}, create_time: time, content: {parts: [text]}}});
            const mapping = JSON.parse(
                JSON.stringify({__proto__x: node("a\u0000b", -5), constructor: node("\ud800", 1e300), toString: node("ok", "yesterday")}).replace(
                    "__proto__x",
                    "__proto__"
                )
            );
            const result = await at.chat.import({file: asFile([{title: ` ${"x".repeat(500)}`, create_time: 1e308, mapping, current_node: {}}])});
            const {messages, title, headId} = await at.chat.get(result.conversationId!);
            expect(messages.map(({content}) => content)).toEqual(["a\u0000b", "\ufffd", "ok"]);
            expect(title).toHaveLength(200);
            expect(headId).toBe(messages[2]?.id);
        });

        it("reads a branch of 20,000 replies that stands upside down", async () => {
            using at = aChat();
            const n = 20_000;
            const line = Array.from({length: n}, (_, i) => message(`${i}`, i === n - 1 ? null : `${i + 1}`));
            expect(await at.chat.import({file: asFile(own(line))})).toMatchObject({messages: n});
        });

        it("says what is wrong with the path", async () => {
            using at = aChat();
            const folder = mkdtempSync(join(tmpdir(), "saelor-import-"));
            await expect(at.chat.import({path: join(folder, "none.json")})).rejects.toMatchObject({code: "file/not-found"});
            await expect(at.chat.import({path: folder})).rejects.toMatchObject({code: "file/malformed"});
            writeFileSync(join(folder, "latin.json"), Buffer.from([0x5b, 0x22, 0xe4, 0x22, 0x5d]));
            await expect(at.chat.import({path: join(folder, "latin.json")})).rejects.toMatchObject({code: "file/malformed"});
            await expect(at.chat.import({})).rejects.toMatchObject({code: "input/invalid"});
            await expect(at.chat.import({path: "a", file: asFile("")})).rejects.toMatchObject({code: "input/invalid"});
            rmSync(folder, {recursive: true});
        });
    });
});

/** with a tree, a comparison, an edited answer, firings, attachments, a date and a folder */
async function aRichConversation({chat, store}: ReturnType<typeof aChat>): Promise<Conversation> {
    const folder = chat.saveFolder({name: "Sea"});
    const {id} = chat.create({title: "Whales", folderId: folder.id});
    const steering: Steering = {
        edits: [{feature: featureId(7), mode: "add", value: 2, dictionary: "d"}],
        scope: "all",
        cap: 2,
        rules: [
            {
                when: {left: {features: [featureId(3)], combine: "max", unit: "activation"}, operator: ">", right: 1},
                ...{on: "both", sticky: true, action: {type: "abort", message: "stop"}}
            }
        ]
    };
    chat.configure({conversationId: id, steering, systemPrompt: "Be brief.", sampling: {seed: 9}});
    store.settings.set("promptDate", "1 Jan 2025");
    await all(chat.send({...question(id, "one"), compare: true, attachments: [{name: "a.txt", text: "b"}]}));
    const {headId} = await chat.get(id);
    await all(chat.send({...question(id, "two", headId), variants: [{name: "v", steering}]}));
    await chat.rewrite({conversationId: id, messageId: headId!, content: "edited"});
    return chat.select(id, headId!);
}

/** without ids, but with what they tie together */
function plain({id: _, headId, messages, ...conversation}: Conversation) {
    const place = new Map<string | null | undefined, number>(messages.map(({id}, i) => [id, i]));
    const comparisons = [...new Set(messages.map(({comparison}) => comparison))];
    return {
        ...conversation,
        head: place.get(headId),
        messages: messages.map(({id: _id, conversationId: _conversation, parentId, editedFrom, comparison, ...message}) => ({
            ...message,
            parent: place.get(parentId),
            editedFrom: place.get(editedFrom),
            comparison: comparisons.indexOf(comparison)
        }))
    };
}
