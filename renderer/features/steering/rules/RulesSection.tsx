import {useMediaQuery} from "@mantine/hooks";
import {IconPencil, IconPlus, IconX} from "@tabler/icons-react";
import {useState} from "react";
import type {Conversation} from "../../../../engine/contract/chat.ts";
import {CONDITION_LIMITS} from "../../../../engine/contract/conditions.ts";
import type {Rule} from "../../../../engine/contract/edits.ts";
import type {DictionaryInfo} from "../../../../engine/contract/models.ts";
import {featuresOfSteering} from "../../../../engine/contract/steeringFeatures.ts";
import {IconButton} from "../../../widgets/IconButton.tsx";
import {changeSteering} from "../panel.ts";
import {useNames} from "../useNames.ts";
import {beginRule, useBegunRule} from "./begunRule.ts";
import {blankComparison} from "./ConditionEditor.tsx";
import {type FindCondition, RuleDialog} from "./RuleDialog.tsx";
import styles from "./Rules.module.css";
import {ruleTitle, ruleWords} from "./ruleWords.ts";

interface Props {
    readonly conversation: Conversation;
    readonly dictionary: string;
    readonly dictionaries: readonly DictionaryInfo[];
    readonly findCondition: FindCondition;
}

/** What happens when features fire: each rule as a sentence. */
export function RulesSection({conversation, dictionary, dictionaries, findCondition}: Props) {
    const rules = conversation.steering.rules ?? [];
    const [chosen, setEditing] = useState<number | null>(null);
    const begunElsewhere = useBegunRule();
    const narrow = useMediaQuery("(max-width: 760px)") ?? false;
    const nameOf = useNames(featuresOfSteering({edits: [], rules}), dictionaries[0]?.id ?? dictionary);
    const set = (next: readonly Rule[]) => changeSteering(conversation.id, {rules: next});
    const editing = chosen ?? (begunElsewhere === null ? null : rules.length);
    const close = () => {
        setEditing(null);
        beginRule(null);
    };
    // what was found about the user is about the question
    const begun: Rule = {
        when: begunElsewhere ?? blankComparison(dictionary),
        on: begunElsewhere === null ? "both" : "prompt",
        sticky: true,
        action: {type: "set", edits: []}
    };
    const isFull = rules.length >= CONDITION_LIMITS.rules;
    return (
        <section className={styles.rules} aria-label="Rules">
            <header className={styles.heading}>
                <h3>When …</h3>
                <IconButton
                    label={isFull ? `At most ${CONDITION_LIMITS.rules} rules` : "Add a rule"}
                    text="Add a rule"
                    disabled={isFull}
                    onClick={() => setEditing(rules.length)}
                >
                    <IconPlus size={14} />
                </IconButton>
            </header>
            <ol className={styles.list}>
                {rules.map((rule, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place: firings name it so
                    <li key={index} className={styles.rule} aria-label={ruleTitle(rule, index)}>
                        <div className={styles.ruleHead}>
                            <span className={styles.ruleName}>{ruleTitle(rule, index)}</span>
                            <IconButton label={`Change ${ruleTitle(rule, index)}`} onClick={() => setEditing(index)}>
                                <IconPencil size={14} />
                            </IconButton>
                            <IconButton label={`Remove ${ruleTitle(rule, index)}`} tone="danger" onClick={() => set(rules.toSpliced(index, 1))}>
                                <IconX size={14} />
                            </IconButton>
                        </div>
                        <p>{ruleWords(rule, nameOf)}</p>
                    </li>
                ))}
            </ol>
            {editing !== null && (
                <RuleDialog
                    rule={rules[editing] ?? begun}
                    title={rules[editing] === undefined ? "A new rule" : ruleTitle(rules[editing], editing)}
                    narrow={narrow}
                    dictionary={dictionary}
                    dictionaries={dictionaries}
                    findCondition={findCondition}
                    onClose={close}
                    onDone={(rule) => {
                        set(editing < rules.length ? rules.with(editing, rule) : [...rules, rule]);
                        close();
                    }}
                />
            )}
        </section>
    );
}
