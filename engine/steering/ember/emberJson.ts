import {EngineError, type FeatureId, featureId} from "../../contract/index.ts";
import type {EmberReading} from "./types.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** Deeper than any tree of conditions can be written, and far from the end of the stack. */
const MAX_DEPTH = 120;
const MAX_CHARACTERS = 10_000_000;

export const badEdit = (detail: string) => new EngineError("steering/bad-edit", {detail});
export const invalid = (detail: string, cause?: unknown) => new EngineError("input/invalid", {detail}, {cause});

/**
 * A JSON object out of text that anybody may have written.
 * @throws EngineError `input/invalid`: too long, no JSON, no object, nested too deep
 */
export function parseObject(text: string, maxCharacters = MAX_CHARACTERS): JsonObject {
    if (text.length > maxCharacters) throw invalid(`${text.length} characters; ${maxCharacters} at most`);
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch (error) {
        throw invalid(`no JSON: ${(error as Error).message}`, error);
    }
    requireShallow(value);
    return objectAt(value, "the file");
}

/** With a list of its own, so that no nesting overflows the stack. */
function requireShallow(root: unknown): void {
    let level: unknown[] = [root];
    for (let depth = 0; level.length > 0; depth++) {
        if (depth > MAX_DEPTH) throw invalid(`nested more than ${MAX_DEPTH} levels deep`);
        const next: unknown[] = [];
        for (const value of level) if (typeof value === "object" && value !== null) for (const child of Object.values(value)) next.push(child);
        level = next;
    }
}

export function objectAt(value: unknown, where: string): JsonObject {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid(`${where} is ${kindOf(value)}, not an object`);
    return value as JsonObject;
}

/** Absent is empty. */
export function listAt(value: unknown, where: string): readonly unknown[] {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) throw invalid(`${where} is ${kindOf(value)}, not a list`);
    return value;
}

export function numberAt(value: unknown, where: string): number {
    if (typeof value !== "number" || !Number.isFinite(value)) throw badEdit(`${where} is ${typeof value === "number" ? value : kindOf(value)}, not a number`);
    return value;
}

/** Of an edit (`feature_label`) or a feature (`label`); its label is kept. */
export function featureAt(value: unknown, where: string, {dictionary, labels}: EmberReading): FeatureId {
    const {index_in_sae: index, label, feature_label} = objectAt(value, where);
    if (index === undefined || index === null) throw badEdit(`${where} has no index_in_sae: without it there is no telling which feature it is`);
    if (typeof index !== "number" || !Number.isInteger(index) || index < 0)
        throw badEdit(`index_in_sae of ${where} is ${JSON.stringify(index)}, not a whole number from 0`);
    const said = feature_label ?? label;
    if (typeof said === "string" && said.trim() !== "") labels.set(`${dictionary}/${index}`, said.trim());
    return featureId(index);
}

function kindOf(value: unknown): string {
    if (value === undefined) return "missing";
    if (value === null) return "null";
    return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
