import {describe, expect, it} from "vitest";
import type {Message} from "../../../../engine/contract/chat.ts";
import {flattenTree} from "./flattenTree.ts";

const aMessage = (id: string, parentId: string | null): Message => ({id, parentId, conversationId: "c", role: "user", content: id, createdAt: 0});

describe("flattenTree", () => {
    it("puts every message before what follows from it, and goes in at forks only", () => {
        const rows = flattenTree([aMessage("q", null), aMessage("a1", "q"), aMessage("a2", "q"), aMessage("q2", "a1"), aMessage("a3", "q2")], "a3");
        expect(rows.map(({message, depth, onBranch, version, versions, parent}) => [message.id, depth, onBranch, `${version}/${versions}`, parent])).toEqual([
            ["q", 0, true, "1/1", -1],
            ["a1", 1, true, "1/2", 0],
            ["q2", 1, true, "1/1", 1],
            ["a3", 1, true, "1/1", 2],
            ["a2", 1, false, "2/2", 0]
        ]);
    });

    it("takes a conversation of any depth", () => {
        const messages = Array.from({length: 20_000}, (_, index) => aMessage(`${index}`, index === 0 ? null : `${index - 1}`));
        const rows = flattenTree(messages, "19999");
        expect([rows.length, rows.at(-1)?.depth, rows.every(({onBranch}) => onBranch)]).toEqual([20_000, 0, true]);
    });

    it("is empty where nothing was said", () => expect(flattenTree([], null)).toEqual([]));
});
