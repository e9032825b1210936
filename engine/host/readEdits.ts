import {readFile} from "node:fs/promises";
import {z} from "zod";
import {type Edit, EngineError, editSchema} from "../contract/index.ts";

/**
 * Edits from a file: a JSON array of {feature, mode, value, unit?, dictionary?}.
 * @throws EngineError `file/not-found`, `file/malformed`
 */
export async function readEdits(path: string): Promise<Edit[]> {
    let text: string;
    try {
        text = await readFile(path, "utf8");
    } catch (cause) {
        const permission = (cause as NodeJS.ErrnoException).code === "EACCES";
        throw permission ? new EngineError("file/no-permission", {path, operation: "read"}, {cause}) : new EngineError("file/not-found", {path}, {cause});
    }
    let json: unknown;
    try {
        json = JSON.parse(text);
    } catch (cause) {
        throw new EngineError("file/malformed", {path, format: "JSON", detail: (cause as Error).message}, {cause});
    }
    const edits = z.array(editSchema).safeParse(json);
    if (!edits.success) throw new EngineError("file/malformed", {path, format: "edits", detail: z.prettifyError(edits.error)}, {cause: edits.error});
    return edits.data;
}
