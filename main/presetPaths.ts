import path from "node:path";
import {PRESET_SUFFIX} from "../engine/contract/presets.ts";

/**
 * The presets that a start of the app was asked to open: a double-click hands their paths over as arguments.
 * @param folder that relative paths are meant from
 * @returns absolute paths, each once
 */
export function presetPaths(argv: readonly string[], folder: string): string[] {
    const named = argv.filter((argument) => !argument.startsWith("-") && argument.toLowerCase().endsWith(PRESET_SUFFIX));
    return [...new Set(named.map((argument) => path.resolve(folder, argument)))];
}
