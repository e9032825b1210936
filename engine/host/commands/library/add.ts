import path from "node:path";
import type {Command} from "commander";
import {EngineError, type PairWarning} from "../../../contract/index.ts";
import type {Library} from "../../../library/createLibrary.ts";
import {chooseModel, type LibraryOptions, openLibrary, print, printJson, withLibraryOptions} from "./openLibrary.ts";

interface AddOptions extends LibraryOptions {
    readonly dictionary: readonly string[];
    readonly force: boolean;
}

export function registerAdd(library: Command): void {
    withLibraryOptions(library.command("add"))
        .description("add a model or a .sae.gguf where it lies; nothing is copied")
        .argument("<file>", "GGUF model (of a split one any part), or a .sae.gguf")
        .option(
            "--dictionary <file>",
            "a .sae.gguf that the model loads with, beside those that it has; may be given several times",
            (file: string, before: readonly string[]) => [...before, file],
            []
        )
        .option("--force", "also with a dictionary that the model can't be loaded with", false)
        .action(add);
    withLibraryOptions(library.command("forget"))
        .description("take a model off the list")
        .argument("<model>", "its id, path, name, or a part of its name")
        .option("--files", "also delete its file, where it lies in the library's own folder", false)
        .action(forget);
}

async function add(file: string, {dictionary, force, ...options}: AddOptions): Promise<void> {
    using opened = await openLibrary(options);
    const {library} = opened;
    const what = await library.look(path.resolve(file));
    if (what.kind === "source")
        throw new EngineError("dictionary/unknown-format", {path: what.path, detail: `a published dictionary (${what.format}): convert it first`});
    if (what.kind === "dictionary") {
        if (dictionary.length > 0) throw new EngineError("input/invalid", {detail: `--dictionary is for a model, and ${what.path} is a dictionary`});
        const entry = await library.dictionaries.add(what.path);
        return options.json ? printJson(entry) : print(`Added the dictionary ${entry.name}.`);
    }
    const beside = dictionary.map((one) => path.resolve(one));
    if (!force) for (const one of beside) await requirePair(opened.library, what.path, one);
    const entry = await library.models.add({path: what.path, dictionaries: beside});
    if (options.json) return printJson(entry);
    print(`Added the model ${entry.name}.`);
    if (entry.dictionaries.length > 0) print(`It loads with ${entry.dictionaries.map(nameOf).join(", ")}.`);
    for (const {dictionary: file, warnings} of entry.warnings) for (const warning of warnings) print(`${warning.level}, ${doubt(file, warning)}`);
}

const nameOf = (file: string) => path.basename(file).replace(/\.sae\.gguf$/i, "");
const doubt = (file: string, {about, expected, got}: PairWarning) => `${path.basename(file)}: ${about}: expected ${expected}, got ${got}`;

/** @throws EngineError `dictionary/wrong-model` where the two can't be loaded together */
async function requirePair({pair}: Pick<Library, "pair">, model: string, dictionary: string): Promise<void> {
    const wrong = (await pair({model, dictionary})).filter(({level}) => level === "error");
    if (wrong.length === 0) return;
    const [expected, got] = (["expected", "got"] as const).map((side) => wrong.map((one) => named(one, one[side])).join(", ")) as [string, string];
    throw new EngineError("dictionary/wrong-model", {dictionary, model, expected, got});
}

/** The number of a width does not tell what it is of. */
const named = ({about}: PairWarning, value: string) => (about === "d-model" ? `d_model ${value}` : value);

async function forget(asked: string, {files, ...options}: LibraryOptions & {readonly files: boolean}): Promise<void> {
    using opened = await openLibrary(options);
    const {models} = opened.library;
    const {id, name} = chooseModel(await models.list(), asked);
    await models.forget({modelId: id, files});
    if (options.json) return printJson({id});
    print(`Forgot ${name}.`);
}
