import Database from "better-sqlite3";
import {describe, expect, it, vi} from "vitest";
import type {Run} from "../contract/index.ts";
import {aWorkspace} from "../store/aWorkspace.ts";
import {openStore, type Store} from "../store/openStore.ts";
import {createRunner} from "./createRunner.ts";
import {anExecutor} from "./fixtures/anExecutor.ts";

/** A runner over counting executors, closed with the block. */
function aRunner(store: Store, {take = "all" as "all" | "own", limit = 1, resumes = true} = {}) {
    const counting = anExecutor({limit, resumes});
    const other = anExecutor();
    const runner = createRunner({store, executors: {acquire: counting.executor, convert: other.executor}, take, lookEveryMs: 50});
    return {
        ...counting,
        runner,
        start: (upTo: number, title = `to ${upTo}`) => runner.start({kind: "acquire", title, input: {upTo}}),
        state: (id: string) => runner.list().find((run) => run.id === id)?.state,
        [Symbol.asyncDispose]: () => runner.close()
    };
}

const until = (condition: () => boolean) => vi.waitFor(() => expect(condition()).toBe(true), {timeout: 20_000, interval: 5});

describe("createRunner", () => {
    it("executes as many of a kind as may, the others after them, oldest first", async () => {
        using workspace = aWorkspace();
        await using runner = aRunner(workspace.store, {limit: 2});
        const [a, b, c] = [runner.start(1), runner.start(2), runner.start(1)].map(({id}) => id) as [string, string, string];
        await until(() => runner.nWaiting() === 2);
        expect([a, b, c].map(runner.state)).toEqual(["running", "running", "queued"]);
        runner.step();
        await until(() => runner.state(a) === "done" && runner.nWaiting() === 2);
        expect([a, b, c].map(runner.state)).toEqual(["done", "running", "running"]);
        runner.step();
        await until(() => runner.state(b) === "done" && runner.state(c) === "done");
        expect(runner.runner.list().map(({id, result}) => [id, result])).toEqual([
            [c, {counted: 1}],
            [b, {counted: 2}],
            [a, {counted: 1}]
        ]);
    });

    it("pauses at the last checkpoint, gives its place to the next, and goes on from there", async () => {
        using workspace = aWorkspace();
        await using runner = aRunner(workspace.store);
        const {id} = runner.start(3);
        const next = runner.start(1);
        await until(() => runner.nWaiting() === 1);
        runner.step();
        await until(() => runner.nWaiting() === 1);
        const paused = await runner.runner.pause(id);
        expect(paused).toMatchObject({state: "paused", progress: {stage: "counting", done: 1, total: 3}});
        expect(paused.progress).not.toHaveProperty("note");
        await until(() => runner.state(next.id) === "running");
        expect(runner.runner.resume(id).state).toBe("queued");
        runner.step();
        await until(() => runner.state(next.id) === "done" && runner.nWaiting() === 1);
        expect(runner.log).toEqual(["begin 0", "begin 0", "begin 1"]);
    });

    it("cancels what runs, waits or is paused, and has the executor remove what was half done", async () => {
        using workspace = aWorkspace();
        await using runner = aRunner(workspace.store);
        const [running, waiting] = [runner.start(3), runner.start(3)];
        await until(() => runner.nWaiting() === 1);
        expect(await runner.runner.cancel(waiting.id)).toMatchObject({state: "cancelled"});
        expect(await runner.runner.cancel(running.id)).toMatchObject({state: "cancelled"});
        expect(runner.log).toEqual(["begin 0", "discard undefined", "discard undefined"]);
        await runner.runner.remove(running.id);
        expect(runner.runner.list().map(({id}) => id)).toEqual([waiting.id]);
    });

    it("keeps the failure, and tries again when it is resumed", async () => {
        using workspace = aWorkspace();
        await using runner = aRunner(workspace.store);
        const {id} = runner.start(-1);
        await until(() => runner.state(id) === "failed");
        expect(runner.runner.list()[0]?.error).toEqual({code: "disk/full", data: {path: "/data"}, message: "disk/full: path /data"});
        runner.runner.resume(id);
        await until(() => runner.log.length === 2 && runner.state(id) === "failed");
        await runner.runner.remove(id);
        expect(runner.log).toEqual(["begin 0", "begin 0", "discard undefined"]);
    });

    it("refuses what the state does not allow, and runs that nobody knows", async () => {
        using workspace = aWorkspace();
        await using runner = aRunner(workspace.store);
        const {id} = runner.start(1);
        await until(() => runner.nWaiting() === 1);
        const notPossible = (state: string, action: string) => expect.objectContaining({code: "run/not-possible", data: {id, state, action}});
        expect(() => runner.runner.resume(id)).toThrow(notPossible("running", "resume"));
        await expect(runner.runner.remove(id)).rejects.toEqual(notPossible("running", "remove"));
        runner.step();
        await until(() => runner.state(id) === "done");
        await expect(runner.runner.pause(id)).rejects.toEqual(notPossible("done", "pause"));
        await expect(runner.runner.cancel(id)).rejects.toEqual(notPossible("done", "cancel"));
        expect(() => runner.runner.resume(id)).toThrow(notPossible("done", "resume"));
        await expect(runner.runner.pause("none")).rejects.toMatchObject({code: "run/not-found"});
    });

    it("goes on after a quit by itself with what ran, and leaves alone what was paused", async () => {
        using workspace = aWorkspace();
        const before = aRunner(workspace.store, {limit: 2});
        const [a, b] = [before.start(3), before.start(3)];
        await until(() => before.nWaiting() === 2);
        await before.runner.pause(b.id);
        before.step();
        await until(() => before.nWaiting() === 1);
        await before.runner.close();
        expect(workspace.store.runs.find(a.id)?.state).toBe("queued");
        await using after = aRunner(workspace.reopen(), {limit: 2});
        await until(() => after.nWaiting() === 1);
        expect([a.id, b.id].map(after.state)).toEqual(["running", "paused"]);
        expect(after.log).toEqual(["begin 1"]);
    });

    it("takes up what a killed engine left running; kinds that do not resume are paused; a cancel that was under way is finished", async () => {
        using workspace = aWorkspace();
        const {runs} = workspace.store;
        for (const id of ["a", "b", "c"]) runs.insert({id, kind: id === "b" ? "convert" : "acquire", title: id, input: {upTo: 5}});
        for (const id of ["a", "b", "c"]) runs.move(id, ["queued"], "running");
        runs.setCheckpoint("a", 4);
        runs.setCheckpoint("c", 3);
        runs.wish("c", "cancel");
        const [acquire, convert] = [anExecutor(), anExecutor({resumes: false})];
        const runner = createRunner({store: workspace.reopen(), executors: {acquire: acquire.executor, convert: convert.executor}, take: "all"});
        await until(() => acquire.log.length === 2);
        expect(runner.list().map(({id, state}) => `${id} ${state}`)).toEqual(["c cancelled", "b paused", "a running"]);
        expect(acquire.log.sort()).toEqual(["begin 4", "discard 3"]);
        await runner.close();
    });

    it("fails a run whose row is damaged, and executes the others", async () => {
        using workspace = aWorkspace();
        workspace.store.runs.insert({id: "a", kind: "acquire", title: "a", input: {upTo: 1}});
        workspace.store.runs.insert({id: "b", kind: "acquire", title: "b", input: {upTo: 1}});
        workspace.store.runs.insert({id: "c", kind: "acquire", title: "c", input: {upTo: 1}});
        const db = new Database(workspace.store.path);
        db.exec("UPDATE runs SET input = '{' WHERE id = 'a'; UPDATE runs SET checkpoint = '\"x\"' WHERE id = 'b'");
        db.close();
        await using runner = aRunner(workspace.store);
        await until(() => runner.nWaiting() === 1);
        expect(runner.runner.list().map(({id, state, error}) => [id, state, error?.code])).toEqual([
            ["c", "running", undefined],
            ["b", "failed", "input/invalid"],
            ["a", "failed", "store/corrupt"]
        ]);
    });

    it("executes a run in one process only; another one may start, pause and cancel it, and takes over when the first ends", async () => {
        using workspace = aWorkspace();
        const secondStore = openStore(workspace.folder);
        try {
            const first = aRunner(workspace.store);
            await using second = aRunner(secondStore);
            const {id} = second.start(3);
            await until(() => first.nWaiting() === 1);
            expect(second.log).toEqual([]);
            expect(second.state(id)).toBe("running");
            await second.runner.pause(id);
            await until(() => second.state(id) === "paused");
            second.runner.resume(id);
            await until(() => first.log.length === 2);
            const doomed = second.start(3);
            await second.runner.cancel(doomed.id);
            expect(second.state(doomed.id)).toBe("cancelled");
            await first.runner.close();
            workspace.store.close();
            await until(() => second.nWaiting() === 1);
            expect(second.state(id)).toBe("running");
        } finally {
            secondStore.close();
        }
    });

    it("leaves alone what others queued where it takes only its own, until it is told to resume it", async () => {
        using workspace = aWorkspace();
        workspace.store.runs.insert({id: "a", kind: "acquire", title: "a", input: {upTo: 1}});
        await using runner = aRunner(workspace.store, {take: "own", limit: 2});
        const own = runner.start(1);
        await until(() => runner.nWaiting() === 1);
        expect([runner.state("a"), runner.state(own.id)]).toEqual(["queued", "running"]);
        runner.runner.resume("a");
        await until(() => runner.nWaiting() === 2);
    });

    it("goes on with the same work instead of beginning it twice", async () => {
        using workspace = aWorkspace();
        await using runner = aRunner(workspace.store);
        const again = () => runner.runner.startOnce({kind: "acquire", title: "again", input: {upTo: 1}});
        const {id} = again();
        await until(() => runner.nWaiting() === 1);
        expect(again()).toMatchObject({id, state: "running"});
        await runner.runner.pause(id);
        expect(again()).toMatchObject({id, state: "running"});
        await until(() => runner.log.length === 2);
        runner.step();
        await until(() => runner.state(id) === "done");
        expect(again().id).not.toBe(id);
    });

    it("tells followers all runs at once and then each change, at most a few times a second", async () => {
        using workspace = aWorkspace();
        await using runner = aRunner(workspace.store);
        runner.start(500, "long");
        const told: Run[][] = [];
        const stopped = new AbortController();
        const following = (async () => {
            for await (const runs of runner.runner.follow(stopped.signal)) told.push(runs);
        })();
        const began = performance.now();
        for (let i = 0; i < 60; i++) {
            await new Promise((resolve) => setTimeout(resolve, 10));
            runner.step();
        }
        const most = (performance.now() - began) / 250 + 2;
        expect(told.length).toBeGreaterThan(1);
        expect(told.length).toBeLessThanOrEqual(most);
        await until(() => told.at(-1)?.[0]?.progress?.done === runner.runner.list()[0]?.progress?.done);
        stopped.abort();
        await following;
    });
});
