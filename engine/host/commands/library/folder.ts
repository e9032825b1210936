import path from "node:path";
import type {Command} from "commander";
import {EngineError, type Place} from "../../../contract/index.ts";
import {sizeText, textTable} from "../../textTable.ts";
import {type LibraryOptions, openLibrary, print, printJson, withLibraryOptions} from "./openLibrary.ts";

interface FolderOptions extends LibraryOptions {
    readonly add?: string;
    readonly remove?: string;
    readonly default: boolean;
}

export function registerFolder(library: Command): void {
    withLibraryOptions(library.command("folder"))
        .description("where the library keeps what it fetches, and where it looks for models")
        .argument("[folder]", "keep what is fetched here from now on; what is there already stays where it is")
        .option("--default", "keep it in the workspace again", false)
        .option("--add <folder>", "look for models here too")
        .option("--remove <folder>", "look here no more")
        .action(folder);
}

async function folder(given: string | undefined, {add, remove, default: own, ...options}: FolderOptions): Promise<void> {
    const asked = [given, own ? "" : undefined, add, remove].filter((one) => one !== undefined);
    if (asked.length > 1) throw new EngineError("input/invalid", {detail: "one change at a time: a folder, --default, --add or --remove"});
    using opened = await openLibrary(options);
    const {library} = opened;
    const places =
        given !== undefined || own
            ? await library.setFolder(given === undefined ? null : path.resolve(given))
            : add !== undefined
              ? await library.addFolder(path.resolve(add))
              : remove !== undefined
                ? await library.removeFolder(path.resolve(remove))
                : await library.places();
    if (options.json) printJson(places);
    else print(textTable([{title: "Folder", gives: true}, {title: "Of"}, {title: "Free", align: "right"}], places.map(row)));
}

const row = ({path: folderPath, kind, exists, freeBytes}: Place) => [
    folderPath,
    exists ? kind : `${kind} (not made yet)`,
    freeBytes === undefined ? "" : sizeText(freeBytes)
];
