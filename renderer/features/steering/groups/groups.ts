import type {PanelEdit} from "../edits.ts";

/** An edit of its own, or several under one name, by their places in the list. */
export type EditItem = {readonly type: "edit"; readonly index: number} | {readonly type: "group"; readonly name: string; readonly members: readonly number[]};

/** The list as it is shown: a group stands where its first member is. */
export function editItems(edits: readonly PanelEdit[]): readonly EditItem[] {
    const groups = new Map<string, number[]>();
    const items: EditItem[] = [];
    for (const [index, {group}] of edits.entries()) {
        const members = group === undefined ? undefined : groups.get(group);
        if (group === undefined) items.push({type: "edit", index});
        else if (members !== undefined) members.push(index);
        else {
            const first = [index];
            groups.set(group, first);
            items.push({type: "group", name: group, members: first});
        }
    }
    return items;
}

const without = ({group: _, ...edit}: PanelEdit): PanelEdit => edit;

/** Puts edits under a name; those that are there already stay in it. */
export const putInGroup = (edits: readonly PanelEdit[], indexes: ReadonlySet<number>, group: string): readonly PanelEdit[] =>
    edits.map((edit, index) => (indexes.has(index) ? {...edit, group} : edit));

export const takeOutOfGroup = (edits: readonly PanelEdit[], index: number): readonly PanelEdit[] =>
    edits.map((edit, at) => (at === index ? without(edit) : edit));

export const ungroup = (edits: readonly PanelEdit[], name: string): readonly PanelEdit[] => edits.map((edit) => (edit.group === name ? without(edit) : edit));

export const renameGroup = (edits: readonly PanelEdit[], from: string, to: string): readonly PanelEdit[] =>
    edits.map((edit) => (edit.group === from ? {...edit, group: to} : edit));

/** The member whose strength a group's slider shows: the one furthest from nothing. */
export function leadOf(edits: readonly PanelEdit[], name: string): PanelEdit | undefined {
    return edits
        .filter(({group}) => group === name)
        .reduce<PanelEdit | undefined>((lead, edit) => (lead === undefined || Math.abs(edit.value) > Math.abs(lead.value) ? edit : lead), undefined);
}

/** Whether one slider can move them: they are of one mode and count in one unit. */
export const movesAsOne = (members: readonly PanelEdit[]) => new Set(members.map(({mode, unit = "activation"}) => `${mode} ${unit}`)).size === 1;

export const haveOneValue = (members: readonly PanelEdit[]) => new Set(members.map(({value}) => value)).size === 1;

/**
 * Moves all members of a group.
 * @param value what the lead comes to
 * @param keepRatios each keeps its share of the lead; else all come to `value`. From a lead of 0 there are no shares to keep
 */
export function moveGroup(edits: readonly PanelEdit[], name: string, value: number, keepRatios: boolean): readonly PanelEdit[] {
    const lead = leadOf(edits, name)?.value ?? 0;
    const share = keepRatios && lead !== 0 ? value / lead : null;
    // ratios survive a pull down to nothing only if nothing is never quite reached
    const factor = share === 0 ? SMALLEST / Math.abs(lead) : share;
    return edits.map((edit) => (edit.group === name ? {...edit, value: factor === null ? value : rounded(edit.value * factor)} : edit));
}

const SMALLEST = 1e-4;
const rounded = (value: number) => Number(value.toPrecision(6));
