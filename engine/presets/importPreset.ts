import type {Preset, PresetDifference} from "../contract/index.ts";
import {comparePreset, isForeignTo} from "./comparePreset.ts";
import {completePreset} from "./completePreset.ts";
import {leftOutNote, withoutHidden} from "./hidden.ts";
import {labelNotes} from "./labelNotes.ts";
import {writtenOut} from "./mapSteering.ts";
import {readInput, readPreset} from "./readPresetFile.ts";
import type {LoadedPair, PresetDeps} from "./types.ts";

export interface ImportedPreset {
    readonly preset: Preset;
    readonly differences: PresetDifference[];
    readonly notes: string[];
}

/**
 * Keeps a preset from a file, under an id of its own, also where its dictionary is another: it says so, and can't be applied until that is loaded.
 * What features that nobody may see do in it is left out. An Ember file of another model than the loaded is bound to no dictionary, and can't be applied either.
 * @param chosen the dictionary that was chosen for an Ember file, whatever model it names
 * @throws EngineError `input/invalid`, `file/*`, `steering/*`, `model/not-loaded` (see `readPreset`)
 */
export async function importPreset(
    deps: Pick<PresetDeps, "store" | "gate" | "pair">,
    input: {readonly path?: string | undefined; readonly file?: File | undefined},
    chosen?: LoadedPair["dictionaries"][number]
): Promise<ImportedPreset> {
    const {store, gate, pair} = deps;
    const dictionaries = chosen === undefined ? (pair()?.dictionaries ?? []) : [chosen];
    const binding = chosen === undefined ? {dictionary: dictionaries[0]?.id, pair: {loaded: pair()}} : {dictionary: chosen.id};
    const read = readPreset(await readInput(input), binding);
    const {model} = read.preset;
    // a file of ours that names a model names all that it is of; nothing of what happens to be loaded is added to it
    const isForeign = read.isEmbers ? chosen === undefined && isForeignTo({model}, pair()) : model !== undefined || read.preset.dictionaries.length > 0;
    const first = isForeign ? undefined : dictionaries[0]?.id;
    const named = writtenOut(read.preset.steering, read.preset.dictionaries[0]?.id ?? first);
    const {steering, leftOut} = withoutHidden(named, gate, first);
    const own = isForeign ? read.preset.dictionaries : [...dictionaries];
    const completed = completePreset({...deps, pair: () => (isForeign ? undefined : pair())}, {...read.preset, dictionaries: own, steering, key: null});
    const {createdAt} = read.preset;
    const preset: Preset = {...completed, id: crypto.randomUUID(), createdAt, updatedAt: Date.now()};
    store.presets.save(preset);
    const labelHere = (id: string, feature: number) =>
        gate.visible(id)(feature) ? store.labels.ofFeatures(id, [feature]).get(feature)?.[0]?.description : undefined;
    const notes = [
        ...read.notes,
        ...(read.isEmbers && chosen !== undefined && model !== undefined
            ? [`The file is of ${model.name}; its features are taken for those of ${chosen.name}, as asked.`]
            : []),
        ...(read.isEmbers ? labelNotes(preset.labels, labelHere) : []),
        ...(leftOut > 0 ? [leftOutNote(leftOut)] : [])
    ];
    return {preset, differences: comparePreset(preset, pair()), notes};
}
