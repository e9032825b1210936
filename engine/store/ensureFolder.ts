import {accessSync, constants, mkdirSync, statSync} from "node:fs";
import {dirname, resolve} from "node:path";
import {EngineError} from "../contract/index.ts";

/**
 * Makes a folder with its parents, one by one: a recursive mkdir never comes back from places that can hold no folders (/proc).
 * @throws EngineError `file/no-permission` naming the part of the path that can't be a folder or can't be written
 */
export function ensureFolder(folder: string): void {
    const path = resolve(folder);
    try {
        const stats = statSync(path, {throwIfNoEntry: false});
        if (stats === undefined) {
            if (dirname(path) !== path) ensureFolder(dirname(path));
            mkdirSync(path);
        } else if (!stats.isDirectory()) {
            throw new EngineError("file/no-permission", {path, operation: "write"}, {message: `${path} is a file, not a folder`});
        }
    } catch (cause) {
        if (cause instanceof EngineError) throw cause;
        // made by another process meanwhile
        if ((cause as NodeJS.ErrnoException).code === "EEXIST") return;
        throw new EngineError("file/no-permission", {path, operation: "write"}, {cause});
    }
}

/** @throws EngineError as `ensureFolder`, and when the folder can't be written */
export function ensureWritableFolder(folder: string): void {
    ensureFolder(folder);
    try {
        accessSync(folder, constants.W_OK);
    } catch (cause) {
        throw new EngineError("file/no-permission", {path: folder, operation: "write"}, {cause});
    }
}
