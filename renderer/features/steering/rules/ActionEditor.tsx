import {useMemo, useRef} from "react";
import type {Edit, EditMode, RuleAction, Steering} from "../../../../engine/contract/edits.ts";
import type {FeatureId} from "../../../../engine/contract/ids.ts";
import type {DictionaryInfo} from "../../../../engine/contract/models.ts";
import {suggestEdit} from "../addToSteering.ts";
import {EditRow} from "../EditRow.tsx";
import {isSameFeature, type PanelEdit} from "../edits.ts";
import {FeatureSearch} from "../FeatureSearch.tsx";
import {readingOf, useCheck} from "../useCheck.ts";
import styles from "./Rules.module.css";

interface Props {
    readonly action: RuleAction;
    readonly dictionary: string;
    readonly dictionaries: readonly DictionaryInfo[];
    readonly onChange: (action: RuleAction) => void;
}

const blank: Record<RuleAction["type"], RuleAction> = {
    set: {type: "set", edits: []},
    abort: {type: "abort"},
    handle: {type: "handle", event: "event"}
};
const words: Record<RuleAction["type"], string> = {set: "set these edits", abort: "stop the answer", handle: "say something, or tell an event"};

/** What happens where the condition holds. */
export function ActionEditor({action, dictionary, dictionaries, onChange}: Props) {
    // what was written under another choice is there again when it is chosen again
    const kept = useRef<Record<RuleAction["type"], RuleAction>>(blank);
    kept.current = {...kept.current, [action.type]: action};
    const latest = useRef(action);
    latest.current = action;
    const first = dictionaries[0]?.id ?? dictionary;
    const edits = action.type === "set" ? action.edits : [];
    const loaded = useMemo(() => ({dictionaries}), [dictionaries]);
    // one object as long as nothing changes: a new one is waited for anew
    const alone = useMemo<Steering>(() => ({edits: action.type === "set" ? action.edits : [], scope: "answer"}), [action]);
    const check = useCheck(alone, loaded).data;
    const setEdits = (next: (edits: readonly Edit[]) => readonly Edit[]) => {
        if (latest.current.type === "set") onChange({type: "set", edits: [...next(latest.current.edits)]});
    };
    const add = async (feature: FeatureId) => {
        const edit = await suggestEdit(dictionary, feature, "nudge");
        setEdits((now) => (now.some((known) => isSameFeature(known, edit, first)) ? now : [...now, edit]));
    };
    const setMode = async (index: number, mode: EditMode) => {
        const old = edits[index];
        if (old === undefined) return;
        const next = await suggestEdit(old.dictionary ?? first, old.feature, mode);
        setEdits((now) => now.map((edit, at) => (at === index ? next : edit)));
    };
    const change = (index: number, {bypassed: _, ...next}: Partial<PanelEdit>) =>
        setEdits((now) => now.map((edit, at) => (at === index ? {...edit, ...next} : edit)));
    const text = (label: string, value: string, set: (value: string) => void, placeholder: string, long = false) =>
        long ? (
            <textarea
                className={styles.text}
                rows={2}
                aria-label={label}
                placeholder={placeholder}
                value={value}
                onChange={(event) => set(event.currentTarget.value)}
            />
        ) : (
            <input className={styles.text} aria-label={label} placeholder={placeholder} value={value} onChange={(event) => set(event.currentTarget.value)} />
        );
    return (
        <div className={styles.action}>
            <select
                className={styles.word}
                aria-label="What happens"
                value={action.type}
                onChange={(event) => onChange(kept.current[event.currentTarget.value as RuleAction["type"]])}
            >
                {Object.entries(words).map(([type, sentence]) => (
                    <option key={type} value={type}>
                        {sentence}
                    </option>
                ))}
            </select>
            {action.type === "set" && (
                <>
                    <p className={styles.hint}>They act in place of the steering’s own edits of the same features.</p>
                    <ul className={styles.edits} aria-label="Edits of the rule">
                        {edits.map((edit, index) => {
                            const info = dictionaries.find(({id}) => id === (edit.dictionary ?? first));
                            return info === undefined ? (
                                <li key={`${edit.dictionary}-${edit.feature}`}>Feature {edit.feature} belongs to a dictionary that is not loaded.</li>
                            ) : (
                                <EditRow
                                    key={`${info.id}-${edit.feature}`}
                                    edit={edit}
                                    index={index}
                                    dictionary={info}
                                    canBypass={false}
                                    reading={readingOf(check, edit, first)}
                                    onChange={change}
                                    onMode={(at, mode) => void setMode(at, mode)}
                                    onRemove={(at) => setEdits((now) => now.toSpliced(at, 1))}
                                />
                            );
                        })}
                    </ul>
                    <FeatureSearch inFlow label="Feature to set" dictionary={dictionary} onAdd={(feature) => void add(feature)} />
                </>
            )}
            {action.type === "abort" &&
                text(
                    "Why it stops",
                    action.message ?? "",
                    (message) => onChange(message === "" ? {type: "abort"} : {type: "abort", message: message.slice(0, 1000)}),
                    "Why, for the reader (may be empty)"
                )}
            {action.type === "handle" && (
                <>
                    {text(
                        "What the answer says",
                        action.reply ?? "",
                        (reply) => onChange({type: "handle", event: action.event, ...(reply !== "" && {reply})}),
                        "What the answer ends with. Empty: it goes on, and only the event is told",
                        true
                    )}
                    <div className={styles.event}>
                        Event {text("Name of the event", action.event, (event) => onChange({...action, event: event.slice(0, 100)}), "event")}
                    </div>
                </>
            )}
        </div>
    );
}
