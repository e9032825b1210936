import {readFileSync} from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {z} from "zod";
import {EngineError, samplingSchema} from "../contract/index.ts";

/** What `demo.json` says; the recipe that trains the demo writes it. */
const demoSchema = z.object({
    name: z.string().default("Saelor demo"),
    model: z.string(),
    dictionaries: z.array(z.object({file: z.string(), labels: z.string().optional(), purpose: z.string().optional()})),
    sampling: samplingSchema.partial().optional(),
    prompts: z.array(z.string()).default([]),
    /** conversations that its pairs are measured on */
    text: z.string().optional(),
    /** conversations that its features are harvested on */
    corpus: z.string().optional(),
    /** questions with facts, and of knowledge, that it is evaluated on */
    evaluation: z.string().optional(),
    /** what `chat --demo-sweep` shows */
    sweep: z.object({prompt: z.string(), feature: z.number().int(), label: z.string(), strengths: z.array(z.number())}).optional()
});
export type Demo = z.infer<typeof demoSchema>;

/** Where the bundled model and dictionaries lie. */
export const demoFolder = () => process.env.SAELOR_DEMO ?? fileURLToPath(new URL("../../resources/demo", import.meta.url));

/** @throws EngineError `file/not-found`, `file/malformed` when the bundled files are damaged */
export function readDemo(folder = demoFolder()): Demo {
    const file = path.join(folder, "demo.json");
    let text: string;
    try {
        text = readFileSync(file, "utf8");
    } catch (cause) {
        throw new EngineError("file/not-found", {path: file}, {cause});
    }
    try {
        return demoSchema.parse(JSON.parse(text));
    } catch (cause) {
        const detail = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
        throw new EngineError("file/malformed", {path: file, format: "demo.json", detail}, {cause});
    }
}
