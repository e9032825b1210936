import {open} from "node:fs/promises";
import {basename} from "node:path";
import {EngineError, type ModerationCategory} from "../contract/index.ts";
import type {Store} from "../store/openStore.ts";
import {MAX_LIST_BYTES, type ReadList, readList} from "./readList.ts";
import type {ListEntry, ListedDictionary} from "./types.ts";

export interface ListImport {
    /** new on the list */
    readonly added: number;
    /** on it already: they keep what is said of them */
    readonly present: number;
    /** named twice, or no features of this dictionary */
    readonly skipped: number;
    /** what was passed over, and why: the first of each kind */
    readonly why: string[];
}

export interface ImportOptions {
    readonly policy: readonly ModerationCategory[];
    /** take it all the same: of other weights with as many features, with categories that nobody explains, without reasons */
    readonly anyway?: boolean;
}

/**
 * Puts on a dictionary's list what a file names, all of it or nothing. An import never takes a feature off a list and never rewords what a person said of one, so
 * the same file again changes nothing. A list as Saelor writes it may have categories that the policy does not have; a table is held to what is asked of a person.
 * @param input path, or the file itself
 * @throws EngineError `file/*`, `input/invalid` (a list of other weights; a table with unknown categories or without reasons)
 */
export async function importList(
    store: Store,
    dictionary: ListedDictionary,
    input: string | File,
    {policy, anyway = false}: ImportOptions
): Promise<ListImport> {
    const path = typeof input === "string" ? input : input.name;
    const list = await readList(path, await bytesOf(input));
    requireOwn(store, list, dictionary, anyway);
    if (!anyway) requireSaid(store, list, dictionary, policy);
    const source = basename(path).slice(0, 100);
    return store.atomically(() => {
        const listed = store.moderation.categories(dictionary.id);
        const wanted = new Map<number, ListEntry>();
        const [outside, twice]: [number[], number[]] = [[], []];
        for (const entry of list.entries) {
            const {feature} = entry;
            if (feature >= dictionary.nFeatures) outside.push(feature);
            else if (wanted.has(feature)) twice.push(feature);
            else wanted.set(feature, entry);
        }
        const entries = [...wanted.values()].filter(({feature}) => !listed.has(feature)).map((entry) => ({...entry, source}));
        const of = list.about === undefined ? "" : `, version ${list.about.version} of ${list.about.dictionary.id}`;
        const added = store.moderation.put(dictionary.id, entries, {action: "import", detail: `${source}${of}`});
        const why = [
            ...(outside.length > 0 ? [`no features of this dictionary, which has 0 to ${dictionary.nFeatures - 1}: ${some(outside)}`] : []),
            ...(twice.length > 0 ? [`named again, the first line counts: ${some(twice)}`] : [])
        ];
        return {added, present: wanted.size - added, skipped: outside.length + twice.length, why};
    });
}

/** Indices mean nothing in another dictionary; the same weights have the same ones, whatever file they lie in. */
function requireOwn({dictionaries}: Store, {about}: ReadList, {id, name, nFeatures, sourceSha256, weights}: ListedDictionary, anyway: boolean): void {
    if (about === undefined) return;
    const theirs = about.dictionary;
    if (theirs.id === id) return;
    const whose = `the list is of ${theirs.name} (${theirs.id}, ${theirs.nFeatures} features), not of ${name} (${id}, ${nFeatures} features)`;
    if (theirs.nFeatures !== nFeatures) throw new EngineError("input/invalid", {detail: whose});
    if (theirs.sourceSha256 !== undefined && theirs.sourceSha256 === sourceSha256) return;
    const theirWeights = theirs.weights ?? dictionaries.weightsOf(theirs.id);
    if (anyway || (theirWeights !== undefined && theirWeights === weights)) return;
    const reason = theirWeights === undefined || weights === undefined ? "whether their weights are the same is not known" : "their weights are not the same";
    throw new EngineError("input/invalid", {detail: `${whose}, and ${reason}; to take it for as many features all the same: --anyway`});
}

/** What `addToList` asks of a person is asked of a table, too: a category that means something, and a reason. */
function requireSaid({moderation}: Store, {about, entries}: ReadList, {id}: ListedDictionary, policy: readonly ModerationCategory[]): void {
    if (about !== undefined) return;
    const known = new Set([...policy.map((category) => category.id), ...moderation.categories(id).values()]);
    const unknown = [...new Set(entries.map(({category}) => category).filter((category) => !known.has(category)))];
    const unsaid = entries.filter(({reason}) => reason === "").map(({feature}) => feature);
    const wrong = [
        ...(unknown.length > 0 ? [`the policy has no category ${some(unknown)} (it has ${policy.map((category) => category.id).join(", ")})`] : []),
        ...(unsaid.length > 0 ? [`no reason is given for ${some(unsaid)}`] : [])
    ];
    if (wrong.length > 0) throw new EngineError("input/invalid", {detail: `${wrong.join("; ")}; nothing was taken; to take it all the same: --anyway`});
}

const SOME = 10;
const some = (list: readonly (number | string)[]) => `${list.slice(0, SOME).join(", ")}${list.length > SOME ? ` and ${list.length - SOME} more` : ""}`;

async function bytesOf(input: string | File): Promise<Uint8Array> {
    if (typeof input !== "string") {
        requireSize(input.name, input.size);
        return new Uint8Array(await input.arrayBuffer());
    }
    try {
        const file = await open(input);
        try {
            const stats = await file.stat();
            if (!stats.isFile()) throw new EngineError("file/malformed", {path: input, format: "moderation list", detail: "it is not a file"});
            requireSize(input, stats.size);
            return await file.readFile();
        } finally {
            await file.close();
        }
    } catch (cause) {
        const {code} = cause as NodeJS.ErrnoException;
        if (code === "ENOENT" || code === "ENOTDIR") throw new EngineError("file/not-found", {path: input}, {cause});
        if (code === "EACCES" || code === "EPERM") throw new EngineError("file/no-permission", {path: input, operation: "read"}, {cause});
        throw cause;
    }
}

function requireSize(path: string, bytes: number): void {
    if (bytes > MAX_LIST_BYTES) throw new EngineError("file/too-large", {path, limitBytes: MAX_LIST_BYTES, gotBytes: bytes, detail: "a moderation list"});
}
