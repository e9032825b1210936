import {Menu} from "@mantine/core";
import {IconChartLine, IconCheck, IconCopy, IconDotsVertical, IconDownload, IconPencil, IconTrash} from "@tabler/icons-react";
import {useEffect, useRef, useState} from "react";
import type {Conversation} from "../../../engine/contract/chat.ts";
import type {Preset} from "../../../engine/contract/presets.ts";
import {featuresOfCondition} from "../../../engine/contract/steeringFeatures.ts";
import {engine} from "../../app/engine.ts";
import {Button} from "../../widgets/Button.tsx";
import {classes} from "../../widgets/classes.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {Note} from "../../widgets/Note.tsx";
import {ago, counted, shown} from "../../widgets/numbers.ts";
import {Facts} from "../../widgets/Sheet.tsx";
import {openSweep} from "../evaluation/index.ts";
import {describeStrength, ruleTitle, ruleWords, steersAnything} from "../steering/index.ts";
import {differenceWords} from "./differenceWords.ts";
import {PresetDetails} from "./PresetDetails.tsx";
import {PresetForm} from "./PresetForm.tsx";
import styles from "./Presets.module.css";
import {applyPreset, changePresets, exportPreset, removePreset, setPresetKey, updatePreset, useImportNotes} from "./presetActions.ts";
import {useDifferences} from "./usePresets.ts";

interface Props {
    readonly preset: Preset;
    readonly all: readonly Preset[];
    /** the one in the address */
    readonly marked: boolean;
    /** that it would be applied to */
    readonly conversation: Conversation | undefined;
    readonly onTag: (tag: string) => void;
    readonly onApplied: () => void;
}

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

