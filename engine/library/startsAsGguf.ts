import {open} from "node:fs/promises";
import {EngineError} from "../contract/index.ts";
import {statFile} from "./statFile.ts";

/** @throws EngineError `file/not-found`, `file/no-permission` */
export async function startsAsGguf(path: string): Promise<boolean> {
    const stats = await statFile(path);
    if (stats === undefined) throw new EngineError("file/not-found", {path});
    // opening a named pipe would wait for its writer
    if (!stats.isFile()) return false;
    try {
        const handle = await open(path, "r");
        try {
            const {bytesRead, buffer} = await handle.read(Buffer.alloc(4), 0, 4, 0);
            return bytesRead === 4 && buffer.toString("latin1") === "GGUF";
        } finally {
            await handle.close();
        }
    } catch (cause) {
        throw new EngineError("file/no-permission", {path, operation: "read"}, {cause});
    }
}
