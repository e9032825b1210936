import {readFileSync} from "node:fs";
import {join} from "node:path";
import {z} from "zod";
import {EngineError, samplingSchema} from "../contract/index.ts";

/** What `demo.json` says; the recipe that trains the demo writes it. */
const demoSchema = z.object({
    name: z.string().default("Saelor demo"),
    model: z.string(),
    dictionaries: z.array(z.object({file: z.string(), labels: z.string().optional(), purpose: z.string().optional()})),
    sampling: samplingSchema.partial().optional(),
    prompts: z.array(z.string()).default([])
});

/** A model that can be loaded, with what goes beside it; all paths absolute. */
export interface ModelRecipe {
    readonly id: string;
    readonly name: string;
    readonly path: string;
    readonly bundled: boolean;
    readonly dictionaries: readonly {readonly path: string; readonly labels?: string | undefined; readonly purpose?: string | undefined}[];
    readonly prompts: readonly string[];
    readonly sampling?: z.infer<typeof demoSchema>["sampling"];
}

export const DEMO_ID = "demo";

/**
 * The model that comes with Saelor.
 * @returns undefined when this copy of Saelor was packed without it
 * @throws EngineError `file/malformed`
 */
export function bundledDemo(resources: string): ModelRecipe | undefined {
    const folder = join(resources, "demo");
    const path = join(folder, "demo.json");
    const text = readIfThere(path);
    if (text === undefined) return undefined;
    try {
        const {name, model, dictionaries, sampling, prompts} = demoSchema.parse(JSON.parse(text));
        return {
            id: DEMO_ID,
            name,
            path: join(folder, model),
            bundled: true,
            dictionaries: dictionaries.map(({file, labels, purpose}) => ({path: join(folder, file), labels: labels && join(folder, labels), purpose})),
            prompts,
            sampling
        };
    } catch (cause) {
        const detail = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
        throw new EngineError("file/malformed", {path, format: "demo.json", detail}, {cause});
    }
}

function readIfThere(path: string): string | undefined {
    try {
        return readFileSync(path, "utf8");
    } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw cause;
    }
}
