import path from "node:path";
import type {Command} from "commander";
import type {DictionaryEntry, ModelEntry} from "../../../contract/index.ts";
import {sizeText, textTable} from "../../textTable.ts";
import {type LibraryOptions, openLibrary, print, printJson, withLibraryOptions} from "./openLibrary.ts";

export function registerList(library: Command): void {
    withLibraryOptions(library.command("list")).description("models that Saelor knows, with their dictionaries").action(list);
    withLibraryOptions(library.command("dictionaries")).description("dictionaries that Saelor knows").action(dictionaries);
}

async function list(options: LibraryOptions): Promise<void> {
    using opened = await openLibrary(options);
    const models = await opened.library.models.list();
    if (options.json) return printJson(models);
    const columns = [
        {title: "Model", gives: true},
        {title: "Weights"},
        {title: "Size", align: "right" as const},
        {title: "Dictionaries", gives: true},
        {title: "Id"}
    ];
    print(textTable(columns, models.map(modelRow)));
    for (const model of models) for (const line of remarks(model)) print(`${model.name}: ${line}`);
}

const modelRow = ({name, facts, bytes, dictionaries: beside, id}: ModelEntry) => [
    name,
    facts?.quantization ?? "",
    sizeText(bytes),
    beside.map((file) => path.basename(file).replace(/\.sae\.gguf$/i, "")).join(", "),
    id
];

function remarks({available, problem, warnings}: ModelEntry): string[] {
    const why = problem ?? (available ? undefined : "a file of it is gone");
    const doubts = warnings.flatMap(({dictionary, warnings: all}) =>
        all.map(({about, level, expected, got}) => `${level}, ${path.basename(dictionary)}: ${about}: expected ${expected}, got ${got}`)
    );
    return [...(why === undefined ? [] : [why]), ...doubts];
}

async function dictionaries(options: LibraryOptions): Promise<void> {
    using opened = await openLibrary(options);
    const entries = await opened.library.dictionaries.list();
    if (options.json) return printJson(entries);
    const columns = [
        {title: "Dictionary", gives: true},
        {title: "Layer", align: "right" as const},
        {title: "Features", align: "right" as const},
        {title: "Type"},
        {title: "Size", align: "right" as const},
        {title: "Trained on", gives: true},
        {title: "Path", gives: true}
    ];
    print(textTable(columns, entries.map(dictionaryRow)));
    for (const {name, problem} of entries) if (problem !== undefined) print(`${name}: ${problem}`);
}

const dictionaryRow = ({name, info, bytes, path: file}: DictionaryEntry) => [
    name,
    `${info?.layer ?? ""}`,
    `${info?.nFeatures ?? ""}`,
    info?.weightType ?? "",
    sizeText(bytes),
    info?.trainedOn ?? "",
    file
];
