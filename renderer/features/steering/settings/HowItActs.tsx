import {SegmentedControl, Tooltip} from "@mantine/core";
import {IconChevronDown, IconChevronRight} from "@tabler/icons-react";
import {type ReactNode, useId} from "react";
import type {Conversation} from "../../../../engine/contract/chat.ts";
import {type EditScope, editScopeSchema} from "../../../../engine/contract/edits.ts";
import {useSetting} from "../../../app/settings.ts";
import {classes} from "../../../widgets/classes.ts";
import {NumberField} from "../NumberField.tsx";
import {changeSteering, type SettingsChange} from "../panel.ts";
import {PUSH_WARNING} from "./pushScale.ts";
import styles from "./Settings.module.css";
import {settingsSummary} from "./settingsSummary.ts";

const scopeWords: Record<EditScope, {readonly label: string; readonly sentence: string}> = {
    answer: {label: "Answer", sentence: "Edits act while the answer is written."},
    "prompt-and-answer": {label: "Prompt + answer", sentence: "Edits act on the conversation too; special tokens stay as they are."},
    all: {label: "All", sentence: "Edits act on every token, special ones included."}
};

const sentences = {
    decay: "The edits fade in a straight line, from full strength at the answer’s first token to nothing after so many tokens.",
    normRestore:
        "After the edits the residual is brought back towards the length that it had: 0 leaves it, 1 restores all of it. Directions change, length does not.",
    cap: "However many edits act at a token, together they move the residual by at most this share of R, the layer’s median norm."
} as const;

/** what each starts with when it is turned on */
const START = {decay: 60, cap: PUSH_WARNING} as const;

interface RowProps {
    readonly name: string;
    readonly sentence: string;
    readonly isDefault: boolean;
    readonly onDefault: () => void;
    readonly children: ReactNode;
}

function Row({name, sentence, isDefault, onDefault, children}: RowProps) {
    const id = useId();
    return (
        <Tooltip label={sentence} multiline w={260} position="left">
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out as one line */}
            <div className={classes(styles.row, !isDefault && styles.changed)} role="group" aria-label={name} aria-describedby={id}>
                <span className={styles.rowName}>{name}</span>
                {children}
                {!isDefault && (
                    <button type="button" className={styles.default} aria-label={`${name}: back to the default`} onClick={onDefault}>
                        default
                    </button>
                )}
                <span id={id} className="visually-hidden">
                    {sentence}
                </span>
            </div>
        </Tooltip>
    );
}

/** Where edits act, for how long, and what holds them. */
export function HowItActs({conversation}: {readonly conversation: Conversation}) {
    const {steering} = conversation;
    const {scope, decay, normRestore = 0, cap} = steering;
    const [open, setOpen] = useSetting("steeringSettingsOpen", false);
    const bodyId = useId();
    const set = (settings: SettingsChange, tag?: string) => changeSteering(conversation.id, {settings, ...(tag !== undefined && {tag})});
    const summary = settingsSummary(steering).join(", ");
    return (
        <section className={styles.acts} aria-label="How it acts">
            <button type="button" className={styles.heading} aria-expanded={open} aria-controls={bodyId} onClick={() => setOpen(!open)}>
                {open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
                <span>How it acts</span>
                <small className={classes(summary !== "" && styles.summary)}>{summary === "" ? "as usual" : summary}</small>
            </button>
            <div id={bodyId} className={styles.rows} hidden={!open}>
                <SegmentedControl
                    fullWidth
                    size="xs"
                    aria-label="Where edits act"
                    value={scope}
                    data={editScopeSchema.options.map((value) => ({value, label: scopeWords[value].label}))}
                    onChange={(value) => set({scope: editScopeSchema.parse(value)})}
                />
                <p className={styles.sentence}>{scopeWords[scope].sentence}</p>
                <Row name="Fade out" sentence={sentences.decay} isDefault={decay === undefined} onDefault={() => set({decay: null})}>
                    <input
                        type="checkbox"
                        aria-label="Fade out"
                        checked={decay !== undefined}
                        onChange={(event) => set({decay: event.currentTarget.checked ? {tokens: START.decay} : null})}
                    />
                    <span className={styles.control}>
                        <NumberField
                            label="Tokens to fade over"
                            min={1}
                            max={1_000_000}
                            whole
                            step={10}
                            disabled={decay === undefined}
                            value={decay?.tokens ?? START.decay}
                            onChange={(tokens) => set({decay: {tokens}}, "decay")}
                        />
                        tokens
                    </span>
                </Row>
                <Row name="Restore length" sentence={sentences.normRestore} isDefault={normRestore === 0} onDefault={() => set({normRestore: null})}>
                    <input
                        type="range"
                        className={styles.range}
                        aria-label="Restore the residual’s length"
                        min={0}
                        max={1}
                        step={0.05}
                        value={normRestore}
                        onChange={(event) => set({normRestore: Number(event.currentTarget.value) || null}, "normRestore")}
                    />
                    <output className={styles.figure}>{normRestore.toFixed(2)}</output>
                </Row>
                <Row name="Cap" sentence={sentences.cap} isDefault={cap === undefined} onDefault={() => set({cap: null})}>
                    <input
                        type="checkbox"
                        aria-label="Cap"
                        checked={cap !== undefined}
                        onChange={(event) => set({cap: event.currentTarget.checked ? START.cap : null})}
                    />
                    <span className={styles.control}>
                        <NumberField
                            label="Cap, in R"
                            min={0.01}
                            max={100}
                            step={0.1}
                            disabled={cap === undefined}
                            value={cap ?? START.cap}
                            onChange={(value) => set({cap: value}, "cap")}
                        />
                        R
                    </span>
                </Row>
            </div>
        </section>
    );
}
