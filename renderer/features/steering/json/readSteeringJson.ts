import {type Steering, steeringSchema} from "../../../../engine/contract/edits.ts";
import {type KnownDictionary, unknownKey, whyUnreadable, whyUnusable} from "./whyUnusable.ts";

export type ReadJson = {readonly steering: Steering} | {readonly problem: string};

/**
 * Reads a steering from text; what is wrong with it, or could never run, is said with its place.
 * @param dictionaries the loaded ones, the first of them is what an edit without one means; none: features are not looked at
 */
export function readSteeringJson(text: string, dictionaries: readonly KnownDictionary[] = []): ReadJson {
    try {
        return read(text, dictionaries);
    } catch (error) {
        // whatever is pasted, the page stays: the engine of JavaScript itself may give up on it
        return {problem: `This can't be read as a steering: ${error instanceof Error ? error.message : error}`};
    }
}

function read(text: string, dictionaries: readonly KnownDictionary[]): ReadJson {
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch (error) {
        return {problem: `This is not JSON: ${error instanceof Error ? error.message : error}`};
    }
    const unreadable = whyUnreadable(value);
    if (unreadable !== null) return {problem: unreadable};
    const parsed = steeringSchema.safeParse(value);
    if (parsed.success) {
        const problem = unknownKey(value, parsed.data) ?? whyUnusable(parsed.data, dictionaries);
        return problem === null ? {steering: parsed.data} : {problem};
    }
    const [issue] = parsed.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
    const more = parsed.error.issues.length > 1 ? ` (and ${parsed.error.issues.length - 1} more)` : "";
    return {problem: `${place}${issue?.message ?? "not a steering"}${more}`};
}
