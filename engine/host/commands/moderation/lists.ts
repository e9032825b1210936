import path from "node:path";
import {fileURLToPath} from "node:url";
import {type Command, Option} from "commander";
import {EngineError} from "../../../contract/index.ts";
import {wholeNumber} from "../../commandModel.ts";
import {textTable} from "../../textTable.ts";
import {writeWhole} from "../../writeWhole.ts";
import {print, printJson} from "../library/openLibrary.ts";
import {type CommonOptions, parseFeatures, withCommonOptions, withDictionary} from "./openModeration.ts";

export const RESOURCES = fileURLToPath(new URL("../../../../resources", import.meta.url));

interface ListOptions extends CommonOptions {
    readonly category?: string;
    readonly proposed: boolean;
    readonly offset: number;
    readonly limit: number;
    readonly json: boolean;
}

interface AddOptions extends CommonOptions {
    readonly category: string;
    readonly reason: string;
    readonly dead: boolean;
}

interface ExportOptions extends CommonOptions {
    readonly format: "json" | "csv";
    readonly out?: string;
    readonly force: boolean;
}

/** Commands on what is on a dictionary's list. */
export function registerLists(moderation: Command): void {
    withCommonOptions(moderation.command("counts"))
        .description("how many features are moderated, by category, and how many of them never fire; prints one line of JSON")
        .action((options: CommonOptions) => withDictionary(options, async (store, dictionary) => printJson(await counted(store, dictionary))));
    withCommonOptions(moderation.command("list"))
        .description("features that are on the list, or with --proposed those that a model proposed")
        .option("--category <category>", "only these")
        .option("--proposed", "what waits for your decision instead", false)
        .option("--offset <number>", "how many to pass over", wholeNumber, 0)
        .option("--limit <number>", "how many to show", wholeNumber, 100)
        .option("--json", "one line of JSON", false)
        .action(list);
    withCommonOptions(moderation.command("add"))
        .description("put features on the list; prints the counts")
        .argument("[features...]", "numbers and ranges: 12 40-45")
        .option("--dead", "all that never fired in the newest harvest", false)
        .requiredOption("--category <category>", "one of the policy's: see saelor moderation categories")
        .requiredOption("--reason <text>", "why; kept with the list and in the audit")
        .action(add);
    withCommonOptions(moderation.command("remove"))
        .description("take features off the list; prints the counts")
        .argument("<features...>", "numbers and ranges: 12 40-45")
        .requiredOption("--reason <text>", "why; kept in the audit")
        .action(remove);
    withCommonOptions(moderation.command("import"))
        .description("add what a list as JSON, or a table with index, category and reason, names; prints one line of JSON")
        .argument("<file>")
        .option("--anyway", "also the list of another dictionary with as many features, and a table with unknown categories or without reasons", false)
        .action(importFrom);
    withCommonOptions(moderation.command("export"))
        .description("write the list as a file that import reads")
        .addOption(new Option("--format <format>", "all of it, or a table").choices(["json", "csv"]).default("json"))
        .option("--out <file>", "the file to write (default: stdout)")
        .option("--force", "replace the file if there is one", false)
        .action(exportTo);
}

type Opened = Parameters<Parameters<typeof withDictionary>[1]>;

async function counted(...[store, dictionary]: Opened) {
    const {countModerated} = await import("../../../moderation/counts.ts");
    return {dictionary: dictionary.id, ...countModerated(store, dictionary)};
}

async function list({category, proposed, offset, limit, json, ...options}: ListOptions): Promise<void> {
    const {withLabels} = await import("../../withLabels.ts");
    await withDictionary(options, (store, {id}) => {
        if (proposed) {
            const {total, proposals} = store.proposals.page(id, {offset, limit});
            const named = withLabels(store, id, proposals);
            if (json) return printJson({total, proposals: named});
            const rows = named.map((one) => [`${one.feature}`, one.category, one.confidence.toFixed(2), one.label ?? "", one.reason]);
            const columns = [
                {title: "Feature", align: "right" as const},
                {title: "Category"},
                {title: "Sure"},
                {title: "Label", gives: true},
                {title: "Why", gives: true}
            ];
            return print(`${textTable(columns, rows)}${total} in all`);
        }
        const {total, entries} = store.moderation.page(id, {category, offset, limit});
        const named = withLabels(store, id, entries);
        if (json) return printJson({total, entries: named});
        const rows = named.map((one) => [`${one.feature}`, one.category, one.source, one.label ?? "", one.reason]);
        const columns = [
            {title: "Feature", align: "right" as const},
            {title: "Category"},
            {title: "From"},
            {title: "Label", gives: true},
            {title: "Why", gives: true}
        ];
        print(`${textTable(columns, rows)}${total} in all`);
    });
}

async function add(given: readonly string[], {category, reason, dead, ...options}: AddOptions): Promise<void> {
    if (dead === given.length > 0) throw new EngineError("input/invalid", {detail: "give either features or --dead"});
    requireReason(reason);
    const [{addToList}, {readPolicy}] = await Promise.all([import("../../../moderation/changeList.ts"), import("../../../moderation/policy.ts")]);
    await withDictionary(options, async (store, dictionary) => {
        const policy = readPolicy(store, RESOURCES);
        const changed = addToList(store, {dictionary, policy}, {features: dead ? "dead" : parseFeatures(given), category, reason: reason.trim()});
        printJson({changed, ...(await counted(store, dictionary))});
    });
}

async function remove(given: readonly string[], {reason, ...options}: CommonOptions & {readonly reason: string}): Promise<void> {
    requireReason(reason);
    const {removeFromList} = await import("../../../moderation/changeList.ts");
    await withDictionary(options, async (store, dictionary) => {
        const changed = removeFromList(store, dictionary, {features: parseFeatures(given), reason: reason.trim()});
        printJson({changed, ...(await counted(store, dictionary))});
    });
}

async function importFrom(file: string, {anyway, ...options}: CommonOptions & {readonly anyway: boolean}): Promise<void> {
    const [{importList}, {readPolicy}] = await Promise.all([import("../../../moderation/importList.ts"), import("../../../moderation/policy.ts")]);
    await withDictionary(options, async (store, dictionary) => {
        const told = await importList(store, dictionary, path.resolve(file), {policy: readPolicy(store, RESOURCES), anyway});
        printJson({...told, counts: await counted(store, dictionary)});
    });
}

async function exportTo({format, out, force, ...options}: ExportOptions): Promise<void> {
    const [{exportList}, {readPolicy}] = await Promise.all([import("../../../moderation/exportList.ts"), import("../../../moderation/policy.ts")]);
    await withDictionary(options, async (store, dictionary) => {
        const file = exportList({store, dictionary, policy: readPolicy(store, RESOURCES)}, format);
        if (out === undefined) process.stdout.write(await file.text());
        else await writeWhole(out, new Uint8Array(await file.arrayBuffer()), {force});
    });
}

/** As the contract asks of the screen. */
function requireReason(reason: string): void {
    const {length} = reason.trim();
    if (length < 1 || length > 1000) throw new EngineError("input/invalid", {detail: `the reason has ${length} characters: give 1 to 1000`});
}
