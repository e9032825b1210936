import type {Command} from "commander";
import {EngineError} from "../../../contract/index.ts";
import {sizeText, textTable} from "../../textTable.ts";
import {type LibraryOptions, openLibrary, print, printJson, withLibraryOptions} from "./openLibrary.ts";

export function registerCatalogue(library: Command): void {
    withLibraryOptions(library.command("catalogue"))
        .description("models that are known to have dictionaries, and what of them is here; asks nobody")
        .argument("[entry]", "one of them, with its files and dictionaries")
        .action(catalogue);
}

async function catalogue(asked: string | undefined, options: LibraryOptions): Promise<void> {
    using opened = await openLibrary(options);
    const all = await opened.library.catalogue();
    const entries = asked === undefined ? all : all.filter(({id}) => id === asked);
    if (asked !== undefined && entries.length === 0)
        throw new EngineError("input/invalid", {detail: `the catalogue has no ${asked}; it has ${all.map(({id}) => id).join(", ")}`});
    if (options.json) return printJson(entries);
    const right = (title: string) => ({title, align: "right" as const});
    if (asked === undefined) {
        const rows = entries.map(({id, files, dictionaries, license}) => {
            const best = files.find(({recommended}) => recommended) ?? files[0];
            const here = files.some(({modelId}) => modelId !== undefined);
            return [
                id,
                best?.quantization ?? "",
                best === undefined ? "" : sizeText(best.bytes),
                dictionaries.map(({id: one}) => one).join(", "),
                license,
                here ? "yes" : ""
            ];
        });
        return print(
            textTable([{title: "Entry"}, {title: "Best"}, right("Size"), {title: "Dictionaries", gives: true}, {title: "Licence"}, {title: "Here"}], rows)
        );
    }
    for (const {title, summary, files, dictionaries, cautions} of entries) {
        print(`${title}\n${summary}\n`);
        const fileRows = files.map(({id, bytes, repo, recommended, modelId}) => [
            id,
            sizeText(bytes),
            recommended ? "best" : "",
            modelId === undefined ? "" : "here",
            repo
        ]);
        print(`${textTable([{title: "File"}, right("Size"), {title: ""}, {title: ""}, {title: "Repository", gives: true}], fileRows)}\n`);
        const rows = dictionaries.map(({id, layer, nFeatures, bytes, installed, repo}) => [
            id,
            `${layer}`,
            `${nFeatures}`,
            sizeText(bytes),
            installed === undefined ? "" : "here",
            repo
        ]);
        print(textTable([{title: "Dictionary"}, right("Layer"), right("Features"), right("Size"), {title: ""}, {title: "Repository", gives: true}], rows));
        for (const caution of cautions) print(`\n${caution}`);
    }
}
