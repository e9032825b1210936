import type {Command} from "commander";
import {sizeText, textTable} from "../../textTable.ts";
import {type LibraryOptions, openLibrary, print, printJson, withLibraryOptions} from "./openLibrary.ts";

export function registerFound(library: Command): void {
    withLibraryOptions(library.command("found"))
        .description("models in your own folders, LM Studio's, Ollama's and Hugging Face's, to add where they lie")
        .action(found);
}

async function found(options: LibraryOptions): Promise<void> {
    using opened = await openLibrary(options);
    const models = await opened.library.found();
    if (options.json) return printJson(models);
    if (models.length === 0) return print("No models found. saelor library folder --add DIR adds a folder to look in.");
    const columns = [
        {title: "Model", gives: true},
        {title: "Weights"},
        {title: "Size", align: "right" as const},
        {title: "Found in"},
        {title: "Added"},
        {title: "Path", gives: true}
    ];
    const rows = models.map(({name, facts, bytes, place, modelId, path}) => [
        name,
        facts?.quantization ?? "",
        sizeText(bytes),
        place,
        modelId === undefined ? "" : "yes",
        path
    ]);
    print(textTable(columns, rows));
    for (const {name, problem} of models) if (problem !== undefined) print(`${name}: ${problem}`);
}
