import {EngineError} from "../../contract/index.ts";

/** @param detail what is wrong, and where */
export function malformedLabels(path: string, detail: string, cause?: unknown): EngineError {
    return new EngineError("file/malformed", {path, format: "labels", detail}, {cause});
}

export function tooLargeLabels(path: string, limitBytes: number, gotBytes: number, detail: string): EngineError {
    return new EngineError("file/too-large", {path, limitBytes, gotBytes, detail});
}

/** What the file system or zlib threw, as the failure that a user can act on. */
export function labelFileError(error: unknown, path: string): unknown {
    if (error instanceof EngineError) return error;
    const {code, message} = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return new EngineError("file/not-found", {path}, {cause: error});
    if (code === "EACCES" || code === "EPERM") return new EngineError("file/no-permission", {path, operation: "read"}, {cause: error});
    if (code === "Z_BUF_ERROR") return new EngineError("file/truncated", {path, detail: "the compressed data end too early"}, {cause: error});
    if (code?.startsWith("Z_")) return malformedLabels(path, `gzip: ${message}`, error);
    return error;
}
