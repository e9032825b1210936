import path from "node:path";
import type {Command} from "commander";
import {chooseModel, type LibraryOptions, openLibrary, print, printJson, withLibraryOptions} from "./openLibrary.ts";

export function registerCheck(library: Command): void {
    withLibraryOptions(library.command("check"))
        .description("whether a model and a dictionary belong together; fails where they can't be loaded together")
        .argument("<model>", "its id, path, name, or a part of its name")
        .argument("<dictionary>", "a .sae.gguf")
        .action(check);
}

async function check(asked: string, dictionary: string, options: LibraryOptions): Promise<void> {
    using opened = await openLibrary(options);
    const {id, name} = chooseModel(await opened.library.models.list(), asked);
    const warnings = await opened.library.check({modelId: id, dictionary: path.resolve(dictionary)});
    if (warnings.some(({level}) => level === "error")) process.exitCode = 1;
    if (options.json) return printJson(warnings);
    if (warnings.length === 0) return print(`${name} and ${path.basename(dictionary)} belong together, as far as they tell.`);
    for (const {level, about, expected, got} of warnings) print(`${level}: ${about}: the dictionary expects ${expected}, the model is ${got}`);
}
