import {randomBytes} from "node:crypto";
import {type FileHandle, link, open, rename, statfs, unlink} from "node:fs/promises";
import {dirname} from "node:path";
import {EngineError} from "../../contract/errors.ts";
import {assertAbsent} from "./assertAbsent.ts";
import {toFileError} from "./toFileError.ts";

export interface AtomicWrite {
    readonly overwrite?: boolean | undefined;
    /** what the file will take, so that a full disk is found before the work, not after */
    readonly expectedBytes?: number;
}

/**
 * Writes a file beside its place and moves it there when it is whole and on disk: readers see the old file or the new one, never a half one.
 * Whatever is thrown, by `write` too, leaves the place as it was and no temporary file.
 * @throws EngineError `file/exists` unless `overwrite`, `file/no-permission`, `file/not-found` for a missing folder, `disk/full`
 */
export async function writeAtomically(
    path: string,
    {overwrite = false, expectedBytes = 0}: AtomicWrite,
    write: (handle: FileHandle) => Promise<void>
): Promise<void> {
    const temporary = `${path}.${randomBytes(6).toString("hex")}.part`;
    let handle: FileHandle | undefined;
    let created = false;
    try {
        if (!overwrite) await assertAbsent(path);
        await assertRoom(path, expectedBytes);
        handle = await open(temporary, "wx");
        created = true;
        await write(handle);
        await handle.sync();
        await handle.close();
        handle = undefined;
        await publish(temporary, path, overwrite);
        await syncFolder(dirname(path));
    } catch (error) {
        await handle?.close().catch(() => {});
        if (created) await unlink(temporary).catch(() => {});
        throw toFileError(error, path, "write");
    }
}

async function publish(temporary: string, path: string, overwrite: boolean): Promise<void> {
    if (overwrite) return rename(temporary, path);
    try {
        // A link fails when another process made the file meanwhile; a rename would replace it.
        await link(temporary, path);
    } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "EEXIST") throw error;
        // exFAT and some network disks have no hard links.
        await assertAbsent(path);
        return rename(temporary, path);
    }
    await unlink(temporary);
}

async function assertRoom(path: string, expectedBytes: number): Promise<void> {
    const {bavail, bsize, blocks} = await statfs(dirname(path));
    // Some network disks say that they have no blocks at all: they do not tell, so they are not asked.
    if (blocks > 0 && bavail * bsize < expectedBytes) throw new EngineError("disk/full", {path});
}

/** Makes the new name itself durable. Windows cannot open folders, and has the name on disk already. */
async function syncFolder(folder: string): Promise<void> {
    const handle = await open(folder, "r").catch(() => undefined);
    await handle?.sync().catch(() => {});
    await handle?.close();
}
