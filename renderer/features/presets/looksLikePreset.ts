import {PRESET_FORMAT, PRESET_SUFFIX} from "../../../engine/contract/presets.ts";

/** more than any set of edits takes; longer JSON is something else */
const MOST_BYTES = 64 << 20;

/** Whether a file's name alone says that it is a preset. */
export const isPresetName = (name: string) => name.toLowerCase().endsWith(PRESET_SUFFIX);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether JSON is one of our presets, or a variant or controller as Ember writes them; other JSON is none of ours. */
export function looksLikePreset(text: string): boolean {
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch {
        return false;
    }
    if (!isObject(value)) return false;
    if (value.format === PRESET_FORMAT) return true;
    return Array.isArray(value.interventions) || (Array.isArray(value.edits) && ("base_model" in value || "scopes" in value));
}

/** The same of a file; its content is read only where its name leaves it open. */
export async function isPresetFile(file: Pick<File, "name" | "size" | "text">): Promise<boolean> {
    if (isPresetName(file.name)) return true;
    return file.name.toLowerCase().endsWith(".json") && file.size <= MOST_BYTES && looksLikePreset(await file.text());
}
