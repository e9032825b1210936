import {EngineError} from "../contract/index.ts";

/** What better-sqlite3 or the file system threw, as the failure that a user can act on; anything else comes back unchanged. */
export function storeError(error: unknown, path: string): unknown {
    const code = (error as {code?: unknown} | null)?.code;
    if (typeof code !== "string" || error instanceof EngineError) return error;
    const detail = (error as Error).message;
    if (code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB") return new EngineError("store/corrupt", {path, detail}, {cause: error});
    if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) return new EngineError("store/locked", {path}, {cause: error});
    if (code === "SQLITE_FULL" || code === "ENOSPC") return new EngineError("disk/full", {path}, {cause: error});
    if (code.startsWith("SQLITE_READONLY") || code.startsWith("SQLITE_CANTOPEN") || code === "SQLITE_PERM" || isPermission(code))
        return new EngineError("file/no-permission", {path, operation: "write"}, {cause: error});
    return error;
}

function isPermission(code: string): boolean {
    return code === "EACCES" || code === "EPERM" || code === "EROFS";
}
