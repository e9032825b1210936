import {readFile} from "node:fs/promises";
import {z} from "zod";
import {EngineError} from "../contract/index.ts";

const textSchema = z.object({name: z.string(), documents: z.array(z.string()).min(1)});
/** A text that comes with Saelor, to measure pairs on. */
export type BundledText = z.infer<typeof textSchema>;

/** @throws EngineError `file/not-found`, `file/malformed` */
export async function readText(path: string): Promise<BundledText> {
    let text: string;
    try {
        text = await readFile(path, "utf8");
    } catch (cause) {
        throw new EngineError("file/not-found", {path}, {cause});
    }
    try {
        return textSchema.parse(JSON.parse(text));
    } catch (cause) {
        const detail = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
        throw new EngineError("file/malformed", {path, format: "text", detail}, {cause});
    }
}
