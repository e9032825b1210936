import {spawn} from "node:child_process";
import {readFileSync, writeFileSync} from "node:fs";
import path from "node:path";
import {describe, expect, it} from "vitest";
import {type PresetFile, presetSchema} from "../../../contract/index.ts";
import {aWorkspace} from "../../../store/aWorkspace.ts";
import {demoFolder, readDemo} from "../../demo.ts";

const cli = path.join(import.meta.dirname, "../../cli.ts");
const dictionary = path.join(demoFolder(), readDemo().dictionaries[0]!.file);
const QUESTION = "Tell me about the Andromeda Galaxy.";

function saelor(...args: string[]): Promise<{code: number | null; stdout: string; stderr: string}> {
    return new Promise((resolve) => {
        const child = spawn(process.execPath, [cli, ...args], {stdio: ["ignore", "pipe", "pipe"]});
        const text = {stdout: "", stderr: ""};
        child.stdout.on("data", (bytes) => (text.stdout += bytes));
        child.stderr.on("data", (bytes) => (text.stderr += bytes));
        child.on("close", (code) => resolve({code, ...text}));
    });
}

describe("saelor preset", {timeout: 180_000}, () => {
    it("imports Ember's JSON, lists, shows, exports and removes", async () => {
        using workspace = aWorkspace();
        const {folder} = workspace;
        const preset = (command: string, ...args: string[]) => saelor("preset", command, ...args, "--workspace", folder);
        const ember = path.join(folder, "my pirate.json");
        const out = path.join(folder, "pirate.saelor-preset");
        writeFileSync(ember, JSON.stringify({edits: [{index_in_sae: 76, feature_label: "Arr", value: 0.9}], scopes: []}));

        expect(await preset("import", ember)).toMatchObject({code: 1, stderr: expect.stringMatching(/^input\/invalid[\s\S]*with --dictionary FILE/)});
        const imported = await preset("import", ember, "--dictionary", dictionary);
        expect(imported).toMatchObject({code: 0, stderr: ""});
        expect(JSON.parse(imported.stdout)).toEqual({id: expect.any(String), name: "my pirate", edits: 1, notes: []});
        expect((await preset("list", "arr")).stdout).toMatch(/^id +name +edits +dictionary.*\n[0-9a-f]{8} +my pirate +1 +\S/);
        const {labels, dictionaries} = presetSchema.parse(JSON.parse((await preset("show", "my pirate")).stdout));
        expect([Object.values(labels), dictionaries]).toMatchObject([["Arr"], [{nFeatures: 256}]]);
        expect(await preset("export", "my pirate", "--out", out)).toEqual({code: 0, stdout: "", stderr: ""});
        expect(JSON.parse(readFileSync(out, "utf8"))).toMatchObject({format: "saelor-preset", version: 1, steering: {edits: [{feature: 76, value: 0.9}]}});
        expect(JSON.parse((await preset("export", "my pirate", "--format", "ember")).stdout)).toMatchObject({
            edits: [{index_in_sae: 76, feature_label: "Arr", value: 0.9}]
        });
        expect(JSON.parse((await preset("remove", JSON.parse(imported.stdout).id)).stdout)).toMatchObject({removed: true});
        expect(await preset("show", "nobody")).toMatchObject({code: 1, stderr: expect.stringContaining("preset/not-found")});
    });

    it("is what `saelor chat --preset` runs under, and another dictionary's is refused", async () => {
        using workspace = aWorkspace();
        const file = path.join(workspace.folder, "pirate.json");
        writeFileSync(file, JSON.stringify({edits: [{index_in_sae: 76, value: 0.9}], scopes: []}));
        const chat = (...args: string[]) => saelor("chat", QUESTION, "--max-tokens", "16", "--temperature", "0", ...args);
        const [plain, typed, preset] = await Promise.all([chat(), chat("--steer", "76=.9"), chat("--preset", file)]);
        expect(preset).toEqual(typed);
        expect(preset.stdout).not.toBe(plain.stdout);

        const llama = "meta-llama/Llama-3.3-70B-Instruct";
        writeFileSync(file, JSON.stringify({base_model: llama, edits: [{index_in_sae: 76, value: 0.9}], scopes: []}));
        expect(await chat("--preset", file)).toMatchObject({
            code: 1,
            stdout: "",
            stderr: expect.stringMatching(/preset\/other-dictionary[\s\S]*model: expected meta-llama\/Llama-3\.3-70B-Instruct, got /)
        });
        const imported = await saelor("preset", "import", file, "--dictionary", dictionary, "--workspace", workspace.folder);
        expect(JSON.parse(imported.stdout).notes).toEqual([expect.stringMatching(/^The file is of meta-llama.*, as asked\.$/)]);

        const foreign: Partial<PresetFile> = {format: "saelor-preset", version: 1, id: "i", name: "foreign", createdAt: 1, updatedAt: 1};
        const steering = {edits: [{feature: 76, mode: "nudge", value: 0.9, dictionary: "0000000000000000"}], scope: "answer"};
        writeFileSync(file, JSON.stringify({...foreign, steering}));
        expect(await chat("--preset", file)).toMatchObject({code: 1, stdout: "", stderr: expect.stringContaining("preset/other-dictionary")});
    });
});
