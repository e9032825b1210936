import type {Edit, EditMode, Steering} from "../../../engine/contract/edits.ts";
import {shown, signed} from "../../widgets/numbers.ts";
import {sortedJson} from "./sortedJson.ts";

/** An edit as the panel holds it; one that is bypassed stays in the panel and is not sent. */
export interface PanelEdit extends Edit {
    readonly bypassed?: boolean;
}

export const modeNames: Record<EditMode, string> = {nudge: "Nudge", pin: "Pin", scale: "Scale", add: "Add"};

export const modeSentences: Record<EditMode, string> = {
    nudge: "A push, in shares of the layer’s norm.",
    pin: "Holds the feature at one value; 0 removes it.",
    scale: "Multiplies what is there; 0 silences.",
    add: "Adds its direction, in activation units."
};

export function activeEdits(edits: readonly PanelEdit[]): Edit[] {
    return edits.filter(({bypassed}) => bypassed !== true).map(({bypassed: _, ...edit}) => edit);
}

/** @param firstDictionary what an edit without a dictionary means */
export const isSameFeature = (a: Edit, b: Edit, firstDictionary?: string) =>
    a.feature === b.feature && (a.dictionary ?? firstDictionary) === (b.dictionary ?? firstDictionary);

const isSameEdit = (a: Edit, b: Edit, firstDictionary?: string) =>
    isSameFeature(a, b, firstDictionary) && a.mode === b.mode && a.value === b.value && (a.unit ?? "activation") === (b.unit ?? "activation");

export function areSameEdits(a: readonly Edit[], b: readonly Edit[], firstDictionary?: string): boolean {
    return a.length === b.length && a.every((edit) => b.some((other) => isSameEdit(edit, other, firstDictionary)));
}

const settingsOf = ({scope, decay, normRestore = 0, cap}: Steering) => JSON.stringify([scope, decay?.tokens ?? null, normRestore, cap ?? null]);

/** Whether two answers would be written under the same thing; how nothing acts does not matter. */
export function isSameSteering(a: Steering, b: Steering, firstDictionary?: string): boolean {
    if (!areSameEdits(a.edits, b.edits, firstDictionary)) return false;
    const rules = a.rules ?? [];
    if (sortedJson(rules) !== sortedJson(b.rules ?? [])) return false;
    return (a.edits.length === 0 && rules.length === 0) || settingsOf(a) === settingsOf(b);
}

/** Whether an answer under it could differ from one under none. */
export const steersAnything = ({edits, rules = []}: Pick<Steering, "edits" | "rules">) => edits.length > 0 || rules.length > 0;

/** `+0.45`, `pin 1.2×max`, `×0` */
export function describeStrength({mode, value, unit}: Edit): string {
    switch (mode) {
        case "nudge":
            return signed(value);
        case "pin":
            return `pin ${shown(value)}${unit === "max" ? "×max" : ""}`;
        case "scale":
            return `×${shown(value)}`;
        case "add":
            return `add ${signed(value)}`;
        default:
            return mode satisfies never;
    }
}
