import {Checkbox, Modal} from "@mantine/core";
import {useState} from "react";
import type {Conversation} from "../../../../engine/contract/chat.ts";
import type {Steering} from "../../../../engine/contract/edits.ts";
import {useSetting} from "../../../app/settings.ts";
import {Button} from "../../../widgets/Button.tsx";
import {Failed} from "../../../widgets/States.tsx";
import {EditChips} from "../../steering/index.ts";
import {useVariantChoices} from "./useVariantChoices.ts";
import styles from "./VariantsDialog.module.css";

interface Props {
    readonly conversation: Conversation;
    readonly dictionaries: readonly string[];
    readonly opened: boolean;
    /** the question that will be answered; null: there is none */
    readonly question: string | null;
    readonly onStart: (variants: Array<{name: string; steering: Steering}>) => void;
    readonly onClose: () => void;
}

const MOST = 8;

/** Chooses under which variants one question is answered, side by side from the same seed. */
export function VariantsDialog({conversation, dictionaries, opened, question, onStart, onClose}: Props) {
    const {choices, presets} = useVariantChoices(conversation, dictionaries, opened);
    const [stored, setStored] = useSetting("comparedVariants", "present none");
    const [filter, setFilter] = useState("");
    const [now, setNow] = useState<readonly string[] | null>(null);
    const kept = now ?? stored.split(" ");
    const chosen = choices.filter(({key, problem}) => kept.includes(key) && problem === undefined);
    const wanted = filter.trim().toLowerCase();
    const shown = choices.filter(({name}) => wanted === "" || name.toLowerCase().includes(wanted));
    const toggle = (key: string) => {
        const next = (kept.includes(key) ? kept.filter((other) => other !== key) : [...kept, key]).filter(Boolean);
        setNow(next);
        setStored(next.join(" "));
    };
    return (
        <Modal opened={opened} onClose={onClose} size={520} title="Answer under several variants">
            <p className={styles.about}>
                {question === null ? "Write a question first." : <>“{question.length > 140 ? `${question.slice(0, 140)}…` : question}”</>} Each answer comes
                from the same seed, so that what differs comes from the steering.
            </p>
            {choices.length > 8 && (
                <input
                    type="search"
                    aria-label="Filter variants"
                    placeholder="Filter"
                    className={styles.filter}
                    value={filter}
                    onChange={(event) => setFilter(event.currentTarget.value)}
                />
            )}
            <ul className={styles.list} aria-label="Variants">
                {shown.map(({key, name, steering, problem}) => {
                    const isChosen = chosen.some((choice) => choice.key === key);
                    return (
                        <li key={key}>
                            <Checkbox
                                size="sm"
                                label={name}
                                checked={isChosen}
                                disabled={problem !== undefined || (!isChosen && chosen.length >= MOST)}
                                onChange={() => toggle(key)}
                            />
                            <div className={styles.summary}>
                                {problem ??
                                    (steering.edits.length + (steering.rules?.length ?? 0) === 0 ? (
                                        "No edits."
                                    ) : (
                                        <EditChips steering={steering} firstDictionary={dictionaries[0] ?? ""} />
                                    ))}
                            </div>
                        </li>
                    );
                })}
                {shown.length === 0 && <li className={styles.summary}>No variant of that name.</li>}
            </ul>
            {presets.isError && <Failed error={presets.error} onRetry={() => void presets.refetch()} />}
            {presets.isSuccess && presets.data.length === 0 && <p className={styles.about}>Presets that you save are offered here too.</p>}
            <footer className={styles.foot}>
                <span>
                    {chosen.length} of at most {MOST}
                </span>
                <Button onClick={onClose}>Cancel</Button>
                <Button
                    tone="accent"
                    disabled={question === null || chosen.length < 2}
                    onClick={() => onStart(chosen.map(({name, steering}) => ({name, steering})))}
                >
                    {chosen.length < 2 ? "Choose at least two" : `Answer in ${chosen.length} columns`}
                </Button>
            </footer>
        </Modal>
    );
}
