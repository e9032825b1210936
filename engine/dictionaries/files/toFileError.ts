import {EngineError, isEngineError} from "../../contract/errors.ts";

/** The largest file that FAT32 holds: what EFBIG means in practice. */
const FAT32_LIMIT = 0xffff_ffff;

/**
 * The coded form of a failed file operation. EngineErrors and aborts pass through unchanged.
 * @param path the file the user named, never a temporary one
 */
export function toFileError(error: unknown, path: string, operation: "read" | "write"): unknown {
    if (isEngineError(error) || !(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return error;
    const options = {cause: error};
    switch (error.code) {
        case "ENOENT":
        case "ENOTDIR":
            return new EngineError("file/not-found", {path}, options);
        case "EACCES":
        case "EPERM":
        case "EROFS":
        case "EISDIR":
            return new EngineError("file/no-permission", {path, operation}, options);
        case "EEXIST":
            return new EngineError("file/exists", {path}, options);
        case "ENOSPC":
        case "EDQUOT":
            return new EngineError("disk/full", {path}, options);
        case "EFBIG":
            return new EngineError(
                "file/too-large",
                {path, limitBytes: FAT32_LIMIT, gotBytes: FAT32_LIMIT + 1, detail: "this disk's file system does not hold files of this size"},
                options
            );
        case "ABORT_ERR":
            return error;
        default:
            return new EngineError("engine/internal", {detail: `${operation} ${path}: ${error.message}`}, options);
    }
}
