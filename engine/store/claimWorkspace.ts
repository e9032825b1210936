import {join} from "node:path";
import Database from "better-sqlite3";

/**
 * Takes the workspace's lock when nobody else has it. The first engine of a workspace may tidy up after one that was killed; a second one,
 * or a command beside it, may read and write but must leave unfinished answers alone: they are being written by the first.
 * The lock is an open transaction on an empty database, so the operating system frees it with the process, however that ends.
 * @returns how to give it back, or undefined when another process (or store) holds it
 */
export function claimWorkspace(workspaceDir: string): (() => void) | undefined {
    const lock = new Database(join(workspaceDir, "saelor.lock"), {timeout: 0});
    try {
        lock.exec("BEGIN EXCLUSIVE");
        return () => lock.close();
    } catch (error) {
        lock.close();
        if ((error as {code?: string}).code?.startsWith("SQLITE_BUSY")) return undefined;
        throw error;
    }
}
