import path from "node:path";
import {type Command, Option} from "commander";
import {EngineError, editsOf, isEngineError, type Preset} from "../../../contract/index.ts";
import {visiblePreset} from "../../../presets/hidden.ts";
import {defaultWorkspace} from "../../defaultWorkspace.ts";
import {writeWhole} from "../../writeWhole.ts";
import {choosePreset} from "./choosePreset.ts";
import {describeDictionary, withPresets} from "./openPresets.ts";

interface Workspace {
    readonly workspace: string;
}

export function registerPreset(program: Command): void {
    const preset = program
        .command("preset")
        .description("steerings that were saved with their model, dictionary and examples: list, show, share as files; `saelor chat --preset` runs under one");
    const command = (name: string) => preset.command(name).option("--workspace <folder>", "where presets are kept", defaultWorkspace());
    command("list")
        .description("all presets, changed last first")
        .argument("[words]", "only those in whose name, description, tags or labels these occur", "")
        .option("--tag <tag>", "only those that have it")
        .option("--json", "one line of JSON each", false)
        .action(list);
    command("show").description("one preset as JSON").argument("<preset>", "its name, or the beginning of its id").action(show);
    command("export")
        .description("write a preset as a file to share")
        .argument("<preset>", "its name, or the beginning of its id")
        .addOption(new Option("--format <format>", "Saelor's own, or the edits for Ember's users").choices(["saelor", "ember"]).default("saelor"))
        .option("--out <file>", "the file to write (default: stdout)")
        .option("--force", "replace the file if there is one", false)
        .action(exportTo);
    command("import")
        .description("keep a .saelor-preset, or a variant or controller of Ember's as JSON; prints one line of JSON")
        .argument("<file>")
        .option("--dictionary <file>", "the .sae.gguf whose features an Ember file means, whatever model it names")
        .action(importFrom);
    command("remove").description("remove a preset").argument("<preset>", "its name, or the beginning of its id").action(remove);
}

async function list(words: string, {tag, json, workspace}: Workspace & {readonly tag?: string; readonly json: boolean}): Promise<void> {
    const {searchPresets} = await import("../../../presets/searchPresets.ts");
    await withPresets(workspace, ({store, gate}) => {
        const all = store.presets.all().map((preset) => visiblePreset(preset, gate));
        const found = searchPresets(all, {query: words, tag});
        process.stdout.write(json ? found.map((preset) => `${JSON.stringify(preset)}\n`).join("") : table(found));
    });
}

async function show(asked: string, {workspace}: Workspace): Promise<void> {
    await withPresets(workspace, ({store, gate}) => {
        process.stdout.write(`${JSON.stringify(visiblePreset(choosePreset(store.presets.all(), asked), gate), null, 2)}\n`);
    });
}

async function exportTo(
    asked: string,
    {format, out, force, workspace}: Workspace & {readonly format: "saelor" | "ember"; readonly out?: string; readonly force: boolean}
): Promise<void> {
    const [{exportPreset}, {emberLosses}] = await Promise.all([import("../../../presets/exportPreset.ts"), import("../../../steering/index.ts")]);
    await withPresets(workspace, async (opened) => {
        const {id, steering} = choosePreset(opened.store.presets.all(), asked);
        const file = exportPreset(opened, {id, format});
        if (format === "ember") for (const note of emberLosses(steering)) process.stderr.write(`${note}\n`);
        if (out === undefined) process.stdout.write(await file.text());
        else await writeWhole(out, new Uint8Array(await file.arrayBuffer()), {force});
    });
}

async function importFrom(input: string, {dictionary, workspace}: Workspace & {readonly dictionary?: string}): Promise<void> {
    const {importPreset} = await import("../../../presets/importPreset.ts");
    const chosen = dictionary === undefined ? undefined : await describeDictionary(dictionary);
    await withPresets(workspace, async (opened) => {
        const {preset, notes} = await importPreset(opened, {path: path.resolve(input)}, chosen).catch(adviseDictionary);
        process.stdout.write(`${JSON.stringify({id: preset.id, name: preset.name, edits: editsOf(preset.steering).length, notes})}\n`);
    });
}

/** No model is loaded for this command, and none can be. */
function adviseDictionary(error: unknown): never {
    if (!isEngineError(error, "model/not-loaded")) throw error;
    throw new EngineError(
        "input/invalid",
        {detail: "an Ember file numbers the features of a dictionary that it does not name: say which, with --dictionary FILE.sae.gguf"},
        {cause: error}
    );
}

async function remove(asked: string, {workspace}: Workspace): Promise<void> {
    await withPresets(workspace, ({store}) => {
        const {id, name} = choosePreset(store.presets.all(), asked);
        store.presets.remove(id);
        process.stdout.write(`${JSON.stringify({id, name, removed: true})}\n`);
    });
}

function table(presets: readonly Preset[]): string {
    if (presets.length === 0) return "no presets\n";
    const rows = presets.map(({id, name, tags, steering, model, dictionaries}) => [
        id.slice(0, 8),
        name,
        `${editsOf(steering).length}`,
        dictionaries.map((one) => one.name).join(", ") || "-",
        model?.name ?? "-",
        tags.join(", ")
    ]);
    const all = [["id", "name", "edits", "dictionary", "model", "tags"], ...rows];
    const widths = all[0]!.map((_, column) => Math.min(40, Math.max(...all.map((row) => row[column]!.length))));
    return `${all
        .map((row) =>
            row
                .map((cell, column) => cell.padEnd(widths[column]!))
                .join("  ")
                .trimEnd()
        )
        .join("\n")}\n`;
}
