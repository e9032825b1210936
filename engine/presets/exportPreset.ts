import {PRESET_FORMAT, PRESET_SUFFIX, type PresetEvidence, type PresetFile} from "../contract/index.ts";
import {writeEmber} from "../steering/index.ts";
import {findPreset} from "./findPreset.ts";
import {leftOutNote, visiblePreset, withoutHidden} from "./hidden.ts";
import type {PresetDeps} from "./types.ts";

/**
 * A preset as a file to share: `<name>.saelor-preset`, or `<name>.json` for Ember's users. What features that nobody may see do in it is left out, and it says so.
 * @throws EngineError `preset/not-found`
 */
export function exportPreset(
    {store, gate}: Pick<PresetDeps, "store" | "gate">,
    {id, format}: {readonly id: string; readonly format: "saelor" | "ember"}
): File {
    const {key: _, ...preset} = visiblePreset(findPreset(store, id), gate);
    const {steering, leftOut} = withoutHidden(preset.steering, gate, preset.dictionaries[0]?.id);
    const fileName = preset.name.replaceAll(/[^\p{L}\p{N}._ -]+/gu, "-").slice(0, 100);
    if (format === "ember") {
        const text = writeEmber({name: preset.name, steering, labels: preset.labels, baseModel: preset.model?.name ?? ""});
        return new File([text], `${fileName}.json`, {type: "application/json"});
    }
    const evidence: PresetEvidence[] =
        leftOut === 0 ? preset.evidence : [...preset.evidence.slice(-99), {kind: "note", at: Date.now(), text: leftOutNote(leftOut)}];
    const file: PresetFile = {format: PRESET_FORMAT, version: 1, ...preset, steering, evidence};
    return new File([`${JSON.stringify(file, null, 2)}\n`], `${fileName}${PRESET_SUFFIX}`, {type: "application/json"});
}
