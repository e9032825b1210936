import {Menu} from "@mantine/core";
import {IconChevronDown, IconChevronRight, IconDotsVertical, IconPlayerPause, IconPlayerPlay} from "@tabler/icons-react";
import {useQuery} from "@tanstack/react-query";
import {type ReactNode, useId, useState} from "react";
import type {EditMode} from "../../../../engine/contract/edits.ts";
import {editModeSchema} from "../../../../engine/contract/edits.ts";
import {queries} from "../../../app/engine.ts";
import {classes} from "../../../widgets/classes.ts";
import {IconButton} from "../../../widgets/IconButton.tsx";
import {modeNames, type PanelEdit} from "../edits.ts";
import {Readings} from "../Readings.tsx";
import {StrengthInput} from "../StrengthInput.tsx";
import {StrengthSlider} from "../StrengthSlider.tsx";
import type {EditReading} from "../useCheck.ts";
import styles from "./Groups.module.css";
import {haveOneValue, leadOf, movesAsOne} from "./groups.ts";

interface Props {
    readonly name: string;
    readonly members: readonly PanelEdit[];
    readonly readings: readonly EditReading[];
    readonly firstDictionary: string;
    readonly onMove: (name: string, value: number, keepRatios: boolean) => void;
    readonly onMode: (name: string, mode: EditMode) => void;
    readonly onBypass: (name: string, bypassed: boolean) => void;
    readonly onRename: (from: string, to: string) => void;
    readonly onUngroup: (name: string) => void;
    readonly onRemove: (name: string) => void;
    /** its members, each as a row */
    readonly children: ReactNode;
}

/** Several edits as one: one name, one slider. */
export function GroupRow({name, members, readings, firstDictionary, onMove, onMode, onBypass, onRename, onUngroup, onRemove, children}: Props) {
    const [open, setOpen] = useState(false);
    const [renaming, setRenaming] = useState(false);
    const [ratiosWanted, setRatiosWanted] = useState<boolean | null>(null);
    const bodyId = useId();
    const lead = leadOf(members, name) ?? members[0];
    const asOne = movesAsOne(members);
    // members that differ were made to differ: they keep their ratios until the person says otherwise
    const keepRatios = ratiosWanted ?? !haveOneValue(members);
    const isBypassed = members.every(({bypassed}) => bypassed === true);
    const range = useQuery({
        ...queries.features.range.queryOptions({
            input: {dictionary: lead?.dictionary ?? firstDictionary, feature: lead?.feature ?? members[0]!.feature, mode: lead?.mode ?? "nudge"}
        }),
        enabled: asOne
    });
    const strongest = readings.toSorted((a, b) => (b.share ?? 0) - (a.share ?? 0) || Math.abs(b.maxima ?? 0) - Math.abs(a.maxima ?? 0))[0];
    const rename = (text: string) => {
        setRenaming(false);
        const to = text.trim().slice(0, 80);
        if (to !== "" && to !== name) onRename(name, to);
    };
    return (
        <li className={classes(styles.group, isBypassed && styles.bypassed)} aria-label={`Group ${name}`}>
            <div className={styles.head}>
                <IconButton
                    label={open ? `Hide the members of ${name}` : `Show the members of ${name}`}
                    aria-expanded={open}
                    aria-controls={bodyId}
                    onClick={() => setOpen(!open)}
                >
                    {open ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
                </IconButton>
                {renaming ? (
                    <input
                        className={styles.rename}
                        aria-label="Name of the group"
                        maxLength={80}
                        defaultValue={name}
                        ref={(input) => input?.select()}
                        onBlur={(event) => rename(event.currentTarget.value)}
                        onKeyDown={(event) => {
                            if (event.key === "Enter") rename(event.currentTarget.value);
                            if (event.key !== "Escape") return;
                            event.stopPropagation();
                            setRenaming(false);
                        }}
                    />
                ) : (
                    <button type="button" className={styles.name} onClick={() => setOpen(!open)} onDoubleClick={() => setRenaming(true)}>
                        {name}
                        <small>{members.length} features</small>
                    </button>
                )}
                <IconButton label={isBypassed ? `Turn ${name} on` : `Bypass ${name}`} pressed={isBypassed} onClick={() => onBypass(name, !isBypassed)}>
                    {isBypassed ? <IconPlayerPlay size={15} /> : <IconPlayerPause size={15} />}
                </IconButton>
                <Menu position="bottom-end" width={190} returnFocus>
                    <Menu.Target>
                        <IconButton label={`More of group ${name}`}>
                            <IconDotsVertical size={15} />
                        </IconButton>
                    </Menu.Target>
                    <Menu.Dropdown>
                        <Menu.Item onClick={() => setTimeout(() => setRenaming(true), 60)}>Rename</Menu.Item>
                        <Menu.Item onClick={() => onUngroup(name)}>Ungroup</Menu.Item>
                        <Menu.Item color="red" onClick={() => onRemove(name)}>
                            Remove all of it
                        </Menu.Item>
                    </Menu.Dropdown>
                </Menu>
            </div>
            <div className={styles.controls}>
                <select
                    className={styles.mode}
                    aria-label={`Mode of group ${name}`}
                    value={asOne ? lead?.mode : ""}
                    onChange={(event) => onMode(name, editModeSchema.parse(event.currentTarget.value))}
                >
                    {!asOne && (
                        <option value="" disabled>
                            Mixed
                        </option>
                    )}
                    {editModeSchema.options.map((mode) => (
                        <option key={mode} value={mode}>
                            {modeNames[mode]}
                        </option>
                    ))}
                </select>
                {asOne && range.data && lead && (
                    <>
                        <StrengthSlider
                            value={lead.value}
                            range={range.data}
                            label={`Strength of group ${name}`}
                            disabled={isBypassed}
                            onChange={(value) => onMove(name, value, keepRatios)}
                        />
                        <StrengthInput
                            label={`Exact strength of group ${name}`}
                            classNames={{root: styles.number ?? "", input: styles.numberInput ?? ""}}
                            range={range.data}
                            value={lead.value}
                            onChange={(value) => onMove(name, value, keepRatios)}
                        />
                    </>
                )}
                {!asOne && <span className={styles.faint}>Members are of different modes.</span>}
            </div>
            {asOne && (
                <label className={styles.ratios} title="Each member keeps its share of the strongest; else the slider brings all to one value">
                    <input type="checkbox" checked={keepRatios} onChange={(event) => setRatiosWanted(event.currentTarget.checked)} />
                    keep ratios
                </label>
            )}
            {!open && !isBypassed && strongest !== undefined && (
                <p className={styles.faint}>
                    {readings.length > 1 && "Strongest: "}
                    <Readings reading={strongest} />
                </p>
            )}
            <ul id={bodyId} className={styles.members} aria-label={`Members of ${name}`} hidden={!open}>
                {open && children}
            </ul>
        </li>
    );
}
