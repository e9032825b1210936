import {existsSync} from "node:fs";
import {rename, rm, writeFile} from "node:fs/promises";
import {dirname} from "node:path";
import {EngineError} from "../contract/index.ts";

/**
 * Writes a file that is there as a whole or not at all.
 * @param force replaces a file that is there
 * @throws EngineError `file/exists`, `file/not-found` (its folder), `file/no-permission`, `disk/full`
 */
export async function writeWhole(path: string, bytes: Uint8Array, {force}: {readonly force: boolean}): Promise<void> {
    if (!force && existsSync(path)) throw new EngineError("file/exists", {path});
    const part = `${path}.${process.pid}.part`;
    try {
        await writeFile(part, bytes, {flag: "wx"});
        await rename(part, path);
    } catch (cause) {
        await rm(part, {force: true});
        const {code} = cause as NodeJS.ErrnoException;
        if (code === "ENOENT") throw new EngineError("file/not-found", {path: dirname(path)}, {cause});
        if (code === "ENOSPC") throw new EngineError("disk/full", {path}, {cause});
        if (code === "EACCES" || code === "EPERM" || code === "EROFS") throw new EngineError("file/no-permission", {path, operation: "write"}, {cause});
        throw cause;
    }
}
