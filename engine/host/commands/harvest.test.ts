import {spawn} from "node:child_process";
import {existsSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import {describe, expect, it, onTestFinished} from "vitest";
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

describe("saelor harvest", {timeout: 120_000}, () => {
    it("keeps what it has at Ctrl-C, goes on, and shows what it found as a feature's page", async () => {
        const workspace = join(await scratchFolder(), "workspace");
        const stopped = saelor(workspace, "harvest", "--tokens", "6000", "--json");
        const begun = () => existsSync(join(workspace, "harvests")) && readdirSync(join(workspace, "harvests")).length > 0;
        while (!begun()) await setTimeout(20);
        stopped.child.kill("SIGINT");
        expect(await stopped).toMatchObject({code: 130, stdout: "", stderr: expect.stringContaining("the same command again")});

        const {code, stdout} = await saelor(workspace, "harvest", "--tokens", "6000", "--json");
        const harvested = JSON.parse(stdout) as {tokens: number; alive: number; features: number};
        expect({code, ...harvested}).toMatchObject({code: 0, features: 256, exactCompanions: true, corpus: expect.stringContaining("harvest.jsonl")});
        expect(harvested.tokens).toBeGreaterThan(4000);
        expect(readdirSync(join(workspace, "harvests"))).toEqual([]);

        const page = JSON.parse((await saelor(workspace, "feature", "76", "--json")).stdout) as {stats: {count: number}; logits: {promoted: {text: string}[]}};
        expect(page).toMatchObject({feature: {feature: 76, labels: [{description: expect.stringContaining("pirate")}]}, harvest: {tokens: harvested.tokens}});
        expect(page.logits.promoted.map(({text}) => text)).toContain("Arr");
        const {stdout: text} = await saelor(workspace, "feature", "76");
        expect(text).toContain(`Fires on ${page.stats.count} of ${harvested.tokens} tokens`);
        expect(text).toMatch(/top +\d+\.\d +.*\[.*\]/);
    });

    it("says what is wrong with a corpus or a feature", async () => {
        const folder = await scratchFolder();
        const workspace = join(folder, "workspace");
        writeFileSync(join(folder, "bad.jsonl"), '{"nothing": 1}\n{"nothing": 2}\n');
        expect(await saelor(workspace, "harvest", join(folder, "bad.jsonl"))).toMatchObject({code: 1, stderr: expect.stringContaining("file/malformed")});
        expect(await saelor(workspace, "feature", "256")).toMatchObject({code: 1, stderr: expect.stringContaining("feature/not-found")});
        expect((await saelor(workspace, "feature", "3")).stdout).toContain("Not harvested yet");
    });
});
