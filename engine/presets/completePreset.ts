import {featuresOfSteering, type Preset} from "../contract/index.ts";
import {isForeignTo} from "./comparePreset.ts";
import {writtenOut} from "./mapSteering.ts";
import type {NewPreset, PresetDeps} from "./types.ts";

/**
 * A preset that says what it is of: every edit names its dictionary, and model, dictionaries and labels are those in use where it names none.
 * Labels of features that nobody may see are not among them.
 */
export function completePreset(
    {store, gate, pair}: Pick<PresetDeps, "store" | "gate" | "pair">,
    preset: NewPreset
): Omit<Preset, "id" | "createdAt" | "updatedAt"> {
    const now = pair();
    const {id: _, sampling, systemPrompt, model = now?.model, ...rest} = preset;
    // numbers of another model's dictionary stay without one: they are none of those that are loaded
    const isUnbound = model?.id === "" && preset.dictionaries.length === 0 && isForeignTo({model}, now);
    const steering = writtenOut(preset.steering, preset.dictionaries[0]?.id ?? (isUnbound ? undefined : now?.dictionaries[0]?.id));
    const features = featuresOfSteering(steering);
    const ids = [...new Set(features.flatMap(({dictionary}) => dictionary ?? []))];
    const find = (id: string) => preset.dictionaries.find((one) => one.id === id) ?? now?.dictionaries.find((one) => one.id === id);
    const labels: Record<string, string> = {};
    for (const id of ids) {
        const isVisible = gate.visible(id);
        const wanted = [...new Set(features.filter(({dictionary}) => dictionary === id).map(({feature}) => Number(feature)))].filter(isVisible);
        const known = store.labels.ofFeatures(id, wanted);
        for (const feature of wanted) {
            const label = preset.labels[`${id}/${feature}`] ?? known.get(feature)?.[0]?.description;
            if (label !== undefined) labels[`${id}/${feature}`] = label;
        }
    }
    for (const {feature, dictionary} of features) {
        const label = dictionary === undefined ? preset.labels[`/${feature}`] : undefined;
        if (label !== undefined) labels[`/${feature}`] = label;
    }
    return {
        ...rest,
        tags: [...new Set(rest.tags)],
        steering,
        labels,
        dictionaries: ids.flatMap((id) => find(id) ?? []),
        ...(model !== undefined && {model}),
        ...(systemPrompt !== undefined && {systemPrompt}),
        ...(sampling !== undefined && {sampling: Object.fromEntries(Object.entries(sampling).filter(([, value]) => value !== undefined))})
    };
}
