import {spawn} from "node:child_process";
import {readFileSync, writeFileSync} from "node:fs";
import path from "node:path";
import {describe, expect, it} from "vitest";
import {aWorkspace} from "../../store/aWorkspace.ts";
import {demoFolder, readDemo} from "../demo.ts";

const cli = path.join(import.meta.dirname, "../cli.ts");

function saelor(...args: string[]): Promise<{code: number | null; stdout: string; stderr: string}> {
    return new Promise((resolve) => {
        const child = spawn(process.execPath, [cli, ...args], {stdio: ["ignore", "pipe", "pipe"]});
        const text = {stdout: "", stderr: ""};
        child.stdout.on("data", (bytes) => (text.stdout += bytes));
        child.stderr.on("data", (bytes) => (text.stderr += bytes));
        child.on("close", (code) => resolve({code, ...text}));
    });
}

describe("saelor labels", () => {
    it("imports, lists, exports and removes", async () => {
        using workspace = aWorkspace();
        const {folder} = workspace;
        const dictionary = path.join(demoFolder(), readDemo().dictionaries[0]!.file);
        const input = path.join(folder, "notes.csv");
        const output = path.join(folder, "out.csv");
        writeFileSync(input, "index,label\n3,pirates\n4,poems\n");
        const labels = (command: string, ...args: string[]) => saelor("labels", command, ...args, "--workspace", folder);

        const imported = await labels("import", input, "--dictionary", dictionary);
        expect(imported).toMatchObject({code: 0, stderr: ""});
        expect(JSON.parse(imported.stdout)).toMatchObject({format: "csv", source: "notes", labels: 2, changed: 2, skipped: 0});
        // from now on the workspace knows the dictionary
        const listed = await labels("sources");
        expect(listed.stdout.split("\n")[1]).toMatch(/^notes +2 +2 +\d{4}-\d\d-\d\d$/);
        expect(await labels("export", "--format", "csv", "--out", output)).toEqual({code: 0, stdout: "", stderr: ""});
        expect(readFileSync(output, "utf8")).toContain("\r\n3,pirates,notes,");
        expect(await labels("export", "--format", "csv", "--out", output)).toMatchObject({code: 1, stderr: expect.stringContaining("file/exists")});
        expect(JSON.parse((await labels("remove", "notes")).stdout)).toMatchObject({removed: 2});
        expect(await labels("remove", "notes")).toMatchObject({code: 1, stderr: expect.stringContaining("notes")});
    });

    it("keeps nothing of a bad file", async () => {
        using workspace = aWorkspace();
        const input = path.join(workspace.folder, "bad.json");
        writeFileSync(input, '{"0": "pirates", "1":');
        const common = ["--workspace", workspace.folder];
        const dictionary = path.join(demoFolder(), readDemo().dictionaries[0]!.file);
        expect(await saelor("labels", "import", input, "--dictionary", dictionary, ...common)).toMatchObject({
            ...{code: 1, stdout: ""},
            stderr: expect.stringContaining("file/malformed")
        });
        expect(await saelor("labels", "sources", "--dictionary", dictionary, ...common)).toEqual({code: 0, stdout: "no labels\n", stderr: ""});
    });
});
