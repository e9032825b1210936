import {SegmentedControl} from "@mantine/core";
import {IconLayoutSidebarRightCollapse, IconRefresh, IconRestore} from "@tabler/icons-react";
import type {Conversation, Message} from "../../../engine/contract/chat.ts";
import {type EditScope, editScopeSchema} from "../../../engine/contract/edits.ts";
import type {ModelInfo} from "../../../engine/contract/models.ts";
import {classes} from "../../widgets/classes.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {shown} from "../../widgets/numbers.ts";
import {Empty} from "../../widgets/States.tsx";
import {shortName} from "../models/index.ts";
import {EditRow} from "./EditRow.tsx";
import {isSameSteering, TOTAL_NUDGE_WARNING, totalNudge} from "./edits.ts";
import {FeatureSearch} from "./FeatureSearch.tsx";
import {changeSteering} from "./panel.ts";
import styles from "./SteeringPanel.module.css";
import {useSteering} from "./useSteering.ts";
import {VariantMenu} from "./VariantMenu.tsx";

interface Props {
    readonly conversation: Conversation;
    readonly model: ModelInfo | null;
    /** id of the dictionary that search looks in */
    readonly dictionary: string | null;
    /** the answer at the end of the branch on screen */
    readonly lastAnswer: Message | null;
    readonly onRegenerate: (() => void) | null;
    readonly onClose?: (() => void) | undefined;
}

const scopeWords: Record<EditScope, {label: string; sentence: string}> = {
    answer: {label: "Answer", sentence: "Edits act while the answer is written."},
    "prompt-and-answer": {label: "Prompt + answer", sentence: "Edits act on the conversation too; special tokens stay as they are."},
    all: {label: "All", sentence: "Edits act on every token, special ones included."}
};

/** What the next answer runs under. */
export function SteeringPanel({conversation, model, dictionary, lastAnswer, onRegenerate, onClose}: Props) {
    const first = model?.dictionaries[0]?.id ?? "";
    const {edits, add, replace, remove, setMode, reset} = useSteering(conversation, first);
    const dictionaries = model?.dictionaries ?? [];
    const several = dictionaries.length > 1 && new Set(edits.map((edit) => edit.dictionary ?? first)).size > 1;
    const total = totalNudge(edits);
    const isTooMuch = total > TOTAL_NUDGE_WARNING;
    const differs = lastAnswer?.steering !== undefined && !isSameSteering(lastAnswer.steering, conversation.steering, first);
    const scope = conversation.steering.scope;
    return (
        <div className={styles.panel}>
            <header className={styles.header}>
                <h2 tabIndex={-1} data-autofocus>
                    Steering
                </h2>
                <VariantMenu conversation={conversation} />
                <IconButton label="Remove all edits" disabled={edits.length === 0} onClick={reset}>
                    <IconRestore size={16} />
                </IconButton>
                {onClose && (
                    <IconButton label="Hide steering" keys="Ctrl+." onClick={onClose}>
                        <IconLayoutSidebarRightCollapse size={17} />
                    </IconButton>
                )}
            </header>
            {dictionary !== null && (
                <div className={styles.search}>
                    <FeatureSearch dictionary={dictionary} onAdd={(feature) => void add(dictionary, feature)} />
                </div>
            )}
            <div className={styles.body}>
                {dictionary === null && (
                    <Empty title="No dictionary">
                        {model === null
                            ? "Load a model with a dictionary to find its features."
                            : "This model has no dictionary, so it can be talked to but not steered."}
                    </Empty>
                )}
                {dictionary !== null && edits.length === 0 && (
                    <Empty title="Nothing is steered">Find a feature above, or inspect an answer and click what a token shows.</Empty>
                )}
                <ul className={styles.edits} aria-label="Edits">
                    {edits.map((edit, index) => {
                        const info = model?.dictionaries.find(({id}) => id === (edit.dictionary ?? first));
                        return info === undefined ? (
                            <li key={`${edit.dictionary}-${edit.feature}`} className={styles.foreign}>
                                Feature {edit.feature} belongs to a dictionary that is not loaded.
                                <IconButton label={`Remove feature ${edit.feature}`} text="Remove" onClick={() => remove(index)}>
                                    {null}
                                </IconButton>
                            </li>
                        ) : (
                            <EditRow
                                key={`${info.id}-${edit.feature}`}
                                edit={edit}
                                index={index}
                                dictionary={info}
                                from={several ? shortName(info, dictionaries) : undefined}
                                onChange={replace}
                                onMode={setMode}
                                onRemove={remove}
                            />
                        );
                    })}
                </ul>
            </div>
            {edits.length > 0 && (
                <footer className={styles.footer}>
                    <div className={styles.total} hidden={!edits.some(({mode}) => mode === "nudge")}>
                        <span>Total nudge</span>
                        <span className={classes(styles.sum, isTooMuch && styles.tooMuch)} title="Sum of the strengths of all nudges that are on">
                            {shown(total)}
                        </span>
                    </div>
                    {isTooMuch && (
                        <p className={styles.warning} role="status">
                            Together past {shown(TOTAL_NUDGE_WARNING)}, answers often break. Lower one of them.
                        </p>
                    )}
                    <SegmentedControl
                        fullWidth
                        size="xs"
                        aria-label="Where edits act"
                        value={scope}
                        data={editScopeSchema.options.map((value) => ({value, label: scopeWords[value].label}))}
                        onChange={(value) => changeSteering(conversation.id, {scope: editScopeSchema.parse(value), variantId: null})}
                    />
                    <p className={styles.sentence}>{scopeWords[scope].sentence}</p>
                </footer>
            )}
            {differs && onRegenerate && (
                <div className={styles.pending}>
                    <span>Applies to the next answer.</span>
                    <IconButton label="Regenerate under these edits" text="Regenerate" tone="accent" onClick={onRegenerate}>
                        <IconRefresh size={14} />
                    </IconButton>
                </div>
            )}
        </div>
    );
}
