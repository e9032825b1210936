import {spawn} from "node:child_process";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {scratchFolder} from "../../dictionaries/fixtures/scratchFolder.ts";
import {PARITY_MODEL} from "../../llama/testing.ts";

const cli = join(import.meta.dirname, "../cli.ts");

/** The command line, as a person starts it, on a workspace of its own. */
function saelor(workspace: string, args: readonly string[]) {
    const child = spawn(process.execPath, [cli, ...args, "--workspace", workspace]);
    onTestFinished(() => void child.kill("SIGKILL"));
    const out = {stdout: "", stderr: ""};
    child.stdout.on("data", (chunk) => (out.stdout += chunk));
    child.stderr.on("data", (chunk) => (out.stderr += chunk));
    return new Promise<{code: number | null; stdout: string; stderr: string}>((resolve) => child.on("close", (code) => resolve({code, ...out})));
}

describe("saelor search", {timeout: 120_000}, () => {
    it("searches by meaning with the embedding model that it was given once, until that is turned off", async () => {
        const workspace = join(await scratchFolder(), "workspace");
        const before = await saelor(workspace, ["search", "cowboy", "--by", "meaning"]);
        expect(before).toMatchObject({code: 1, stderr: expect.stringContaining("meaning/no-model")});
        const set = await saelor(workspace, ["search", "--embedder", PARITY_MODEL, "--json"]);
        expect(JSON.parse(set.stdout)).toEqual({model: PARITY_MODEL, embedded: 256, labels: 256});
        // the weights are random, but the same words have the same meaning to them
        const found = await saelor(workspace, ["search", "cowboy manner: answers like a cowboy", "--by", "meaning", "--limit", "1"]);
        expect(found.stdout).toMatch(/#\d+ .*cowboy manner: answers like a cowboy\n256 features of/);
        expect(await saelor(workspace, ["search", "--embedder", "none"])).toMatchObject({code: 0, stdout: "Labels are not searched by meaning.\n"});
        expect(await saelor(workspace, ["search", "cowboy", "--by", "meaning"])).toMatchObject({code: 1});
    });

    it("takes a dictionary by a part of its name or by number, looks features up, and puts some of them in order", async () => {
        const workspace = join(await scratchFolder(), "workspace");
        for (const named of [
            ["--in", "classif"],
            ["--dictionary", "1"]
        ])
            expect((await saelor(workspace, ["search", ...named])).stdout).toContain("1024 features of Saelor demo classification dictionary");
        const looked = await saelor(workspace, ["feature", "3", "75-76", "--json"]);
        expect(JSON.parse(looked.stdout)).toMatchObject([
            {feature: 3},
            {feature: 75},
            {feature: 76, labels: [{description: expect.stringContaining("pirate")}]}
        ]);
        const ranked = await saelor(workspace, ["search", "pirate", "--among", "3,70-80", "--limit", "2", "--json"]);
        expect(JSON.parse(ranked.stdout)).toMatchObject([{feature: 76}, {feature: 3}]);
        expect(await saelor(workspace, ["search", "--in", "nobody"])).toMatchObject({code: 1, stderr: expect.stringContaining("nobody")});
        expect(JSON.parse((await saelor(workspace, ["moderation", "counts"])).stdout)).toMatchObject({features: 256});
    });

    it("sets no embedding model that is none, and lists by words as before", async () => {
        const workspace = join(await scratchFolder(), "workspace");
        const refused = await saelor(workspace, ["search", "cowboy", "--embedder", join(workspace, "nothing.gguf")]);
        expect(refused).toMatchObject({code: 1, stderr: expect.stringContaining("file/not-found")});
        expect((await saelor(workspace, ["search", "cowboy"])).stdout).toContain("answers like a cowboy");
    });
});
