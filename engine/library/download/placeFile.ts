import {link, rename, stat, unlink} from "node:fs/promises";
import {dirname} from "node:path";
import {assertAbsent} from "../../dictionaries/files/assertAbsent.ts";
import {toFileError} from "../../dictionaries/files/toFileError.ts";
import {ensureFolder} from "../../store/ensureFolder.ts";

/**
 * Gives a whole file its place, on the same disk, without replacing anything. May be called again after a kill: what is at its place already is
 * left there.
 * @throws EngineError `file/exists` where something else has the name; `file/no-permission`
 */
export async function placeFile(from: string, to: string): Promise<void> {
    const [here, there] = await Promise.all([identity(from), identity(to)]);
    if (here === undefined && there !== undefined) return;
    ensureFolder(dirname(to));
    try {
        if (here !== undefined && here === there) return await unlink(from);
        try {
            await link(from, to);
        } catch (error) {
            if (["EEXIST", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
            // exFAT and some network disks have no hard links
            await assertAbsent(to);
            return await rename(from, to);
        }
        await unlink(from);
    } catch (error) {
        throw toFileError(error, to, "write");
    }
}

async function identity(path: string): Promise<string | undefined> {
    const stats = await stat(path, {bigint: true}).catch(() => undefined);
    return stats && `${stats.dev} ${stats.ino}`;
}
