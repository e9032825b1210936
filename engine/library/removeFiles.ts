import {unlink} from "node:fs/promises";
import {EngineError} from "../contract/index.ts";

/** @throws EngineError `file/no-permission`; those before it are gone then, and trying again goes on */
export async function removeFiles(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
        try {
            await unlink(path);
        } catch (cause) {
            if ((cause as NodeJS.ErrnoException).code !== "ENOENT") throw new EngineError("file/no-permission", {path, operation: "write"}, {cause});
        }
    }
}
