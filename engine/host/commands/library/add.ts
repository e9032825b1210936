import path from "node:path";
import type {Command} from "commander";
import {EngineError} from "../../../contract/index.ts";
import {chooseModel, type LibraryOptions, openLibrary, print, printJson, withLibraryOptions} from "./openLibrary.ts";

interface AddOptions extends LibraryOptions {
    readonly dictionary: readonly string[];
}

export function registerAdd(library: Command): void {
    withLibraryOptions(library.command("add"))
        .description("add a model or a .sae.gguf where it lies; nothing is copied")
        .argument("<file>", "GGUF model (of a split one any part), or a .sae.gguf")
        .option(
            "--dictionary <file>",
            "a .sae.gguf that the model loads with; may be given several times",
            (file: string, before: readonly string[]) => [...before, file],
            []
        )
        .action(add);
    withLibraryOptions(library.command("forget"))
        .description("take a model off the list")
        .argument("<model>", "its id, path, name, or a part of its name")
        .option("--files", "also delete its file, where it lies in the library's own folder", false)
        .action(forget);
}

async function add(file: string, {dictionary, ...options}: AddOptions): Promise<void> {
    using opened = await openLibrary(options);
    const {library} = opened;
    const what = await library.look(path.resolve(file));
    if (what.kind === "source")
        throw new EngineError("dictionary/unknown-format", {path: what.path, detail: `a published dictionary (${what.format}): convert it first`});
    const entry =
        what.kind === "model"
            ? await library.models.add({path: what.path, dictionaries: dictionary.map((one) => path.resolve(one))})
            : await library.dictionaries.add(what.path);
    if (options.json) return printJson(entry);
    print(`Added the ${what.kind} ${entry.name}.`);
    if ("warnings" in entry)
        for (const {dictionary: beside, warnings} of entry.warnings)
            for (const {level, about, expected, got} of warnings) print(`${level}, ${path.basename(beside)}: ${about}: expected ${expected}, got ${got}`);
}

async function forget(asked: string, {files, ...options}: LibraryOptions & {readonly files: boolean}): Promise<void> {
    using opened = await openLibrary(options);
    const {models} = opened.library;
    const {id, name} = chooseModel(await models.list(), asked);
    await models.forget({modelId: id, files});
    if (options.json) return printJson({id});
    print(`Forgot ${name}.`);
}
