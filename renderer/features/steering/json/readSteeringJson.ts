import {type Steering, steeringSchema} from "../../../../engine/contract/edits.ts";

export type ReadJson = {readonly steering: Steering} | {readonly problem: string};

/** Reads a steering from text; what is wrong with it is said with its place. */
export function readSteeringJson(text: string): ReadJson {
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch (error) {
        return {problem: `This is not JSON: ${error instanceof Error ? error.message : error}`};
    }
    const parsed = steeringSchema.safeParse(value);
    if (parsed.success) return {steering: parsed.data};
    const [issue] = parsed.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
    const more = parsed.error.issues.length > 1 ? ` (and ${parsed.error.issues.length - 1} more)` : "";
    return {problem: `${place}${issue?.message ?? "not a steering"}${more}`};
}
