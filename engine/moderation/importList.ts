import {open} from "node:fs/promises";
import {basename} from "node:path";
import {EngineError} from "../contract/index.ts";
import type {Store} from "../store/openStore.ts";
import {MAX_LIST_BYTES, type ReadList, readList} from "./readList.ts";
import type {ListedDictionary} from "./types.ts";

export interface ListImport {
    /** new on the list */
    readonly added: number;
    /** on it already: they keep what is said of them */
    readonly present: number;
    /** named twice, or no features of this dictionary */
    readonly skipped: number;
}

/**
 * Puts on a dictionary's list what a file names, all of it or nothing. An import never takes a feature off a list and never rewords what a person said of one, so
 * the same file again changes nothing. Categories that the policy does not have are kept as they are.
 * @param input path, or the file itself
 * @throws EngineError `file/*`, `input/invalid` (a list of another dictionary)
 */
export async function importList(store: Store, dictionary: ListedDictionary, input: string | File): Promise<ListImport> {
    const path = typeof input === "string" ? input : input.name;
    const list = await readList(path, await bytesOf(input));
    requireOwn(list, dictionary);
    const source = basename(path).slice(0, 100);
    return store.atomically(() => {
        const listed = store.moderation.categories(dictionary.id);
        const seen = new Set<number>();
        const wanted = list.entries.filter(({feature}) => feature < dictionary.nFeatures && !seen.has(feature) && seen.add(feature));
        const entries = wanted.filter(({feature}) => !listed.has(feature)).map((entry) => ({...entry, source}));
        const of = list.about === undefined ? "" : `, version ${list.about.version} of ${list.about.dictionary.id}`;
        const added = store.moderation.put(dictionary.id, entries, {action: "import", detail: `${source}${of}`});
        return {added, present: wanted.length - added, skipped: list.entries.length - wanted.length};
    });
}

/** Indices mean nothing in another dictionary; another conversion of the same weights has the same ones. */
function requireOwn({about}: ReadList, {id, name, nFeatures, sourceSha256}: ListedDictionary): void {
    if (about === undefined) return;
    const theirs = about.dictionary;
    if (theirs.id === id) return;
    if (theirs.sourceSha256 !== undefined && theirs.sourceSha256 === sourceSha256 && theirs.nFeatures === nFeatures) return;
    throw new EngineError("input/invalid", {
        detail: `the list is of ${theirs.name} (${theirs.id}, ${theirs.nFeatures} features), not of ${name} (${id}, ${nFeatures} features)`
    });
}

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
