import type {Dirent} from "node:fs";
import {readdir, realpath} from "node:fs/promises";
import {join} from "node:path";
import {splitParts} from "./splitParts.ts";
import {statFile} from "./statFile.ts";

/** Models lie three folders deep at most in every program's habit; a home folder that was added by mistake has millions of files. */
const LIMITS = {depth: 6, entries: 50_000, found: 2000};

/**
 * GGUF files in a folder and below it, in order of their paths; of a split model the first part. Links are followed, but no folder is entered
 * twice; what can't be read is passed over, as are hidden folders and files that are being fetched.
 */
export async function scanFolder(folder: string, limits: Partial<typeof LIMITS> = {}): Promise<readonly string[]> {
    const {depth: deepest, entries: mostEntries, found: mostFound} = {...LIMITS, ...limits};
    const found: string[] = [];
    const entered = new Set<string>();
    let seen = 0;
    const enter = async (path: string, depth: number): Promise<void> => {
        const real = await realpath(path).catch(() => undefined);
        if (real === undefined || entered.has(real)) return;
        entered.add(real);
        const entries: Dirent[] = await readdir(path, {withFileTypes: true}).catch(() => []);
        for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
            if (found.length >= mostFound || ++seen > mostEntries) return;
            if (entry.name.startsWith(".")) continue;
            const child = join(path, entry.name);
            const kind = entry.isSymbolicLink() ? await statFile(child) : entry;
            if (kind?.isDirectory()) {
                if (depth < deepest) await enter(child, depth + 1);
            } else if (kind?.isFile() && /\.gguf$/i.test(entry.name) && splitParts(child)[0] === child) found.push(child);
        }
    };
    await enter(folder, 1);
    return found;
}

export const isDictionaryName = (path: string) => /\.sae\.gguf$/i.test(path);
