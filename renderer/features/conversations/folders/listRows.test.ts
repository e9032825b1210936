import {describe, expect, it} from "vitest";
import type {ConversationSummary} from "../../../../engine/contract/chat.ts";
import {listRows} from "./listRows.ts";

const now = new Date(2026, 4, 20, 9).getTime();
const aConversation = (id: string, folderId: string | null = null): ConversationSummary => ({id, title: id, createdAt: now, updatedAt: now, folderId});
const folders = [
    {id: "f1", name: "Pirates"},
    {id: "f2", name: "Space"}
];
const keysOf = (closed: readonly string[], conversations: readonly ConversationSummary[]) =>
    listRows({conversations, folders, closed: new Set(closed), now}).map(({key}) => key);

describe("listRows", () => {
    it("puts each conversation into its folder, and the others under their age", () => {
        expect(keysOf([], [aConversation("a"), aConversation("b", "f1"), aConversation("c", "f1")])).toEqual([
            "folder f1",
            "b",
            "c",
            "folder f2",
            "empty f2",
            "heading Today",
            "a"
        ]);
    });

    it("shows of a closed folder how many it holds", () => {
        const rows = listRows({conversations: [aConversation("b", "f1")], folders, closed: new Set(["f1", "f2"]), now});
        expect(rows).toEqual([
            {kind: "folder", key: "folder f1", folder: folders[0], count: 1, open: false},
            {kind: "folder", key: "folder f2", folder: folders[1], count: 0, open: false}
        ]);
    });

    it("hides no conversation of a folder that is not known", () => {
        expect(keysOf(["f1", "f2"], [aConversation("lost", "gone")])).toEqual(["folder f1", "folder f2", "heading Today", "lost"]);
    });
});
