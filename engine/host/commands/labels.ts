import path from "node:path";
import {type Command, Option} from "commander";
import {EngineError, type LabelFormat, type LabelSource} from "../../contract/index.ts";
import {type DictionaryFile, readDictionaryFile} from "../../dictionaries/index.ts";
import type {Store} from "../../store/openStore.ts";
import {defaultWorkspace} from "../defaultWorkspace.ts";
import {interruptSignal} from "../interrupt.ts";
import {progressLine} from "../progressLine.ts";
import {writeWhole} from "../writeWhole.ts";
import {askedDictionary, type DictionaryOption, withDictionaryOption} from "./dictionaryOption.ts";
import {findKnownDictionary} from "./findKnownDictionary.ts";

interface CommonOptions extends DictionaryOption {
    readonly workspace: string;
}

interface ImportOptions extends CommonOptions {
    readonly source?: string;
}

interface ExportOptions extends CommonOptions {
    readonly format: Exclude<LabelFormat, "neuronpedia">;
    readonly out?: string;
    readonly source?: readonly string[];
    readonly force: boolean;
}

export function registerLabels(program: Command): void {
    const labels = program.command("labels").description("what features mean: import, export, list and remove descriptions of a dictionary's features");
    withCommonOptions(labels.command("import"))
        .description("read a Neuronpedia export (a folder or a file), JSON, JSON Lines or CSV, gzipped or not; prints one line of JSON")
        .argument("<path>", "file or folder")
        .option("--source <name>", "who made them (default: what the file says, else its name)")
        .action(importFrom);
    withCommonOptions(labels.command("export"))
        .description("write labels as a file that import reads back to the same labels")
        .addOption(new Option("--format <format>", "Saelor's own, JSON keyed by feature, or CSV").choices(["saelor", "json", "csv"]).default("saelor"))
        .option("--source <name>", "only these; may be given several times", (name: string, before: readonly string[] = []) => [...before, name])
        .option("--out <file>", "the file to write (default: stdout)")
        .option("--force", "replace the file if there is one", false)
        .action(exportTo);
    withCommonOptions(labels.command("sources"))
        .description("who described the features, and how many")
        .option("--json", "one line of JSON", false)
        .action(sources);
    withCommonOptions(labels.command("remove"))
        .description("remove all labels of one source; prints one line of JSON")
        .argument("<source>", "as `labels sources` shows it; your own are `user`")
        .action(remove);
}

function withCommonOptions(command: Command): Command {
    return withDictionaryOption(command, "the only one that this workspace knows, else the demo's first").option(
        "--workspace <folder>",
        "where labels are kept",
        defaultWorkspace()
    );
}

async function importFrom(input: string, {source, ...options}: ImportOptions): Promise<void> {
    const signal = interruptSignal();
    const {importLabels} = await import("../../features/labels/importLabels.ts");
    const progress = progressLine(process.stderr);
    try {
        await withDictionary(options, async (store, known) => {
            const dictionary = await readDictionaryFile(known.path);
            for await (const event of importLabels(store, {dictionary, input: path.resolve(input), source, signal})) {
                if (event.type === "progress")
                    progress.show(`${event.labels} labels, ${Math.floor((100 * event.readBytes) / Math.max(1, event.totalBytes))} %`);
                else {
                    const {type: _type, ...told} = event;
                    process.stdout.write(`${JSON.stringify({dictionary: dictionary.id, ...told})}\n`);
                }
            }
        });
    } finally {
        progress.clear();
    }
}

async function exportTo({format, out, source, force, ...options}: ExportOptions): Promise<void> {
    const [{exportLabels}, {openGate}] = await Promise.all([import("../../features/labels/exportLabels.ts"), import("../../moderation/gate.ts")]);
    await withDictionary(options, async (store, {id}) => {
        const file = await exportLabels({store, gate: openGate(store.moderation)}, {dictionary: id, format, sources: source});
        if (out === undefined) process.stdout.write(await file.text());
        else await writeWhole(out, new Uint8Array(await file.arrayBuffer()), {force});
    });
}

async function sources({json, ...options}: CommonOptions & {readonly json: boolean}): Promise<void> {
    await withDictionary(options, async (store, {id}) => {
        const found = store.labels.sources(id);
        process.stdout.write(json ? `${JSON.stringify(found)}\n` : table(found));
    });
}

async function remove(source: string, options: CommonOptions): Promise<void> {
    const {removeLabels} = await import("../../features/labels/removeLabels.ts");
    await withDictionary(options, async (store, {id}) => {
        if (!store.labels.sources(id).some((one) => one.source === source))
            throw new EngineError("input/invalid", {detail: `no labels have the source ${source}: see saelor labels sources`});
        process.stdout.write(`${JSON.stringify({dictionary: id, removed: await removeLabels(store, {dictionary: id, source})})}\n`);
    });
}

type Known = Pick<DictionaryFile, "id" | "name" | "path">;

/** Opens the workspace, finds the dictionary that is meant, and closes the workspace whatever happens. */
async function withDictionary({workspace, ...asked}: CommonOptions, use: (store: Store, known: Known) => Promise<void>): Promise<void> {
    const {openStore} = await import("../../store/openStore.ts");
    const store = openStore(workspace);
    try {
        await use(store, await findKnownDictionary(store, askedDictionary(asked)));
    } finally {
        store.close();
    }
}

function table(found: readonly LabelSource[]): string {
    if (found.length === 0) return "no labels\n";
    const width = Math.max(6, ...found.map(({source}) => source.length));
    const lines = found.map(({source, labels, features, models, meanScore, newest}) => {
        const facts = [
            `${labels}`.padStart(8),
            `${features}`.padStart(8),
            (meanScore === undefined ? "" : meanScore.toFixed(2)).padStart(6),
            newest === undefined ? " ".repeat(10) : new Date(newest).toISOString().slice(0, 10),
            models.join(", ")
        ];
        return `${source.padEnd(width)} ${facts.join("  ")}`.trimEnd();
    });
    return `${"source".padEnd(width)} ${"labels".padStart(8)}  features   score  newest      models\n${lines.join("\n")}\n`;
}
