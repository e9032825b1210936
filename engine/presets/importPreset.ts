import type {Preset, PresetDifference} from "../contract/index.ts";
import {comparePreset} from "./comparePreset.ts";
import {completePreset} from "./completePreset.ts";
import {leftOutNote, withoutHidden} from "./hidden.ts";
import {writtenOut} from "./mapSteering.ts";
import {readInput, readPreset} from "./readPresetFile.ts";
import type {PresetDeps} from "./types.ts";

export interface ImportedPreset {
    readonly preset: Preset;
    readonly differences: PresetDifference[];
    readonly notes: string[];
}

/**
 * Keeps a preset from a file, under an id of its own, also where its dictionary is another: it says so, and can't be applied until that is loaded.
 * What features that nobody may see do in it is left out.
 * @param dictionaries the first is the one that a file means which names none
 * @throws EngineError `input/invalid`, `file/*`, `steering/*`, `model/not-loaded` (see `readPreset`)
 */
export async function importPreset(
    deps: Pick<PresetDeps, "store" | "gate" | "pair">,
    input: {readonly path?: string | undefined; readonly file?: File | undefined},
    dictionaries = deps.pair()?.dictionaries ?? []
): Promise<ImportedPreset> {
    const {store, gate, pair} = deps;
    const first = dictionaries[0]?.id;
    const read = readPreset(await readInput(input), first);
    // a file that names a model names all that it is of; nothing of what happens to be loaded is added to it
    const isForeign = read.preset.model !== undefined || read.preset.dictionaries.length > 0;
    const named = writtenOut(read.preset.steering, read.preset.dictionaries[0]?.id ?? (isForeign ? undefined : first));
    const {steering, leftOut} = withoutHidden(named, gate, first);
    const own = isForeign ? read.preset.dictionaries : [...dictionaries];
    const completed = completePreset({...deps, pair: () => (isForeign ? undefined : pair())}, {...read.preset, dictionaries: own, steering, key: null});
    const {createdAt} = read.preset;
    const preset: Preset = {...completed, id: crypto.randomUUID(), createdAt, updatedAt: Date.now()};
    store.presets.save(preset);
    return {preset, differences: comparePreset(preset, pair()), notes: [...read.notes, ...(leftOut > 0 ? [leftOutNote(leftOut)] : [])]};
}
