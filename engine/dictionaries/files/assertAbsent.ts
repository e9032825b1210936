import {lstat} from "node:fs/promises";
import {EngineError} from "../../contract/errors.ts";

/** @throws EngineError `file/exists` when something has that name, a dangling link too */
export async function assertAbsent(path: string): Promise<void> {
    const exists = await lstat(path).then(
        () => true,
        () => false
    );
    if (exists) throw new EngineError("file/exists", {path});
}
