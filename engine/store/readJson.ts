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

/** Rows that share a text share what it says: what is read is never changed. Beyond this many the oldest goes. */
const REMEMBERED = 64;

/** The same for a column that holds one text in thousands of rows, as answers of one conversation hold their steering. */
export function rememberJson<Schema extends z.ZodType>(schema: Schema, path: string): (text: string) => z.infer<Schema> {
    const known = new Map<string, z.infer<Schema>>();
    return (text) => {
        const before = known.get(text);
        if (before !== undefined) return before;
        const value = readJson(schema, text, path);
        if (known.size >= REMEMBERED) known.delete(known.keys().next().value!);
        known.set(text, value);
        return value;
    };
}
