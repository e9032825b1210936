import {readFile} from "node:fs/promises";
import type {Command} from "commander";
import {z} from "zod";
import {EngineError, moderationCategorySchema} from "../../../contract/index.ts";
import {toFileError} from "../../../dictionaries/files/toFileError.ts";
import {wholeNumber} from "../../commandModel.ts";
import {defaultWorkspace} from "../../defaultWorkspace.ts";
import {textTable} from "../../textTable.ts";
import {writeWhole} from "../../writeWhole.ts";
import {askedDictionary, type DictionaryOption, withDictionaryOption} from "../dictionaryOption.ts";
import {findKnownDictionary} from "../findKnownDictionary.ts";
import {print, printJson} from "../library/openLibrary.ts";
import {RESOURCES} from "./lists.ts";
import {type CommonOptions, withCommonOptions, withDictionary, withStore} from "./openModeration.ts";

interface AccessOptions extends CommonOptions {
    readonly grant?: string;
    readonly revoke: boolean;
}

interface AuditOptions extends DictionaryOption {
    readonly workspace: string;
    readonly limit: number;
    readonly json: boolean;
    readonly out?: string;
    readonly force: boolean;
}

interface CategoriesOptions {
    readonly workspace: string;
    readonly set?: string;
    readonly json: boolean;
}

/** Commands on who may see moderated features, on what they are moderated for, and on what was done. */
export function registerAccess(moderation: Command): void {
    withCommonOptions(moderation.command("access"))
        .description("whether moderated features of a dictionary are seen and steered here; prints one line of JSON")
        .option("--grant <reason>", "see and steer them from now on, for this reason of at least 10 letters, which the audit keeps")
        .option("--revoke", "hide them again", false)
        .action(access);
    moderation
        .command("categories")
        .description("what features are moderated for")
        .option("--set <file>", "replace them by a JSON array of {id, title, description}")
        .option("--json", "one line of JSON", false)
        .option("--workspace <folder>", "where the lists are kept", defaultWorkspace())
        .action(categories);
    withDictionaryOption(moderation.command("audit"), "all")
        .description("what was changed and refused, newest first; with --out all of it, oldest first, as JSON Lines")
        .option("--limit <number>", "how many to show", wholeNumber, 50)
        .option("--json", "one line of JSON", false)
        .option("--out <file>", "write all of it to this file")
        .option("--force", "replace the file if there is one", false)
        .option("--workspace <folder>", "where the audit is kept", defaultWorkspace())
        .action(audit);
}

async function access({grant, revoke, ...options}: AccessOptions): Promise<void> {
    if (grant !== undefined && revoke) throw new EngineError("input/invalid", {detail: "give either --grant or --revoke"});
    const reason = grant?.trim();
    if (reason !== undefined && (reason.length < 10 || reason.length > 1000))
        throw new EngineError("input/invalid", {detail: `the reason has ${reason.length} characters: give 10 to 1000`});
    const {grantAccess, readAccess, revokeAccess} = await import("../../../moderation/researchAccess.ts");
    await withDictionary(options, (store, {id}) => {
        const now = reason === undefined ? (revoke ? revokeAccess(store, id) : readAccess(store, id)) : grantAccess(store, {dictionary: id, reason});
        printJson({dictionary: id, ...now});
    });
}

async function categories({workspace, set, json}: CategoriesOptions): Promise<void> {
    const {readPolicy, setPolicy} = await import("../../../moderation/policy.ts");
    const given = set === undefined ? undefined : await readCategories(set);
    await withStore(workspace, (store) => {
        if (given !== undefined) setPolicy(store, given);
        const policy = readPolicy(store, RESOURCES);
        if (json) return printJson(policy);
        print(
            textTable(
                [{title: "Category"}, {title: "Title"}, {title: "What it means", gives: true}],
                policy.map(({id, title, description}) => [id, title, description])
            )
        );
    });
}

async function readCategories(path: string) {
    const text = await readFile(path, "utf8").catch((cause: unknown) => {
        throw toFileError(cause, path, "read");
    });
    try {
        return z.array(moderationCategorySchema).max(100).parse(JSON.parse(text));
    } catch (cause) {
        const detail = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
        throw new EngineError("file/malformed", {path, format: "moderation policy", detail}, {cause});
    }
}

async function audit({workspace, limit, json, out, force, ...given}: AuditOptions): Promise<void> {
    const asked = askedDictionary(given);
    if (out !== undefined && asked !== undefined)
        throw new EngineError("input/invalid", {detail: "--out writes the audit of all dictionaries: leave --dictionary out"});
    await withStore(workspace, async (store) => {
        if (out !== undefined) {
            const {exportAudit} = await import("../../../moderation/exportAudit.ts");
            return await writeWhole(out, new Uint8Array(await (await exportAudit(store)).arrayBuffer()), {force});
        }
        const entries = store.moderation.newestAudit(asked === undefined ? undefined : (await findKnownDictionary(store, asked)).id, limit);
        if (json) return printJson(entries);
        const columns = [{title: "When"}, {title: "What"}, {title: "Features", align: "right" as const}, {title: "Dictionary"}, {title: "Why", gives: true}];
        print(
            textTable(
                columns,
                entries.map(({at, action, features, dictionary, detail}) => [
                    new Date(at).toISOString().slice(0, 19).replace("T", " "),
                    action,
                    `${features}`,
                    store.dictionaries.find(dictionary)?.name ?? dictionary,
                    detail
                ])
            )
        );
    });
}
