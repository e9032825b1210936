import {spawn} from "node:child_process";
import {appendFileSync, copyFileSync, existsSync, readFileSync, writeFileSync} from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import {describe, expect, it} from "vitest";
import {aWorkspace} from "../../../store/aWorkspace.ts";
import {demoFolder, readDemo} from "../../demo.ts";

const cli = path.join(import.meta.dirname, "../../cli.ts");
const dictionary = path.join(demoFolder(), readDemo().dictionaries[0]!.file);
/** the demo's pirate manner */
const FEATURE = readDemo().sweep!.feature;

/** In a workspace that the environment names, so that commands without one find it. */
function saelor(folder: string, ...args: string[]): Promise<{code: number | null; stdout: string; stderr: string}> {
    return new Promise((resolve) => {
        const child = spawn(process.execPath, [cli, ...args], {stdio: ["ignore", "pipe", "pipe"], env: {...process.env, SAELOR_WORKSPACE: folder}});
        const text = {stdout: "", stderr: ""};
        child.stdout.on("data", (bytes) => (text.stdout += bytes));
        child.stderr.on("data", (bytes) => (text.stderr += bytes));
        child.on("close", (code) => resolve({code, ...text}));
    });
}

describe("saelor moderation", {timeout: 120_000}, () => {
    it("keeps a list, writes it, reads it back, and writes down what was done", async () => {
        using workspace = aWorkspace();
        const {folder} = workspace;
        const moderation = (...args: string[]) => saelor(folder, "moderation", ...args);
        const file = path.join(folder, "list.json");
        const audit = path.join(folder, "audit.jsonl");

        const added = await moderation("add", "3", "40-42", "--category", "hate", "--reason", "slurs", "--dictionary", dictionary);
        expect(added).toMatchObject({code: 0, stderr: ""});
        expect(JSON.parse(added.stdout)).toMatchObject({changed: 4, features: 256, moderated: 4, version: 1, byCategory: [{category: "hate", features: 4}]});
        // from now on the workspace knows the dictionary
        expect(JSON.parse((await moderation("remove", "41", "--reason", "a mistake")).stdout)).toMatchObject({changed: 1, moderated: 3, version: 2});
        expect(await moderation("export", "--out", file)).toEqual({code: 0, stdout: "", stderr: ""});
        expect(JSON.parse(readFileSync(file, "utf8")).entries).toHaveLength(3);
        expect(JSON.parse((await moderation("import", file)).stdout)).toMatchObject({added: 0, present: 3, skipped: 0});
        expect((await moderation("list")).stdout).toMatch(/^ +40 {2}hate .*\n.*42 {2}hate .*\n3 in all\n$/m);
        expect(await moderation("add", "3", "--category", "nonsense", "--reason", "x")).toMatchObject({code: 1, stderr: expect.stringContaining("nonsense")});
        expect(await moderation("audit", "--out", audit)).toMatchObject({code: 0});
        const actions = readFileSync(audit, "utf8").trimEnd().split("\n");
        expect(actions.map((line) => JSON.parse(line).action)).toEqual(["add", "remove", "export"]);
    });

    it("is minded by commands that need no workspace", async () => {
        using workspace = aWorkspace();
        const {folder} = workspace;
        const edits = path.join(folder, "edits.json");
        writeFileSync(edits, JSON.stringify([{feature: FEATURE, mode: "nudge", value: 0.4}]));
        const refused = {code: 1, stdout: "", stderr: expect.stringContaining("feature/moderated")};
        const doors = {
            chat: () => saelor(folder, "chat", "--steer", `${FEATURE}=0.4`, "--max-tokens", "1", "hi"),
            byName: () => saelor(folder, "chat", "--steer", "answers like a pirate=0.4", "--max-tokens", "1", "hi"),
            sweep: () => saelor(folder, "chat", "--demo-sweep", "--max-tokens", "1"),
            score: () => saelor(folder, "score", "--text", "hello there", "--edits", edits)
        };
        const inspect = () => saelor(folder, "inspect", "Tell me about bees like a pirate.", "--answer", "Arr, matey!", "-k", "40", "--json");
        expect((await inspect()).stdout).toContain(`"feature":${FEATURE},`);
        const list = ["--dictionary", dictionary];
        await saelor(folder, "moderation", "add", `${FEATURE}`, "--category", "hate", "--reason", "to try", ...list);
        for (const door of [doors.chat, doors.sweep, doors.score]) expect(await door()).toMatchObject(refused);
        // whose name it is, is not told either
        const byName = await doors.byName();
        expect(byName).toMatchObject({code: 1, stdout: "", stderr: expect.stringContaining('label holds "answers like a pirate"')});
        expect(byName.stderr).not.toContain(`${FEATURE}`);
        const hidden = await inspect();
        expect(hidden).toMatchObject({code: 0});
        expect(hidden.stdout).not.toContain(`"feature":${FEATURE},`);
        expect(JSON.parse((await saelor(folder, "moderation", "audit", "--json")).stdout)).toMatchObject([
            // one each: every command is a process of its own
            ...Array.from({length: 4}, () => ({action: "refuse", detail: `feature ${FEATURE}: steer`})),
            {action: "add"}
        ]);
        await saelor(folder, "moderation", "access", "--grant", "to see that it opens", ...list);
        expect(await doors.chat()).toMatchObject({code: 0});
        expect((await inspect()).stdout).toContain(`"feature":${FEATURE},`);
    });

    it("is minded for a copy of the dictionary that the workspace has never seen", async () => {
        using workspace = aWorkspace();
        const {folder} = workspace;
        const copy = path.join(folder, "copy.sae.gguf");
        copyFileSync(dictionary, copy);
        appendFileSync(copy, "x");
        await saelor(folder, "moderation", "add", `${FEATURE}`, "--category", "hate", "--reason", "to try", "--dictionary", dictionary);
        const model = path.join(demoFolder(), readDemo().model);
        const chat = () => saelor(folder, "chat", "--model", model, "--dictionary", copy, "--steer", `${FEATURE}=0.4`, "--max-tokens", "1", "hi");
        expect(await chat()).toMatchObject({code: 1, stdout: "", stderr: expect.stringContaining("feature/moderated")});
        // once it is known here, it has the same list
        expect(JSON.parse((await saelor(folder, "moderation", "counts", "--dictionary", copy)).stdout)).toMatchObject({moderated: 1});
        // and as a workspace from before weights were known
        const db = new Database(path.join(folder, "saelor.db"));
        db.exec("DELETE FROM dictionary_weights");
        db.close();
        expect(await chat()).toMatchObject({code: 1, stdout: "", stderr: expect.stringContaining("feature/moderated")});
    });

    it("makes nothing where there is no workspace", async () => {
        using workspace = aWorkspace();
        const folder = path.join(workspace.folder, "none");
        expect(await saelor(folder, "chat", "--steer", `${FEATURE}=0.4`, "--max-tokens", "1", "hi")).toMatchObject({code: 0});
        expect(existsSync(folder)).toBe(false);
    });
});
