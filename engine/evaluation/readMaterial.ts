import {readFile} from "node:fs/promises";
import {z} from "zod";
import {EngineError, type EvaluationPrompt, evaluationPromptSchema} from "../contract/index.ts";
import type {KnowledgeQuestion} from "./types.ts";

const materialSchema = z.object({
    prompts: z.array(evaluationPromptSchema).max(64).default([]),
    knowledge: z.array(z.object({question: z.string().min(1), begin: z.string().default(""), choices: z.array(z.string().min(1)).min(2)})).default([])
});

/** What models are evaluated on. */
export interface Material {
    readonly prompts: readonly EvaluationPrompt[];
    readonly knowledge: readonly KnowledgeQuestion[];
}

/** @throws EngineError `file/not-found`, `file/malformed` */
export async function readMaterial(path: string): Promise<Material> {
    let text: string;
    try {
        text = await readFile(path, "utf8");
    } catch (cause) {
        throw new EngineError("file/not-found", {path}, {cause});
    }
    try {
        return materialSchema.parse(JSON.parse(text));
    } catch (cause) {
        const detail = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
        throw new EngineError("file/malformed", {path, format: "evaluation", detail}, {cause});
    }
}
