import {z} from "zod";
import {EngineError} from "../contract/index.ts";

/**
 * A JSON column in the shape that the contract gives it.
 * @throws EngineError `store/corrupt` when it holds anything else
 */
export function readJson<Schema extends z.ZodType>(schema: Schema, text: string, path: string): z.infer<Schema> {
    try {
        return schema.parse(JSON.parse(text));
    } catch (error) {
        const detail = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
        throw new EngineError("store/corrupt", {path, detail: `${detail} in ${text.slice(0, 200)}`}, {cause: error});
    }
}
