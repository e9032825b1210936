import type {Edit, Rule, Steering} from "../../../../engine/contract/edits.ts";
import {shown} from "../../../widgets/numbers.ts";
import {sortedJson} from "../sortedJson.ts";

export type Change<What> =
    | {readonly kind: "added"; readonly after: What}
    | {readonly kind: "removed"; readonly before: What}
    | {readonly kind: "changed"; readonly before: What; readonly after: What};

export interface SettingChange {
    readonly name: "scope" | "decay" | "normRestore" | "cap";
    readonly before: string;
    readonly after: string;
}

export interface SteeringDifference {
    readonly edits: readonly Change<Edit>[];
    readonly settings: readonly SettingChange[];
    /** `at`: its place in the steering that has it, in the second one where both do */
    readonly rules: readonly (Change<Rule> & {readonly at: number})[];
}

const scopeWords = {answer: "the answer", "prompt-and-answer": "prompt and answer", all: "every token"} as const;

const settings = {
    scope: ({scope}: Steering) => scopeWords[scope],
    decay: ({decay}: Steering) => (decay === undefined ? "does not fade" : `fades over ${decay.tokens} tokens`),
    normRestore: ({normRestore = 0}: Steering) => (normRestore === 0 ? "not restored" : shown(normRestore)),
    cap: ({cap}: Steering) => (cap === undefined ? "none" : `${shown(cap)} R`)
} as const;

/**
 * What it takes to come from one steering to another; all lists are empty where they do the same.
 * @param firstDictionary what an edit without a dictionary means
 */
export function diffSteering(a: Steering, b: Steering, firstDictionary?: string): SteeringDifference {
    return {
        edits: diffEdits(a.edits, b.edits, (edit) => `${edit.dictionary ?? firstDictionary ?? ""}/${edit.feature}`),
        settings: (Object.keys(settings) as SettingChange["name"][])
            .map((name) => ({name, before: settings[name](a), after: settings[name](b)}))
            .filter(({before, after}) => before !== after),
        rules: diffRules(a.rules ?? [], b.rules ?? [])
    };
}

export const isSame = ({edits, settings, rules}: SteeringDifference) => edits.length + settings.length + rules.length === 0;

const contentOf = ({mode, value, unit = "activation", group = ""}: Edit) => JSON.stringify([mode, value, mode === "pin" ? unit : "", group]);

function diffEdits(before: readonly Edit[], after: readonly Edit[], keyOf: (edit: Edit) => string): Change<Edit>[] {
    const left = new Map<string, Edit[]>();
    for (const edit of before) left.set(keyOf(edit), [...(left.get(keyOf(edit)) ?? []), edit]);
    const changes: Change<Edit>[] = [];
    for (const edit of after) {
        const old = left.get(keyOf(edit))?.shift();
        if (old === undefined) changes.push({kind: "added", after: edit});
        else if (contentOf(old) !== contentOf(edit)) changes.push({kind: "changed", before: old, after: edit});
    }
    return [...changes, ...[...left.values()].flat().map((edit) => ({kind: "removed", before: edit}) as const)];
}

/** Rules that are alike belong together, then those of one name, then those of one place. */
function diffRules(before: readonly Rule[], after: readonly Rule[]): (Change<Rule> & {at: number})[] {
    const partner = new Map<number, number>();
    const free = new Set(before.keys());
    const pair = (fits: (old: Rule, now: Rule, from: number, to: number) => boolean) => {
        for (const [to, now] of after.entries()) {
            if (partner.has(to)) continue;
            const from = [...free].find((index) => fits(before[index]!, now, index, to));
            if (from === undefined) continue;
            partner.set(to, from);
            free.delete(from);
        }
    };
    const isEqual = (old: Rule, now: Rule) => sortedJson(old) === sortedJson(now);
    pair(isEqual);
    pair((old, now) => old.name !== undefined && old.name === now.name);
    pair((_old, _now, from, to) => from === to);
    const changes = [...after.entries()].flatMap(([at, now]): (Change<Rule> & {at: number})[] => {
        const from = partner.get(at);
        if (from === undefined) return [{kind: "added", after: now, at}];
        const old = before[from]!;
        return isEqual(old, now) ? [] : [{kind: "changed", before: old, after: now, at}];
    });
    return [...changes, ...[...free].map((at) => ({kind: "removed", before: before[at]!, at}) as const)];
}
