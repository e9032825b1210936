import {existsSync} from "node:fs";
import {EngineError, type Preset} from "../../../contract/index.ts";
import {comparePreset, describeDifferences} from "../../../presets/comparePreset.ts";
import type {LoadedPair} from "../../../presets/types.ts";
import {defaultWorkspace} from "../../defaultWorkspace.ts";
import {choosePreset} from "./choosePreset.ts";
import {withPresets} from "./openPresets.ts";

/** What a feature that may be seen is called by the loaded dictionary. */
type LabelHere = (dictionary: string, feature: number) => string | undefined;

/**
 * A preset to run under: a file (ours or Ember's), else one of the default workspace, by name or id.
 * @throws EngineError `preset/not-found`, `preset/other-dictionary`, `input/invalid`, `file/*`
 */
export async function readAnyPreset(
    asked: string,
    pair: LoadedPair,
    labelHere: LabelHere = () => undefined
): Promise<Pick<Preset, "name" | "steering" | "systemPrompt" | "sampling">> {
    const preset = existsSync(asked)
        ? await ofFile(asked, pair, labelHere)
        : await withPresets(defaultWorkspace(), ({store}) => choosePreset(store.presets.all(), asked));
    const differences = comparePreset(preset, pair);
    const errors = differences.filter(({level}) => level === "error");
    if (errors.length > 0) throw new EngineError("preset/other-dictionary", {name: preset.name, differences: describeDifferences(differences)});
    for (const line of describeDifferences(differences)) process.stderr.write(`${preset.name}: ${line}\n`);
    return preset;
}

async function ofFile(path: string, pair: LoadedPair, labelHere: LabelHere) {
    const [{readInput, readPreset}, {labelNotes}] = await Promise.all([import("../../../presets/readPresetFile.ts"), import("../../../presets/labelNotes.ts")]);
    const {preset, isEmbers, notes} = readPreset(await readInput({path}), {dictionary: pair.dictionaries[0]?.id, pair: {loaded: pair}});
    for (const note of [...notes, ...(isEmbers ? labelNotes(preset.labels, labelHere) : [])]) process.stderr.write(`${note}\n`);
    return preset;
}
