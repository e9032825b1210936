import {spawn} from "node:child_process";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {scratchFolder} from "../../dictionaries/fixtures/scratchFolder.ts";
import {aLabellerServer, said} from "../../features/labelling/fixtures/aLabellerServer.ts";
import {openStore} from "../../store/openStore.ts";

const cli = join(import.meta.dirname, "../cli.ts");

/** The command line, as a person starts it, on a workspace of its own. */
function saelor(workspace: string, args: readonly string[], input = "") {
    const child = spawn(process.execPath, [cli, ...args, "--workspace", workspace]);
    onTestFinished(() => void child.kill("SIGKILL"));
    const out = {stdout: "", stderr: ""};
    child.stdout.on("data", (chunk) => (out.stdout += chunk));
    child.stderr.on("data", (chunk) => (out.stderr += chunk));
    child.stdin.end(input);
    return new Promise<{code: number | null; stdout: string; stderr: string}>((resolve) => child.on("close", (code) => resolve({code, ...out})));
}

describe("saelor label", {timeout: 120_000}, () => {
    it("has a server describe a feature, with a key that came from stdin", async () => {
        const workspace = join(await scratchFolder(), "workspace");
        await using server = await aLabellerServer(({body}) => ({
            body: said(body.messages[1].content.startsWith("It is said") ? '{"fits": []}' : '{"description": "a pirate\'s words"}')
        }));
        const by = ["--by", "openai", "--url", `${server.url}/v1`, "--model", "m"];
        expect(await saelor(workspace, ["label", "76", ...by])).toMatchObject({code: 1, stderr: expect.stringContaining("feature/not-harvested")});
        expect(await saelor(workspace, ["harvest", "--tokens", "3000"])).toMatchObject({code: 0});
        expect((await saelor(workspace, ["label", "76", "--estimate", ...by])).stdout).toMatch(/^1 feature: about \d+ tokens to read and 56 to write\n$/);
        expect(server.asked).toHaveLength(0);
        // as the app does it
        const app = openStore(workspace);
        expect(await saelor(workspace, ["label", "76", "--estimate", ...by])).toMatchObject({code: 0});
        expect(await saelor(workspace, ["label", "76", ...by])).toMatchObject({code: 1, stderr: expect.stringContaining("another Saelor")});
        app.close();
        const labelled = await saelor(workspace, ["label", "76", "--key", ...by], "sk-from-stdin\n");
        expect(labelled).toMatchObject({
            code: 0,
            stdout: expect.stringMatching(/^76: a pirate's words \(score 0\.50: recognised 0 of 10 texts with it; .*\)\n1 labelled by m, 0 not\n$/)
        });
        expect(server.asked[0]!.headers.authorization).toBe("Bearer sk-from-stdin");
        expect(JSON.stringify(labelled)).not.toContain("sk-from-stdin");
    });

    it("says why a description could not be tried, that it asks again, and nothing of an earlier run", async () => {
        const workspace = join(await scratchFolder(), "workspace");
        let tries = 0;
        await using server = await aLabellerServer(({body}) => {
            if (body.messages[1].content.startsWith("It is said")) return {body: said("I can't tell.")};
            if (tries++ === 0) return {status: 503};
            return tries === 2 ? {body: said('{"description": "a pirate\'s words"}')} : {body: said("No idea.")};
        });
        const by = ["--by", "openai", "--url", `${server.url}/v1`, "--model", "m"];
        expect(await saelor(workspace, ["harvest", "--tokens", "3000"])).toMatchObject({code: 0});
        const first = await saelor(workspace, ["label", "76", ...by]);
        expect(first).toMatchObject({code: 0, stderr: expect.stringContaining("status 503, trying again in 1 s\n")});
        expect(first.stdout).toMatch(
            /^76: a pirate's words\n {4}described, but could not be scored: the answer is not JSON: "I can't tell\."\n1 labelled by m, 0 not\n$/
        );
        const second = await saelor(workspace, ["label", "76", ...by]);
        expect(second.stdout).toBe('0 labelled by m, 1 not\n  76: the answer is not JSON: "No idea."\n');
    });

    it("says which options a server needs", async () => {
        const workspace = join(await scratchFolder(), "workspace");
        expect(await saelor(workspace, ["label", "--by", "openai"])).toMatchObject({
            code: 1,
            stderr: expect.stringContaining("--by openai needs --url and --model")
        });
    });
});
