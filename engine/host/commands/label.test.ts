import {spawn} from "node:child_process";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {scratchFolder} from "../../dictionaries/fixtures/scratchFolder.ts";
import {aLabellerServer, said} from "../../features/labelling/fixtures/aLabellerServer.ts";

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
        expect((await saelor(workspace, ["label", "76", "--estimate", ...by])).stdout).toMatch(/^1 features: about \d+ tokens to read and 56 to write\n$/);
        expect(server.asked).toHaveLength(0);
        const labelled = await saelor(workspace, ["label", "76", "--key", ...by], "sk-from-stdin\n");
        expect(labelled).toMatchObject({code: 0, stdout: "76: a pirate's words (0.50)\n1 labelled by m, 0 not\n"});
        expect(server.asked[0]!.headers.authorization).toBe("Bearer sk-from-stdin");
        expect(JSON.stringify(labelled)).not.toContain("sk-from-stdin");
    });

    it("says which options a server needs", async () => {
        const workspace = join(await scratchFolder(), "workspace");
        expect(await saelor(workspace, ["label", "--by", "openai"])).toMatchObject({
            code: 1,
            stderr: expect.stringContaining("--by openai needs --url and --model")
        });
    });
});
