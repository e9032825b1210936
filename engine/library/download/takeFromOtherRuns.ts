import {link, readdir, rename, rm, stat} from "node:fs/promises";
import {dirname, join, relative} from "node:path";
import {ensureFolder} from "../../store/ensureFolder.ts";
import type {SizedFile} from "./types.ts";
import {verifyFile} from "./verifyFile.ts";

export interface Taking {
    /** of this run, beside those of others */
    readonly runFolder: string;
    readonly signal: AbortSignal;
    readonly onBytes: (done: number) => void;
}

/**
 * Takes a file that another run has fetched whole, as a second name of it: one that failed because its dictionary lacked a fact, say, and is now asked for
 * with that fact. Only what the digest proves to be the same is taken.
 * @returns whether it is there now
 */
export async function takeFromOtherRuns(path: string, {bytes, sha256}: SizedFile, {runFolder, signal, onBytes}: Taking): Promise<boolean> {
    if (sha256 === undefined || (await sizeOf(path)) !== undefined || (await sizeOf(`${path}.part`)) !== undefined) return false;
    const incoming = dirname(runFolder);
    for (const run of await readdir(incoming).catch(() => [])) {
        const other = join(incoming, run, relative(runFolder, path));
        if (other === path || (await sizeOf(other)) !== bytes) continue;
        ensureFolder(dirname(path));
        // only what was checked has the name, after a kill too
        const taken = `${path}.taken`;
        try {
            await rm(taken, {force: true});
            await link(other, taken);
            if ((await verifyFile(taken, sha256, {signal, onBytes})) === undefined) {
                await rename(taken, path);
                return true;
            }
        } catch {
            // gone meanwhile, or a disk without links: then it is fetched
            signal.throwIfAborted();
        } finally {
            await rm(taken, {force: true});
        }
    }
    return false;
}

async function sizeOf(path: string): Promise<number | undefined> {
    return (await stat(path).catch(() => undefined))?.size;
}
