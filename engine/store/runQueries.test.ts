import Database from "better-sqlite3";
import {describe, expect, it} from "vitest";
import {aWorkspace} from "./aWorkspace.ts";
import {openStore} from "./openStore.ts";

describe("runQueries", () => {
    it("lists newest first, with what is known of each", () => {
        using workspace = aWorkspace();
        const {runs} = workspace.store;
        runs.insert({id: "a", kind: "acquire", title: "first", input: {files: ["x"]}});
        runs.insert({id: "b", kind: "convert", title: "second", input: {}});
        runs.setProgress("a", {stage: "downloading", done: 1, total: 2, unit: "bytes"});
        runs.setCheckpoint("a", {revision: "abc"});
        expect(runs.all()).toMatchObject([
            {id: "b", kind: "convert", title: "second", state: "queued"},
            {id: "a", kind: "acquire", state: "queued", progress: {stage: "downloading", done: 1, total: 2, unit: "bytes"}}
        ]);
        expect(runs.work("a")).toEqual({input: {files: ["x"]}, checkpoint: {revision: "abc"}});
        expect(runs.work("none")).toBeUndefined();
    });

    it("moves a run only from the states that are named, so that of two only one takes it", () => {
        using workspace = aWorkspace();
        const {runs} = workspace.store;
        runs.insert({id: "a", kind: "acquire", title: "t", input: {}});
        expect(runs.move("a", ["queued", "paused"], "running")).toBe(true);
        expect(runs.move("a", ["queued", "paused"], "running")).toBe(false);
        expect(runs.find("a")?.state).toBe("running");
    });

    it("keeps an error until it is forgotten", () => {
        using workspace = aWorkspace();
        const {runs} = workspace.store;
        const error = {code: "disk/full", data: {path: "/x"}, message: "disk/full"};
        runs.insert({id: "a", kind: "acquire", title: "t", input: {}});
        runs.move("a", ["queued"], "failed", {error});
        runs.move("a", ["failed"], "queued");
        expect(runs.find("a")?.error).toEqual(error);
        runs.move("a", ["queued"], "running", {error: null});
        expect(runs.find("a")).not.toHaveProperty("error");
    });

    it("removes only what has ended", () => {
        using workspace = aWorkspace();
        const {runs} = workspace.store;
        runs.insert({id: "a", kind: "acquire", title: "t", input: {}});
        expect(runs.remove("a")).toBe(false);
        runs.move("a", ["queued"], "done", {result: {modelId: "m"}});
        expect(runs.find("a")?.result).toEqual({modelId: "m"});
        expect(runs.remove("a")).toBe(true);
        expect(runs.all()).toEqual([]);
    });

    it("hands wishes on only for what runs, and forgets them with the next state", () => {
        using workspace = aWorkspace();
        const {runs} = workspace.store;
        runs.insert({id: "a", kind: "acquire", title: "t", input: {}});
        expect(runs.wish("a", "pause")).toBe(false);
        runs.move("a", ["queued"], "running");
        expect(runs.wish("a", "pause")).toBe(true);
        expect(runs.wishes()).toEqual([{id: "a", wish: "pause"}]);
        runs.move("a", ["running"], "paused");
        runs.move("a", ["paused"], "running");
        expect(runs.wishes()).toEqual([]);
    });

    it("shows the other runs and the rest of a row where a row is damaged", () => {
        using workspace = aWorkspace();
        const {runs, path} = workspace.store;
        for (const id of ["a", "b", "c"]) runs.insert({id, kind: "acquire", title: id, input: {}});
        const db = new Database(path);
        db.exec(`UPDATE runs SET progress = '{"stage":', input = 'x' WHERE id = 'a'; UPDATE runs SET kind = 'of the future' WHERE id = 'b'`);
        db.close();
        expect(runs.all().map(({id, progress}) => [id, progress])).toEqual([
            ["c", undefined],
            ["a", undefined]
        ]);
        expect(() => runs.work("a")).toThrow(expect.objectContaining({code: "store/corrupt"}));
    });

    it("tells when another process has written", () => {
        using workspace = aWorkspace();
        const before = workspace.store.runs.dataVersion();
        workspace.store.runs.insert({id: "a", kind: "acquire", title: "t", input: {}});
        expect(workspace.store.runs.dataVersion()).toBe(before);
        const db = new Database(workspace.store.path);
        db.exec("UPDATE runs SET wish = 'pause'");
        db.close();
        expect(workspace.store.runs.dataVersion()).not.toBe(before);
    });
});

describe("holdsWorkspace", () => {
    it("is true for the first store, and for the second when the first is gone", () => {
        using workspace = aWorkspace();
        const second = openStore(workspace.folder);
        try {
            expect([workspace.store.holdsWorkspace(), second.holdsWorkspace()]).toEqual([true, false]);
            workspace.store.close();
            expect(second.holdsWorkspace()).toBe(true);
        } finally {
            second.close();
        }
    });
});
