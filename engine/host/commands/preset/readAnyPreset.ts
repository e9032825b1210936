import {existsSync} from "node:fs";
import {EngineError, type Preset} from "../../../contract/index.ts";
import {comparePreset, describeDifferences} from "../../../presets/comparePreset.ts";
import type {LoadedPair} from "../../../presets/types.ts";
import {defaultWorkspace} from "../../defaultWorkspace.ts";
import {choosePreset} from "./choosePreset.ts";
import {withPresets} from "./openPresets.ts";

/**
 * A preset to run under: a file (ours or Ember's), else one of the default workspace, by name or id.
 * @throws EngineError `preset/not-found`, `preset/other-dictionary`, `input/invalid`, `file/*`
 */
export async function readAnyPreset(asked: string, pair: LoadedPair): Promise<Pick<Preset, "name" | "steering" | "systemPrompt" | "sampling">> {
    const preset = existsSync(asked) ? await ofFile(asked, pair) : await withPresets(defaultWorkspace(), ({store}) => choosePreset(store.presets.all(), asked));
    const differences = comparePreset(preset, pair);
    const errors = differences.filter(({level}) => level === "error");
    if (errors.length > 0) throw new EngineError("preset/other-dictionary", {name: preset.name, differences: describeDifferences(differences)});
    for (const line of describeDifferences(differences)) process.stderr.write(`${preset.name}: ${line}\n`);
    return preset;
}

async function ofFile(path: string, pair: LoadedPair) {
    const {readInput, readPreset} = await import("../../../presets/readPresetFile.ts");
    const {preset, notes} = readPreset(await readInput({path}), pair.dictionaries[0]?.id);
    for (const note of notes) process.stderr.write(`${note}\n`);
    return preset;
}
