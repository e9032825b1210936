import {type Edit, MAX_EDITS} from "../../contract/index.ts";
import {badEdit, featureAt, type JsonObject, listAt, numberAt, objectAt} from "./emberJson.ts";
import {emberUnit} from "./emberUnit.ts";
import type {EmberReading} from "./types.ts";

/**
 * The edits of a variant (`edits`, with or without `mode`) or of a controller (`interventions`).
 * `nudge` is our nudge with the same number, to be tried anew: Ember's scale is not published. `pin` is our pin, see `emberUnit`; a controller's `mul` is our scale.
 * @throws EngineError `steering/bad-edit`, `input/invalid`
 */
export function readEdits(holder: JsonObject, where: string, reading: EmberReading): Edit[] {
    const own = listAt(holder.edits, `edits of ${where}`);
    const interventions = listAt(holder.interventions, `interventions of ${where}`);
    if (own.length + interventions.length > MAX_EDITS) throw badEdit(`${where} has ${own.length + interventions.length} edits; ${MAX_EDITS} at most`);
    const edits = [
        ...own.flatMap((value, i) => readVariantEdit(objectAt(value, `edit ${i + 1} of ${where}`), `edit ${i + 1} of ${where}`, reading)),
        ...interventions.flatMap((value, i) =>
            readIntervention(objectAt(value, `intervention ${i + 1} of ${where}`), `intervention ${i + 1} of ${where}`, reading)
        )
    ];
    if (edits.length > MAX_EDITS) throw badEdit(`${where} has ${edits.length} edits; ${MAX_EDITS} at most`);
    return lastPinsCount(edits, where, reading);
}

function readVariantEdit(edit: JsonObject, where: string, reading: EmberReading): Edit[] {
    return toEdits(edit, [featureAt(edit, where, reading)], where, reading);
}

function readIntervention(intervention: JsonObject, where: string, reading: EmberReading): Edit[] {
    const named = objectAt(intervention.features, `features of ${where}`);
    const features = listAt(named.features, `features of ${where}`).map((value, i) => featureAt(value, `feature ${i + 1} of ${where}`, reading));
    if (features.length === 0) throw badEdit(`${where} names no feature`);
    const edits = toEdits(intervention, features, where, reading);
    if (features.length === 1) return edits;
    const group = groupName(features, reading);
    return edits.map((edit) => ({...edit, group}));
}

function toEdits({mode = "nudge", value}: JsonObject, features: readonly Edit["feature"][], where: string, {dictionary, notes}: EmberReading): Edit[] {
    if (value === null) {
        notes.add(`${where} clears its feature: it is left out.`);
        return [];
    }
    if (typeof value === "object") {
        notes.add(`${where} sets a feature to another feature's value, which has no counterpart here: it is left out.`);
        return [];
    }
    const strength = numberAt(value, `value of ${where}`);
    const with_ = changeOf(mode, strength, where);
    if (with_.unit === "activation") notes.add(`${where} pins to ${strength}, which is more than twice a maximum: it is taken for an activation.`);
    return features.map((feature) => ({feature, ...with_, dictionary}));
}

function changeOf(mode: unknown, value: number, where: string): Pick<Edit, "mode" | "value" | "unit"> {
    if (mode === "nudge") return {mode, value};
    if (mode === "pin") return {mode, value, unit: emberUnit(value)};
    if (mode === "mul") return {mode: "scale", value};
    throw badEdit(`mode of ${where} is ${JSON.stringify(mode)?.slice(0, 50) ?? "missing"}; nudge, pin and mul are known`);
}

/** Of the first labels, as long as a group's name may be; two groups never share one. */
function groupName(features: readonly number[], {dictionary, labels, groups}: EmberReading): string {
    const words = features.map((feature) => labels.get(`${dictionary}/${feature}`) ?? `feature ${feature}`).join(" + ");
    for (let n = 1; ; n++) {
        const ending = n === 1 ? "" : ` ${n}`;
        const name = `${[...words].slice(0, 70).join("").slice(0, 70).trimEnd()}${ending}`;
        if (groups.has(name)) continue;
        groups.add(name);
        return name;
    }
}

/** Ember applies edits one after the other, so a pin undoes what came before it on its feature; here all of them read the unedited residual. */
function lastPinsCount(edits: readonly Edit[], where: string, {notes}: EmberReading): Edit[] {
    const lastPin = new Map<number, number>();
    for (const [place, {feature, mode}] of edits.entries()) if (mode === "pin") lastPin.set(feature, place);
    const kept = edits.filter(({feature}, place) => place >= (lastPin.get(feature) ?? 0));
    if (kept.length < edits.length) notes.add(`In ${where} features are edited before they are pinned: the pin alone is kept.`);
    return kept;
}
