import {Modal} from "@mantine/core";
import {type ReactNode, useState} from "react";
import type {Condition} from "../../../../engine/contract/conditions.ts";
import {type Rule, ruleSchema} from "../../../../engine/contract/edits.ts";
import type {DictionaryInfo} from "../../../../engine/contract/models.ts";
import {Button} from "../../../widgets/Button.tsx";
import {ActionEditor} from "./ActionEditor.tsx";
import {ConditionEditor} from "./ConditionEditor.tsx";
import styles from "./Rules.module.css";
import {reachWords} from "./reachWords.ts";
import {whyIncomplete} from "./whyIncomplete.ts";

/** Draws what finds a condition for a rule. */
export type FindCondition = (dictionary: string, onFound: (condition: Condition) => void) => ReactNode;

interface Props {
    readonly rule: Rule;
    readonly title: string;
    readonly narrow: boolean;
    /** that search looks in */
    readonly dictionary: string;
    readonly dictionaries: readonly DictionaryInfo[];
    readonly findCondition: FindCondition;
    readonly onDone: (rule: Rule) => void;
    readonly onClose: () => void;
}

/** A rule as a sentence whose parts can be changed. Nothing is changed outside before it is done. */
export function RuleDialog({rule, title, narrow, dictionary, dictionaries, findCondition, onDone, onClose}: Props) {
    const [draft, setDraft] = useState(rule);
    const change = (part: Partial<Rule>) => setDraft((old) => ({...old, ...part}));
    const missing = whyIncomplete(draft);
    const reach = reachWords(draft);
    const done = () => {
        if (missing !== null) return;
        const {name = "", ...rest} = draft;
        onDone({...rest, ...(name.trim() !== "" && {name: name.trim()})});
    };
    return (
        <Modal opened onClose={onClose} title={title} size={680} fullScreen={narrow} closeOnClickOutside={false} centered>
            <form
                className={styles.sentence}
                onSubmit={(event) => {
                    event.preventDefault();
                    done();
                }}
            >
                <h3>When</h3>
                <ConditionEditor tree={draft.when} dictionary={dictionary} onChange={(when) => change({when})} />
                {/* what was found tells what the user does: it is looked for in the question, and acts on what comes after it */}
                {findCondition(dictionary, (when) => change({when, on: "prompt", sticky: true}))}
                <div className={styles.line}>
                    <span>on</span>
                    <select
                        className={styles.word}
                        aria-label="On which tokens"
                        title="The question is everything before the answer, earlier questions and answers too; special tokens are never looked at"
                        value={draft.on}
                        onChange={(event) => change({on: ruleSchema.shape.on.parse(event.currentTarget.value)})}
                    >
                        <option value="prompt">the question</option>
                        <option value="answer">the answer</option>
                        <option value="both">both</option>
                    </select>
                    {draft.action.type === "set" && (
                        <select
                            className={styles.word}
                            aria-label="For how long"
                            value={draft.sticky ? "sticky" : "there"}
                            onChange={(event) => change({sticky: event.currentTarget.value === "sticky"})}
                        >
                            <option value="sticky">from then on</option>
                            <option value="there">only there</option>
                        </select>
                    )}
                </div>
                {reach !== null && (
                    <p className={styles.hint} role="status" aria-label="How far it reaches">
                        {reach}
                    </p>
                )}
                <h3>Then</h3>
                <ActionEditor action={draft.action} dictionary={dictionary} dictionaries={dictionaries} onChange={(action) => change({action})} />
                <footer className={styles.buttons}>
                    <input
                        className={styles.text}
                        aria-label="Name of the rule"
                        placeholder="Name of the rule (may be empty)"
                        maxLength={100}
                        value={draft.name ?? ""}
                        onChange={(event) => change({name: event.currentTarget.value})}
                    />
                    {missing !== null && (
                        <small role="status" className={styles.missing}>
                            {missing}
                        </small>
                    )}
                    <Button onClick={onClose}>Cancel</Button>
                    <Button type="submit" tone="accent" disabled={missing !== null}>
                        Done
                    </Button>
                </footer>
            </form>
        </Modal>
    );
}
