import {editsOf, featuresOfCondition, featuresOfSteering, type NamedFeature, type Preset, type Rule, type Steering} from "../contract/index.ts";
import type {ModerationGate} from "../moderation/gate.ts";
import {mapSteering} from "./mapSteering.ts";

type Gate = Pick<ModerationGate, "hidden">;

/** Whether nobody may see a feature now. */
export function hiddenBy(gate: Gate, first: string | undefined): (named: NamedFeature) => boolean {
    const known = new Map<string, ReadonlyMap<number, string>>();
    return ({feature, dictionary = first}) => {
        if (dictionary === undefined) return false;
        if (!known.has(dictionary)) known.set(dictionary, gate.hidden(dictionary));
        return known.get(dictionary)!.has(feature);
    };
}

/** A preset as it may be shown: numbers that were steered by stay, but what hidden features mean is kept out. */
export function visiblePreset(preset: Preset, gate: Gate): Preset {
    const first = preset.dictionaries[0]?.id;
    const isHidden = hiddenBy(gate, first);
    const away = featuresOfSteering(preset.steering).filter(isHidden);
    if (away.length === 0) return preset;
    const keys = new Set(away.map(({feature, dictionary = first}) => `${dictionary ?? ""}/${feature}`));
    const labels = Object.fromEntries(Object.entries(preset.labels).filter(([key]) => !keys.has(key)));
    const steering = mapSteering(preset.steering, {
        edit: (edit) => {
            if (!isHidden(edit)) return edit;
            const {group: _named, ...unnamed} = edit;
            return unnamed;
        }
    });
    return {...preset, labels, steering};
}

/**
 * A steering without what hidden features do in it: their edits, and rules that read them or have no edit left.
 * @returns how many features were left out, too
 */
export function withoutHidden(steering: Steering, gate: Gate, first: string | undefined): {steering: Steering; leftOut: number} {
    const isHidden = hiddenBy(gate, first);
    const away = new Set(
        featuresOfSteering(steering)
            .filter(isHidden)
            .map(({feature, dictionary = first}) => `${dictionary}/${feature}`)
    );
    if (away.size === 0) return {steering, leftOut: 0};
    const rules = (steering.rules ?? []).flatMap((rule) => {
        if (featuresOfCondition(rule.when).some(isHidden)) return [];
        if (rule.action.type !== "set") return [rule];
        const edits = rule.action.edits.filter((edit) => !isHidden(edit));
        return edits.length === 0 ? [] : [{...rule, action: {type: "set", edits}} satisfies Rule];
    });
    const {rules: _before, ...rest} = steering;
    return {
        steering: {...rest, edits: steering.edits.filter((edit) => !isHidden(edit)), ...(rules.length > 0 && {rules})},
        leftOut: away.size
    };
}

/** For a note beside what was left out. */
export function leftOutNote(leftOut: number): string {
    return leftOut === 1 ? "One feature is moderated here; what it does was left out." : `${leftOut} features are moderated here; what they do was left out.`;
}

export const hasFeatures = (steering: Steering) => editsOf(steering).length > 0 || (steering.rules ?? []).length > 0;
