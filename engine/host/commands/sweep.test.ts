import {spawn} from "node:child_process";
import {existsSync} from "node:fs";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import Database from "better-sqlite3";
import {describe, expect, it, onTestFinished} from "vitest";
import type {Sweep, SweepPoint} from "../../contract/index.ts";
import {scratchFolder} from "../../dictionaries/fixtures/scratchFolder.ts";

const cli = join(import.meta.dirname, "../cli.ts");

/** The command line, as a person starts it, on a workspace of its own. */
function saelor(workspace: string, ...args: readonly string[]) {
    const child = spawn(process.execPath, [cli, ...args, "--workspace", workspace]);
    onTestFinished(() => void child.kill("SIGKILL"));
    const out = {stdout: "", stderr: ""};
    child.stdout.on("data", (chunk) => (out.stdout += chunk));
    child.stderr.on("data", (chunk) => (out.stderr += chunk));
    const ended = new Promise<{code: number | null; stdout: string; stderr: string}>((resolve) => child.on("close", (code) => resolve({code, ...out})));
    return Object.assign(ended, {child});
}

function answersIn(workspace: string): number {
    const path = join(workspace, "saelor.db");
    if (!existsSync(path)) return 0;
    const db = new Database(path, {readonly: true});
    try {
        return (db.prepare("SELECT count(*) AS n FROM evaluation_answers").get() as {n: number}).n;
    } catch {
        // the tables are not made yet
        return 0;
    } finally {
        db.close();
    }
}

const read = (text: string): Omit<Sweep, "id" | "createdAt"> => {
    const {id: _id, createdAt: _at, ...rest} = JSON.parse(text) as Sweep;
    return rest;
};

const SHORT = ["sweep", "--prompts", "4", "--strengths", ".3,.5", "--max-tokens", "16", "--json"];

describe("saelor sweep", {timeout: 240_000}, () => {
    it("ends the same after it was killed, without answering anything twice", async () => {
        const folder = await scratchFolder();
        const [killed, whole] = [join(folder, "killed"), join(folder, "whole")];
        const stopped = saelor(killed, ...SHORT);
        while (answersIn(killed) === 0 && stopped.child.exitCode === null) await setTimeout(5);
        stopped.child.kill("SIGKILL");
        await stopped;
        const kept = answersIn(killed);
        expect(kept).toBeGreaterThan(0);

        const {code, stdout, stderr} = await saelor(killed, ...SHORT);
        expect({code, stderr: code === 0 ? "" : stderr}).toEqual({code: 0, stderr: ""});
        const uninterrupted = await saelor(whole, ...SHORT);
        const [resumed, expected] = [read(stdout), read(uninterrupted.stdout)];
        // four prompts; unsteered, prompted and three swept arms at two strengths
        expect(expected.answers).toHaveLength(4 * (2 + 3 * 2));
        expect(resumed).toEqual(expected);
        expect(spentIn(killed)).toEqual(spentIn(whole));
    });

    it("shows the research's figure on the demo: facts fall while the behaviour stays at the far end", async () => {
        const workspace = join(await scratchFolder(), "workspace");
        const {stdout, stderr} = await saelor(workspace, "sweep", "--prompts", "4", "--strengths", ".2,.5,1.4", "--max-tokens", "60", "--json");
        expect(stdout, stderr).not.toBe("");
        const {points, report, verdict, chosen, answers} = read(stdout);
        const at = (arm: SweepPoint["arm"], strength: number) => points.find((point) => point.arm === arm && point.strength === strength)!;
        const metric = (point: SweepPoint, name: "concept" | "factuality") => point.metrics[name]!.mean;
        expect(metric(at("unsteered", 0), "concept")).toBe(0);
        expect(metric(at("unsteered", 0), "factuality")).toBeGreaterThan(75);
        expect(metric(at("steered", 1.4), "factuality")).toBeLessThan(10);
        expect(metric(at("steered", 1.4), "concept")).toBeGreaterThan(80);
        expect(at("steered", 1.4).repetition.mean).toBeGreaterThan(0.5);
        expect(at("steered", 1.4).knowledge!).toBeLessThan(at("unsteered", 0).knowledge!);
        // an answer that is asked for is a pirate's and true
        expect(at("prompt", 0).score!.mean).toBeGreaterThan(70);
        expect(chosen).toMatchObject([{set: 0, strength: 0.5}]);
        expect(at("steered", 0.5).score!.mean).toBeGreaterThan(at("random", 0.5).score!.mean + 20);
        expect(report.map(({arm, strength}) => [arm, strength])).toEqual([
            ["unsteered", 0],
            ["prompt", 0],
            ["random", 0.5],
            ["steered", 0.5],
            ["prompt-and-steer", 0.5]
        ]);
        expect(report.every(({score}) => score?.n === 2)).toBe(true);
        expect(verdict.join("\n")).toMatch(/^“pirate manner” scores \d+ of 100 at strength 0\.5, on 2 prompts that did not choose it; unsteered 0, /);
        expect(verdict.join("\n")).toMatch(/Over all 4 prompts, facts fall to \d+ .* (at|from) strength /);
        expect(answers.every(({ratings}) => ratings.every(({prompt, judge}) => prompt !== "" && judge !== ""))).toBe(true);
    });

    it("says what it needs", async () => {
        const workspace = join(await scratchFolder(), "workspace");
        expect(await saelor(workspace, "sweep", "--judge", "openai")).toMatchObject({code: 1, stderr: expect.stringContaining("--endpoint")});
        expect(await saelor(workspace, "sweep", "--feature", "999")).toMatchObject({code: 1, stderr: expect.stringContaining("feature/not-found")});
    });
});

function spentIn(workspace: string): unknown {
    const db = new Database(join(workspace, "saelor.db"), {readonly: true});
    try {
        const {state} = db.prepare("SELECT state FROM evaluations").get() as {state: string};
        return (JSON.parse(state) as {spent: unknown}).spent;
    } finally {
        db.close();
    }
}
