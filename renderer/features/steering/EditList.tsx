import {useMemo, useState} from "react";
import type {DictionaryInfo} from "../../../engine/contract/models.ts";
import type {SteeringCheck} from "../../../engine/contract/presets.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {shortName} from "../models/index.ts";
import {EditRow} from "./EditRow.tsx";
import {GroupBar} from "./groups/GroupBar.tsx";
import {GroupRow} from "./groups/GroupRow.tsx";
import {editItems, moveGroup, putInGroup, renameGroup, takeOutOfGroup, ungroup} from "./groups/groups.ts";
import styles from "./SteeringPanel.module.css";
import {problemsOf, readingOf} from "./useCheck.ts";
import type {SteeringControls} from "./useSteering.ts";

interface Props {
    readonly controls: SteeringControls;
    readonly dictionaries: readonly DictionaryInfo[];
    readonly check: SteeringCheck | undefined;
    /** tokens over which the steering fades; undefined: it lasts */
    readonly fadesOver: number | undefined;
}

/** The edits of a conversation, those of a group under its name. */
export function EditList({controls, dictionaries, check, fadesOver}: Props) {
    const {edits, replace, remove, setMode, setModes, update} = controls;
    const [selected, setSelected] = useState<ReadonlySet<number> | null>(null);
    const first = dictionaries[0]?.id ?? "";
    const several = dictionaries.length > 1 && new Set(edits.map((edit) => edit.dictionary ?? first)).size > 1;
    const items = useMemo(() => editItems(edits), [edits]);
    const names = items.flatMap((item) => (item.type === "group" ? [item.name] : []));
    // what was selected may be gone meanwhile
    const chosen = selected === null ? null : new Set([...selected].filter((index) => index < edits.length));
    const toggle = (index: number) =>
        setSelected((old) => (old?.has(index) ? new Set([...old].filter((at) => at !== index)) : new Set([...(old ?? []), index])));
    const membersOf = (name: string) => edits.flatMap((edit, index) => (edit.group === name ? [index] : []));

    const row = (index: number) => {
        const edit = edits[index]!;
        const info = dictionaries.find(({id}) => id === (edit.dictionary ?? first));
        const key = `${edit.dictionary ?? first}-${edit.feature}-${edits.slice(0, index).filter((earlier) => earlier.feature === edit.feature).length}`;
        if (info === undefined) {
            return (
                <li key={key} className={styles.foreign}>
                    Feature {edit.feature} belongs to a dictionary that is not loaded.
                    <IconButton label={`Remove feature ${edit.feature}`} text="Remove" onClick={() => remove(index)}>
                        {null}
                    </IconButton>
                </li>
            );
        }
        return (
            <EditRow
                key={key}
                edit={edit}
                index={index}
                dictionary={info}
                fadesOver={fadesOver}
                from={several ? shortName(info, dictionaries) : undefined}
                reading={readingOf(check, edit, first)}
                problems={check === undefined || edit.bypassed ? "" : problemsOf(check, edit).join("\n")}
                selected={chosen?.has(index)}
                onSelect={toggle}
                onLeaveGroup={edit.group === undefined ? undefined : (at) => update((now) => takeOutOfGroup(now, at))}
                onChange={replace}
                onMode={setMode}
                onRemove={remove}
            />
        );
    };
    return (
        <>
            {(edits.length > 1 || chosen !== null) && (
                <GroupBar
                    selected={chosen?.size ?? null}
                    edits={edits.length}
                    names={names}
                    onSelecting={(selecting) => setSelected(selecting ? new Set() : null)}
                    onGroup={(name) => chosen !== null && update((now) => putInGroup(now, chosen, name))}
                />
            )}
            <ul className={styles.edits} aria-label="Edits">
                {items.map((item) =>
                    item.type === "edit" ? (
                        row(item.index)
                    ) : (
                        <GroupRow
                            key={`group ${item.name}`}
                            name={item.name}
                            members={item.members.map((index) => edits[index]!)}
                            readings={item.members.flatMap((index) => readingOf(check, edits[index]!, first) ?? [])}
                            firstDictionary={first}
                            onMove={(name, value, keepRatios) => update((now) => moveGroup(now, name, value, keepRatios), `group ${name}`)}
                            onMode={(name, mode) => void setModes(membersOf(name), mode)}
                            onBypass={(name, bypassed) => update((now) => now.map((edit) => (edit.group === name ? {...edit, bypassed} : edit)))}
                            onRename={(from, to) => update((now) => renameGroup(now, from, to))}
                            onUngroup={(name) => update((now) => ungroup(now, name))}
                            onRemove={(name) => update((now) => now.filter(({group}) => group !== name))}
                        >
                            {item.members.map(row)}
                        </GroupRow>
                    )
                )}
            </ul>
        </>
    );
}
