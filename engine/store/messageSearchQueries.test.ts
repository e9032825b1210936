import {mkdirSync} from "node:fs";
import {join} from "node:path";
import Database from "better-sqlite3";
import {describe, expect, it} from "vitest";
import type {Message} from "../contract/index.ts";
import {aConversation} from "./aConversation.ts";
import {aWorkspace} from "./aWorkspace.ts";
import {migrate} from "./migrate.ts";
import {migrations} from "./migrations/index.ts";
import {openStore, type Store} from "./openStore.ts";

describe("messageSearchQueries", () => {
    it("finds beginnings of words whatever their accents, and marks them", () => {
        using workspace = aWorkspace();
        const store = withMessages(workspace.store, [["user", "Über den Wolken fliegt ein Café-Löwe"]]);
        expect(store.messageSearch.matching("lowe cafe", 10)).toEqual([
            {
                conversationId: "c1",
                title: null,
                messageId: "m0",
                role: "user",
                createdAt: 1,
                snippet: [
                    {text: "Über den Wolken fliegt ein ", hit: false},
                    {text: "Café", hit: true},
                    {text: "-", hit: false},
                    {text: "Löwe", hit: true}
                ]
            }
        ]);
        expect(store.messageSearch.matching("wolk fli", 10)).toHaveLength(1);
        expect(store.messageSearch.matching("wolk hund", 10)).toEqual([]);
    });

    it("puts the message that says it most first, and keeps the order within one conversation", () => {
        using workspace = aWorkspace();
        const store = withMessages(workspace.store, [
            ["user", `a whale among ${"many other animals of the sea and of the land ".repeat(20)}`],
            ["user", "whale whale whale"]
        ]);
        expect(store.messageSearch.matching("whale", 10).map(({messageId}) => messageId)).toEqual(["m1", "m0"]);
        expect(store.messageSearch.matching("whale", 10, "c1").map(({messageId}) => messageId)).toEqual(["m0", "m1"]);
        expect(store.messageSearch.matching("whale", 10, "c2")).toEqual([]);
        expect(store.messageSearch.matching("whale", 1)).toHaveLength(1);
    });

    it.each(['"', '" OR ""', "NEAR(a b", "content:x", "-whale*", "*", "^a", "(((", "a AND", "'; DROP TABLE messages; --", "\0", "😀", "{a b}: c", " "])(
        "takes %j as words or as nothing",
        (typed) => {
            using workspace = aWorkspace();
            const store = withMessages(workspace.store, [["user", "a whale"]]);
            expect(() => store.messageSearch.matching(typed, 10)).not.toThrow();
            expect(store.messageSearch.matching("whale", 10)).toHaveLength(1);
        }
    );

    it("indexes an answer when it has ended and not while it is written, however often it is gone on with", () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        const {conversation, answer} = aConversation();
        store.conversations.insert(conversation);
        store.messages.insert(answer);
        const found = (word: string) => store.messageSearch.matching(word, 10).length;
        store.messages.write(answer.id, "albatross");
        expect(found("albatross")).toBe(0);
        expect(indexWrites(workspace.folder, () => store.messages.write(answer.id, "albatross flies"))).toBe(0);
        store.messages.finish(answer.id, {content: "albatross flies", finishReason: "max-tokens"});
        expect([found("albatross"), found("flies")]).toEqual([1, 1]);
        store.messages.reopen(store.messages.find(answer.id)!, {});
        expect(found("albatross")).toBe(0);
        store.messages.write(answer.id, "albatross flies home");
        store.messages.finish(answer.id, {content: "albatross flies home", finishReason: "end-of-turn"});
        store.messages.finish(answer.id, {content: "heron", finishReason: "end-of-turn"});
        expect([found("albatross"), found("heron")]).toEqual([0, 1]);
        expect(isLevel(workspace.folder)).toBe(true);
        store.conversations.remove("c1");
        expect(found("heron")).toBe(0);
        expect(isLevel(workspace.folder)).toBe(true);
    });

    it("finds what a killed engine left behind", () => {
        using workspace = aWorkspace();
        const {conversation, answer} = aConversation();
        workspace.store.conversations.insert(conversation);
        workspace.store.messages.insert(answer);
        workspace.store.messages.write(answer.id, "albatross");
        expect(workspace.reopen().messageSearch.matching("albatross", 10)).toHaveLength(1);
    });

    it("finds messages that were written before there was an index", () => {
        using workspace = aWorkspace();
        const before = migrations.findIndex(({name}) => name === "createChatShelves");
        const folder = join(workspace.folder, "older");
        mkdirSync(folder);
        const db = new Database(join(folder, "saelor.db"));
        migrate(db, migrations.slice(0, before));
        db.exec(`INSERT INTO conversations (id, created_at, updated_at, system_prompt, sampling, steering) VALUES ('c', 1, 1, '', '{}', '{}');
            INSERT INTO messages (id, conversation_id, role, content, created_at, finish_reason) VALUES ('q', 'c', 'user', 'old whale', 1, NULL);
            INSERT INTO messages (id, conversation_id, role, content, created_at, finish_reason) VALUES ('a', 'c', 'assistant', 'older whale', 2, 'stopped');
            INSERT INTO messages (id, conversation_id, role, content, created_at) VALUES ('b', 'c', 'assistant', 'oldest whale', 3)`);
        db.close();
        const store = openStore(folder);
        expect(store.messageSearch.matching("whale", 10, "c").map(({messageId}) => messageId)).toEqual(["q", "a", "b"]);
        store.close();
        expect(isLevel(folder)).toBe(true);
    });
});

function withMessages(store: Store, messages: readonly (readonly [Message["role"], string])[]): Store {
    store.conversations.insert(aConversation().conversation);
    messages.forEach(([role, content], i) => {
        store.messages.insert({id: `m${i}`, conversationId: "c1", parentId: null, role, content, createdAt: i + 1});
    });
    return store;
}

/** whether the index says what the messages say, all of which have ended */
function isLevel(folder: string): boolean {
    const db = new Database(join(folder, "saelor.db"));
    try {
        db.exec("INSERT INTO message_words (message_words, rank) VALUES ('integrity-check', 1)");
        return true;
    } finally {
        db.close();
    }
}

/** pages of the index that an action writes */
function indexWrites(folder: string, action: () => void): number {
    const db = new Database(join(folder, "saelor.db"), {readonly: true});
    const count = () => (db.prepare("SELECT COUNT(*) AS n FROM message_words_idx").get() as {n: number}).n;
    const before = count();
    action();
    const after = count();
    db.close();
    return after - before;
}
