import {Popover} from "@mantine/core";
import {IconPlayerPause, IconPlayerPlay, IconUnlink, IconX} from "@tabler/icons-react";
import {useQuery} from "@tanstack/react-query";
import {memo} from "react";
import {type EditMode, editModeSchema} from "../../../engine/contract/edits.ts";
import type {DictionaryInfo} from "../../../engine/contract/models.ts";
import {queries} from "../../app/engine.ts";
import {Button} from "../../widgets/Button.tsx";
import {classes} from "../../widgets/classes.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {Note} from "../../widgets/Note.tsx";
import {shown} from "../../widgets/numbers.ts";
import {Failed} from "../../widgets/States.tsx";
import styles from "./EditRow.module.css";
import {modeNames, modeSentences, type PanelEdit} from "./edits.ts";
import {FeatureCard} from "./FeatureCard.tsx";
import {nameOf, useFeature} from "./featureName.ts";
import {Readings} from "./Readings.tsx";
import {StrengthInput} from "./StrengthInput.tsx";
import {StrengthSlider} from "./StrengthSlider.tsx";
import {isPastWarning} from "./sliderZones.ts";
import type {EditReading} from "./useCheck.ts";

interface Props {
    readonly edit: PanelEdit;
    readonly index: number;
    readonly dictionary: DictionaryInfo;
    /** its name, where edits of several dictionaries stand side by side */
    readonly from?: string | undefined;
    readonly reading?: EditReading | undefined;
    /** tokens over which the steering fades; undefined: it lasts */
    readonly fadesOver?: number | undefined;
    /** why it can't run, one a line */
    readonly problems?: string;
    /** undefined: nothing is being selected */
    readonly selected?: boolean | undefined;
    readonly onSelect?: ((index: number) => void) | undefined;
    /** absent: it can't be bypassed */
    readonly canBypass?: boolean;
    /** takes it out of the group that it stands in */
    readonly onLeaveGroup?: ((index: number) => void) | undefined;
    readonly onChange: (index: number, change: Partial<PanelEdit>) => void;
    readonly onMode: (index: number, mode: EditMode) => void;
    readonly onRemove: (index: number) => void;
}

/** One edit: its feature, its mode, how strong it is, and where that becomes too much. */
export const EditRow = memo(function EditRow(props: Props) {
    const {edit, index, dictionary, from, fadesOver, reading, problems = "", selected, canBypass = true, onLeaveGroup, onChange, onMode, onRemove} = props;
    const feature = useFeature(dictionary.id, edit.feature);
    const range = useQuery(queries.features.range.queryOptions({input: {dictionary: dictionary.id, feature: edit.feature, mode: edit.mode}}));
    const plainName = nameOf(edit.feature, feature);
    // the same feature number may be in both
    const name = from === undefined ? plainName : `${plainName}, ${from}`;
    const isModerated = range.isError && "code" in range.error && range.error.code === "feature/moderated";
    const isPast = range.data !== undefined && isPastWarning(edit.value, range.data) && !edit.bypassed && fadesOver === undefined;
    return (
        <li className={classes(styles.row, edit.bypassed && styles.bypassed, problems !== "" && styles.broken)} aria-label={name}>
            <div className={styles.head}>
                {selected !== undefined && (
                    <input
                        type="checkbox"
                        className={styles.select}
                        aria-label={`Select ${name}`}
                        checked={selected}
                        onChange={() => props.onSelect?.(index)}
                    />
                )}
                <Popover position="bottom-start" withinPortal trapFocus>
                    <Popover.Target>
                        <button type="button" className={styles.name} title="Show what is known of this feature">
                            {plainName}
                            {from !== undefined && <small className={styles.from}>{from}</small>}
                        </button>
                    </Popover.Target>
                    <Popover.Dropdown>
                        <FeatureCard dictionary={dictionary.id} feature={edit.feature} />
                    </Popover.Dropdown>
                </Popover>
                {onLeaveGroup && (
                    <IconButton label={`Take ${name} out of the group`} onClick={() => onLeaveGroup(index)}>
                        <IconUnlink size={15} />
                    </IconButton>
                )}
                {canBypass && (
                    <IconButton
                        label={edit.bypassed ? `Turn ${name} on` : `Bypass ${name}`}
                        pressed={edit.bypassed === true}
                        onClick={() => onChange(index, {bypassed: !edit.bypassed})}
                    >
                        {edit.bypassed ? <IconPlayerPlay size={15} /> : <IconPlayerPause size={15} />}
                    </IconButton>
                )}
                <IconButton label={`Remove ${name}`} tone="danger" onClick={() => onRemove(index)}>
                    <IconX size={15} />
                </IconButton>
            </div>
            <div className={styles.controls}>
                <select
                    className={styles.mode}
                    aria-label={`Mode of ${name}`}
                    title={modeSentences[edit.mode]}
                    value={edit.mode}
                    onChange={(event) => onMode(index, editModeSchema.parse(event.currentTarget.value))}
                >
                    {editModeSchema.options.map((mode) => (
                        <option key={mode} value={mode} title={modeSentences[mode]}>
                            {modeNames[mode]}
                        </option>
                    ))}
                </select>
                {range.data && (
                    <StrengthSlider
                        value={edit.value}
                        range={range.data}
                        label={`Strength of ${name}`}
                        disabled={edit.bypassed === true}
                        onChange={(value) => onChange(index, {value})}
                    />
                )}
                <StrengthInput
                    label={`Exact strength of ${name}`}
                    classNames={{root: styles.number ?? "", input: styles.numberInput ?? ""}}
                    range={range.data ?? {min: -1, max: 1, step: 0.05}}
                    value={edit.value}
                    onChange={(value) => onChange(index, {value})}
                />
            </div>
            {range.isError && !isModerated && <Failed error={range.error} onRetry={() => void range.refetch()} />}
            <p className={classes(styles.note, isPast && styles.warn)} role={isPast ? "status" : undefined}>
                {isPast && range.data ? `Past ${shown(range.data.warnAbove)} answers often break.` : modeSentences[edit.mode]}
                {reading !== undefined && !edit.bypassed && <Readings reading={reading} />}
            </p>
            {isModerated && (
                <Note
                    tone="warning"
                    action={
                        <Button small onClick={() => onRemove(index)}>
                            Remove it
                        </Button>
                    }
                >
                    This feature has been moderated: no answer is written while it is here.
                </Note>
            )}
            {problems !== "" && !isModerated && (
                <p className={classes(styles.note, styles.warn)} role="alert">
                    {problems}
                </p>
            )}
        </li>
    );
});
