import {spawn} from "node:child_process";
import {createServer} from "node:net";
import path from "node:path";
import {describe, expect, it} from "vitest";

const cli = path.join(import.meta.dirname, "cli.ts");

function saelor(...args: string[]): Promise<{code: number | null; stdout: string; stderr: string}> {
    return new Promise((resolve) => {
        const child = spawn(process.execPath, [cli, ...args], {stdio: ["ignore", "pipe", "pipe"]});
        const text = {stdout: "", stderr: ""};
        child.stdout.on("data", (bytes) => (text.stdout += bytes));
        child.stderr.on("data", (bytes) => (text.stderr += bytes));
        child.on("close", (code) => resolve({code, ...text}));
    });
}

describe("saelor", () => {
    it("lists its commands", async () => {
        const {code, stdout, stderr} = await saelor("--help");
        expect({code, stderr}).toEqual({code: 0, stderr: ""});
        for (const command of ["serve", "chat", "inspect", "score", "convert", "bench"]) expect(stdout).toMatch(new RegExp(`^ {2}${command} `, "m"));
    });

    it("says what is wrong with its arguments, on stderr, and fails", async () => {
        expect(await saelor("sing")).toMatchObject({code: 1, stdout: "", stderr: expect.stringContaining("unknown command 'sing'")});
        expect(await saelor("serve", "--port", "many")).toMatchObject({code: 1, stdout: "", stderr: expect.stringContaining("whole number")});
        expect(await saelor("inspect", "--pair", "--tokens", "0")).toMatchObject({code: 1, stdout: "", stderr: expect.stringContaining("whole number from 1")});
    });

    it("says which file is missing, by code, fact and next step", async () => {
        const {code, stdout, stderr} = await saelor("convert", "/no/such/file.pth", "--layer", "2", "--out", "/no/such/out.sae.gguf");
        expect({code, stdout}).toEqual({code: 1, stdout: ""});
        expect(stderr).toBe("file/not-found\n  path: /no/such/file.pth\nCheck the path.\n");
    });

    it("ends quietly when nobody reads on", async () => {
        const child = spawn(process.execPath, [cli, "--help"], {stdio: ["ignore", "pipe", "pipe"]});
        child.stdout.destroy();
        let stderr = "";
        child.stderr.on("data", (bytes) => (stderr += bytes));
        const code = await new Promise((resolve) => child.on("close", resolve));
        expect({code, stderr}).toEqual({code: 0, stderr: ""});
    });

    it("prints an error as JSON for programs", async () => {
        const {stderr} = await saelor("--json-errors", "convert", "/no/such/file.pth", "--layer", "2", "--out", "/no/such/out.sae.gguf");
        expect(JSON.parse(stderr)).toEqual({code: "file/not-found", data: {path: "/no/such/file.pth"}, nextStep: "Check the path."});
    });
});

describe("saelor serve", () => {
    it("says that its port is in use", async () => {
        const taken = createServer().listen(0, "127.0.0.1");
        await new Promise((resolve) => taken.once("listening", resolve));
        const address = taken.address();
        const port = typeof address === "object" && address !== null ? address.port : 0;
        const workspace = path.join(import.meta.dirname, "../../out/test/serve-workspace");
        const {code, stdout, stderr} = await saelor("serve", "--port", `${port}`, "--workspace", workspace);
        taken.close();
        expect({code, stdout}).toEqual({code: 1, stdout: ""});
        expect(stderr).toContain(`serve/port-in-use\n  port: ${port}\nChoose another port`);
    });
});
