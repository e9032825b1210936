import {describe, expect, it} from "vitest";
import {DEFAULT_SAMPLING, featureId, type Message, type Steering} from "../contract/index.ts";
import {aConversation} from "./aConversation.ts";
import {aWorkspace} from "./aWorkspace.ts";
import type {Store} from "./openStore.ts";

const steering: Steering = {edits: [{feature: featureId(7), mode: "nudge", value: 0.3, dictionary: "abc"}], scope: "answer"};

describe("messageQueries", () => {
    it("gives back a message as it was put in", () => {
        using workspace = aWorkspace();
        const store = withTree(workspace.store);
        const stats = {promptTokens: 3, evaluatedPromptTokens: 2, answerTokens: 5, promptMs: 1.5, answerMs: 9};
        const answer: Message = {
            id: "x",
            conversationId: "c1",
            parentId: "q",
            role: "assistant",
            content: "ändert 😀",
            createdAt: 5,
            steering,
            sampling: DEFAULT_SAMPLING,
            model: "m",
            stats,
            finishReason: "stopped",
            comparison: "same",
            variant: "Pirate",
            firings: [{rule: 0, at: -1, text: " sea", values: [1.5]}],
            promptDate: "1 Jan 2025",
            attachments: [{name: "notes.txt", text: "a\nb"}],
            editedFrom: "q"
        };
        store.messages.insert(answer);
        expect(store.messages.find("x")).toEqual(answer);
    });

    it("walks a branch from its root", () => {
        using workspace = aWorkspace();
        const store = withTree(workspace.store);
        expect(store.messages.branchTo("a2q").map(({id}) => id)).toEqual(["q", "a2", "a2q"]);
    });

    it("finds the newest leaf under a message", () => {
        using workspace = aWorkspace();
        const {messages} = withTree(workspace.store);
        expect(["q", "a1", "a2", "a2q"].map(messages.newestLeafUnder)).toEqual(["a2q", "a1", "a2q", "a2q"]);
        expect(messages.newestLeafUnder("nobody")).toBeUndefined();
    });

    it("removes a branch of ten thousand replies", () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        store.conversations.insert(aConversation().conversation);
        store.atomically(() => {
            for (let i = 0; i < 10_000; i++)
                store.messages.insert({id: `${i}`, conversationId: "c1", parentId: i === 0 ? null : `${i - 1}`, role: "user", content: "", createdAt: i});
            store.conversations.change("c1", {headId: "9999"});
        });
        expect(store.messages.branchTo("9999")).toHaveLength(10_000);
        expect(store.conversations.remove("c1")).toBe(true);
        expect(store.messages.find("0")).toBeUndefined();
    });

    it("forgets the messages of a conversation that is removed", () => {
        using workspace = aWorkspace();
        const store = withTree(workspace.store);
        store.conversations.change("c1", {headId: "a2q"});
        expect(store.conversations.remove("c1")).toBe(true);
        expect(store.messages.find("q")).toBeUndefined();
        expect(store.conversations.remove("c1")).toBe(false);
    });
});

/** q -> a1, q -> a2 -> a2q */
function withTree(store: Store): Store {
    store.conversations.insert(aConversation().conversation);
    const add = (id: string, parentId: string | null, role: Message["role"]) =>
        store.messages.insert({id, conversationId: "c1", parentId, role, content: id, createdAt: 1});
    add("q", null, "user");
    add("a1", "q", "assistant");
    add("a2", "q", "assistant");
    add("a2q", "a2", "user");
    return store;
}
