import {describe, expect, it} from "vitest";
import type {MessageHit} from "../../../../engine/contract/chat.ts";
import {groupHits} from "./groupHits.ts";

const aHit = (conversationId: string, messageId: string): MessageHit => ({
    conversationId,
    messageId,
    title: `About ${conversationId}`,
    role: "user",
    createdAt: 0,
    snippet: []
});

describe("groupHits", () => {
    it("keeps the order of the best hits, and counts them as they are listed", () => {
        const groups = groupHits([aHit("b", "1"), aHit("a", "2"), aHit("b", "3")]);
        expect(groups.map(({title, hits}) => [title, hits.map(({hit, index}) => [hit.messageId, index])])).toEqual([
            [
                "About b",
                [
                    ["1", 0],
                    ["3", 1]
                ]
            ],
            ["About a", [["2", 2]]]
        ]);
    });

    it("makes no groups of nothing", () => expect(groupHits([])).toEqual([]));
});
