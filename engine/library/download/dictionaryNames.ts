import {basename, dirname} from "node:path";
import type {Source} from "./checkpoint.ts";
import {localPath} from "./fetchSource.ts";
import {safePath} from "./safeName.ts";

/** Where a source lies while its dictionary is made: under its repository's name, from which readers learn too. */
export const sourceFolder = (incoming: string, {repo}: Pick<Source, "repo">): string => [incoming, "source", ...safePath(repo)].join("/");

/** The one file of a dictionary, or the folder that holds all of its files. */
export function sourceInput(source: Source, folder: string): string {
    const [first, ...others] = source.files.map(({path}) => localPath(folder, path)) as [string, ...string[]];
    if (others.length === 0) return first;
    let common = dirname(first);
    while (!others.every((path) => path.startsWith(`${common}/`) || path.startsWith(`${common}\\`))) common = dirname(common);
    return common;
}

/** Names that files of weights have everywhere, so that they tell nothing. */
const COMMON = /^(?:cfg|config|hyperparams|params|sae|sae_weights|ae|final|model|dictionary|sparsity)$/i;

/** A name for the library's file: the repository's, and what of the path tells more. */
export function dictionaryName({repo, files}: Source): string {
    const repoName = repo.split("/")[1]!;
    const [weights] = [...files].sort((a, b) => b.bytes - a.bytes) as [Source["files"][number]];
    const folders = weights.path
        .split("/")
        .slice(0, -1)
        .filter((name) => name !== "checkpoints");
    const stem = basename(weights.path).replace(/(?:\.sae)?\.[a-z0-9]+$/i, "");
    const parts = [repoName, ...folders, ...(COMMON.test(stem) ? [] : [stem])];
    // a folder or file that repeats the name of what it lies in says nothing new
    return parts.filter((part, i) => i === 0 || !parts.slice(0, i).some((before) => before.toLowerCase().includes(part.toLowerCase()))).join(" ");
}
