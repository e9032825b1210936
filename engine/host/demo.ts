import {readFile} from "node:fs/promises";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {z} from "zod";
import {EngineError, samplingSchema} from "../contract/index.ts";

const demoSchema = z.object({
    model: z.string(),
    dictionaries: z.array(z.object({file: z.string(), labels: z.string(), purpose: z.string()})),
    sampling: samplingSchema.partial(),
    prompts: z.array(z.string()),
    /** what `chat --demo-sweep` shows */
    sweep: z.object({prompt: z.string(), feature: z.number().int(), label: z.string(), strengths: z.array(z.number())})
});
export type Demo = z.infer<typeof demoSchema>;

/** Where the bundled model and dictionaries lie. */
export const demoFolder = () => process.env.SAELOR_DEMO ?? fileURLToPath(new URL("../../resources/demo", import.meta.url));

/** @throws EngineError `file/not-found`, `file/malformed` when the bundled files are damaged */
export async function readDemo(folder = demoFolder()): Promise<Demo> {
    const file = path.join(folder, "demo.json");
    let text: string;
    try {
        text = await readFile(file, "utf8");
    } catch (cause) {
        throw new EngineError("file/not-found", {path: file}, {cause});
    }
    try {
        return demoSchema.parse(JSON.parse(text));
    } catch (cause) {
        throw new EngineError("file/malformed", {path: file, format: "demo.json", detail: cause instanceof Error ? cause.message : String(cause)}, {cause});
    }
}
