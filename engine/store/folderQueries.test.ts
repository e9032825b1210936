import {describe, expect, it} from "vitest";
import {aConversation} from "./aConversation.ts";
import {aWorkspace} from "./aWorkspace.ts";

describe("folderQueries", () => {
    it("lists folders by name as people sort, and renames in place", () => {
        using workspace = aWorkspace();
        const {folders} = workspace.store;
        for (const [id, name] of [
            ["a", "Run 10"],
            ["b", "run 9"],
            ["c", "Äpfel"]
        ] as const)
            folders.save({id, name});
        expect(folders.all().map(({name}) => name)).toEqual(["Äpfel", "run 9", "Run 10"]);
        folders.save({id: "c", name: "Zebras"});
        expect(folders.all().map(({id}) => id)).toEqual(["b", "a", "c"]);
    });

    it("leaves the conversations of a folder that goes", () => {
        using workspace = aWorkspace();
        const {folders, conversations} = workspace.store;
        folders.save({id: "f", name: "F"});
        conversations.insert({...aConversation().conversation, folderId: "f"});
        expect(conversations.listings()[0]).toMatchObject({folderId: "f"});
        expect(folders.remove("f")).toBe(true);
        expect(conversations.find("c1")).toMatchObject({folderId: null});
        expect(folders.remove("f")).toBe(false);
    });
});