/** A preset: what it does, what it was made on, and whether it can be used here. */
export function PresetCard({preset, all, marked, conversation, onTag, onApplied}: Props) {
    const [editing, setEditing] = useState(false);
    const card = useRef<HTMLElement>(null);
    const check = useDifferences(preset);
    const notes = useImportNotes(preset.id);
    const {steering, labels, dictionaries, model} = preset;
    const differences = check.data ?? [];
    const error = differences.find(({level}) => level === "error");
    const inUse = conversation?.variantId === preset.id;
    useEffect(() => {
        if (marked) card.current?.scrollIntoView({block: "nearest"});
    }, [marked]);
    const nameOf = (feature: number, dictionary: string | undefined) => labels[`${dictionary ?? dictionaries[0]?.id}/${feature}`] ?? `feature ${feature}`;
    const whyNot = conversation === undefined ? "There is no chat to apply it to." : error !== undefined ? differenceWords(error) : null;
    const apply = async () => {
        if (conversation !== undefined && (await applyPreset(preset, conversation.id))) onApplied();
    };
    const acts = [
        ...(steering.scope === "answer" ? [] : [steering.scope === "all" ? "on all tokens" : "on prompt and answer"]),
        ...(steering.decay === undefined ? [] : [`fades over ${steering.decay.tokens} tokens`]),
        ...((steering.normRestore ?? 0) === 0 ? [] : [`length restored by ${shown(steering.normRestore ?? 0)}`]),
        ...(steering.cap === undefined ? [] : [`cap ${shown(steering.cap)} R`])
    ];
    return (
        <article ref={card} className={classes(styles.card, marked && styles.marked)} aria-label={preset.name}>
            {editing ? (
                <PresetForm
                    preset={preset}
                    onClose={() => setEditing(false)}
                    onSave={async (change) => {
                        if ((await updatePreset(preset, change)) !== undefined) setEditing(false);
                    }}
                />
            ) : (
                <header className={styles.head}>
                    <div className={styles.title}>
                        <h2>{preset.name}</h2>
                        {inUse && (
                            <span className={styles.inUse}>
                                <IconCheck size={12} aria-hidden="true" /> in use
                            </span>
                        )}
                        {preset.tags.map((tag) => (
                            <button key={tag} type="button" className={styles.tag} title={`Only presets with the tag ${tag}`} onClick={() => onTag(tag)}>
                                {tag}
                            </button>
                        ))}
                    </div>
                    <div className={styles.tools}>
                        <select
                            className={styles.keySelect}
                            aria-label={`Key of ${preset.name}`}
                            title="The key that applies it in the chat"
                            value={preset.key ?? ""}
                            onChange={(event) => void setPresetKey(preset, event.currentTarget.value === "" ? null : event.currentTarget.value, all)}
                        >
                            <option value="">no key</option>
                            {KEYS.map((key) => (
                                <option key={key} value={key}>
                                    Alt+{key}
                                </option>
                            ))}
                        </select>
                        <Button
                            small
                            tone="accent"
                            aria-label={`Apply ${preset.name}`}
                            disabled={whyNot !== null || check.isPending}
                            title={whyNot ?? "Apply it to the present chat"}
                            onClick={() => void apply()}
                        >
                            Apply
                        </Button>
                        <Menu position="bottom-end" width={210}>
                            <Menu.Target>
                                <IconButton label={`More of ${preset.name}`}>
                                    <IconDotsVertical size={16} />
                                </IconButton>
                            </Menu.Target>
                            <Menu.Dropdown>
                                <Menu.Item leftSection={<IconPencil size={14} />} onClick={() => setEditing(true)}>
                                    Name, description, tags
                                </Menu.Item>
                                <Menu.Item
                                    leftSection={<IconCopy size={14} />}
                                    onClick={() => void changePresets(() => engine.presets.duplicate({id: preset.id}))}
                                >
                                    Duplicate
                                </Menu.Item>
                                <Menu.Item
                                    leftSection={<IconChartLine size={14} />}
                                    disabled={error !== undefined || !steersAnything(steering)}
                                    onClick={() => openSweep([{name: preset.name, steering}])}
                                >
                                    Sweep…
                                </Menu.Item>
                                <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => void exportPreset(preset, "saelor")}>
                                    Export
                                </Menu.Item>
                                <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => void exportPreset(preset, "ember")}>
                                    Export as Ember JSON
                                </Menu.Item>
                                <Menu.Item color="red" leftSection={<IconTrash size={14} />} onClick={() => void removePreset(preset)}>
                                    Delete
                                </Menu.Item>
                            </Menu.Dropdown>
                        </Menu>
                    </div>
                </header>
            )}
            {preset.description !== "" && !editing && <p className={styles.description}>{preset.description}</p>}
            <ul className={styles.edits} aria-label="Edits">
                {steering.edits.map((edit) => (
                    <li key={`${edit.dictionary}/${edit.feature}/${edit.mode}`}>
                        <span>{nameOf(edit.feature, edit.dictionary)}</span>
                        <b>{describeStrength(edit)}</b>
                    </li>
                ))}
            </ul>
            {(steering.rules ?? []).length > 0 && (
                <ul className={styles.rules} aria-label="Rules">
                    {(steering.rules ?? []).map((rule, index) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place
                        <li key={index} data-features={featuresOfCondition(rule.when).length}>
                            <b>{ruleTitle(rule, index)}</b> {ruleWords(rule, nameOf)}
                        </li>
                    ))}
                </ul>
            )}
            {differences.map((difference) => (
                <Note key={`${difference.about} ${difference.expected}`} tone={difference.level === "error" ? "bad" : "warning"}>
                    {differenceWords(difference)}
                </Note>
            ))}
            {notes.map((note) => (
                <Note key={note}>{note}</Note>
            ))}
            {check.isError && <Note tone="warning">Whether it fits what is loaded could not be found out.</Note>}
            <Facts
                facts={[
                    ...(model === undefined ? [] : [model.name]),
                    ...dictionaries.map(({name}) => name),
                    ...acts,
                    ...(preset.systemPrompt === undefined ? [] : ["with a system prompt"]),
                    ...(preset.examples.length === 0 ? [] : [counted(preset.examples.length, "example")]),
                    `changed ${ago(preset.updatedAt)}`
                ]}
            />
            <PresetDetails preset={preset} applicable={error === undefined && check.isSuccess} />
        </article>
    );
}
