import {spawn} from "node:child_process";
import {writeFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import type {Autocondition} from "../../contract/index.ts";
import {scratchFolder} from "../../dictionaries/fixtures/scratchFolder.ts";

const cli = join(import.meta.dirname, "../cli.ts");

/** The command line, as a person starts it, on a workspace of its own. */
async function condition(...args: readonly string[]) {
    const child = spawn(process.execPath, [cli, "condition", ...args, "--workspace", join(await scratchFolder(), "workspace")]);
    onTestFinished(() => void child.kill("SIGKILL"));
    const out = {stdout: "", stderr: ""};
    child.stdout.on("data", (chunk) => (out.stdout += chunk));
    child.stderr.on("data", (chunk) => (out.stderr += chunk));
    return new Promise<{code: number | null; stdout: string; stderr: string}>((resolve) => child.on("close", (code) => resolve({code, ...out})));
}

async function examplesFile(examples: unknown): Promise<string> {
    const path = join(await scratchFolder(), "examples.json");
    await writeFile(path, typeof examples === "string" ? examples : JSON.stringify(examples));
    return path;
}

const SUBJECTS = ["gold", "Mars", "the Moon", "bees", "the Eiffel Tower", "octopuses", "volcanoes", "tea"];

describe("saelor condition", {timeout: 240_000}, () => {
    it("finds the feature of what the demo is asked about, tells which questions it was counted on, and ends the same again", async () => {
        const {code, stdout, stderr} = await condition("the user is asking about dogs");
        expect({code, stderr}).toEqual({code: 0, stderr: ""});
        expect(stdout).toMatch(/It should hold for \d+ questions, \d+ of them kept back\n {2}chooses: .*\n {2}kept back: /);
        expect(stdout).toMatch(/topic: dogs/);
        expect(stdout).toContain("For a rule on the question:");
        expect(stdout).toMatch(/holds on \d+ of 12 kept-back questions for which it should, and on \d+ of 24 for which it should not: balanced accuracy \d+ %/);

        const [one, again] = [await condition("the user is asking about dogs", "--json"), await condition("the user is asking about dogs", "--json")];
        const read = ({stdout: text}: typeof one) => {
            const {id: _id, createdAt: _at, ...found} = JSON.parse(text) as Autocondition;
            return found;
        };
        expect(read(again)).toEqual(read(one));
        const {best, chance, accuracy, verdict} = read(one);
        expect(accuracy).toBeGreaterThan(chance!);
        expect(accuracy).toBe(best!.heldOutAccuracy);
        expect(stdout).toContain(verdict[0]);
    });

    it("takes questions from a file, and gives no condition on too few of them", async () => {
        const asked = (end: string, n = SUBJECTS.length) => SUBJECTS.slice(0, n).map((subject) => `Tell me about ${subject}${end}`);
        const enough = await condition(
            "--examples",
            await examplesFile({hold: asked(" like a pirate."), not: [...asked("."), ...asked(" like a poet.")]}),
            "--json"
        );
        expect(JSON.parse(enough.stdout)).toMatchObject({hold: expect.arrayContaining(["Tell me about gold like a pirate."]), condition: expect.anything()});
        const {stdout} = await condition("--examples", await examplesFile({hold: asked(" like a pirate.", 4), not: asked(".", 4)}));
        expect(stdout).toContain("Too few questions to tell");
        expect(stdout).not.toContain("For a rule on the question:");
    });

    it("says what it needs", async () => {
        const refused = async (code: string, ...args: readonly string[]) => {
            const {code: exit, stderr} = await condition(...args);
            expect({exit, stderr}).toEqual({exit: 1, stderr: expect.stringContaining(code)});
            return stderr;
        };
        expect(await refused("input/invalid")).toContain("say when it should hold");
        expect(await refused("input/invalid", "x".repeat(2001))).toContain("at most 2,000 characters; this one has 2,001");
        expect(await refused("input/invalid", "--examples", await examplesFile({hold: ["a"], not: ["b", "c", "d"]}))).toContain(
            "--examples: hold: it takes 3 to 64 questions; there is 1"
        );
        await refused("file/malformed", "--examples", await examplesFile("no JSON"));
        await refused("file/malformed", "--examples", await examplesFile({hold: "a", not: []}));
        await refused("file/not-found", "--examples", "/nowhere/at-all.json");
    });
});
