import {IconArrowBackUp, IconArrowForwardUp, IconLayoutSidebarRightCollapse, IconRefresh, IconRestore} from "@tabler/icons-react";
import type {ReactNode} from "react";
import type {Conversation, Message} from "../../../engine/contract/chat.ts";
import type {ModelInfo} from "../../../engine/contract/models.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {Empty} from "../../widgets/States.tsx";
import {EditList} from "./EditList.tsx";
import {isSameSteering, steersAnything} from "./edits.ts";
import {FeatureSearch} from "./FeatureSearch.tsx";
import {redoSteering, undoSteering, useHistory} from "./panel.ts";
import type {FindCondition} from "./rules/RuleDialog.tsx";
import {RulesSection} from "./rules/RulesSection.tsx";
import styles from "./SteeringPanel.module.css";
import {HowItActs} from "./settings/HowItActs.tsx";
import {settingsSummary} from "./settings/settingsSummary.ts";
import {TotalPush} from "./settings/TotalPush.tsx";
import {onSteeringKey} from "./steeringKeys.ts";
import {problemsOf, useCheck} from "./useCheck.ts";
import {useSteering} from "./useSteering.ts";

interface Props {
    readonly conversation: Conversation;
    readonly model: ModelInfo | null;
    /** id of the dictionary that search looks in */
    readonly dictionary: string | null;
    /** the answer at the end of the branch on screen */
    readonly lastAnswer: Message | null;
    /** what is done with all of the steering: presets and more */
    readonly menu: ReactNode;
    /** what is offered where nothing is steered yet */
    readonly offer: ReactNode;
    readonly findCondition: FindCondition;
    readonly onRegenerate: (() => void) | null;
    readonly onClose?: (() => void) | undefined;
}

/** What the next answer runs under. */
export function SteeringPanel({conversation, model, dictionary, lastAnswer, menu, offer, findCondition, onRegenerate, onClose}: Props) {
    const dictionaries = model?.dictionaries ?? [];
    const first = dictionaries[0]?.id ?? "";
    const controls = useSteering(conversation, first);
    const {edits, add, reset} = controls;
    const {steering} = conversation;
    const history = useHistory(conversation.id);
    const steers = steersAnything(steering);
    const check = useCheck(steering, model).data;
    const own = check === undefined ? [] : check.problems.filter((problem) => !steering.edits.some((edit) => problemsOf(check, edit).includes(problem)));
    const differs = lastAnswer?.steering !== undefined && !isSameSteering(lastAnswer.steering, steering, first);
    const isEmpty = edits.length === 0 && !steers;
    return (
        // biome-ignore lint/a11y/noStaticElementInteractions: only hears the keys of what is in it
        <div className={styles.panel} onKeyDown={(event) => onSteeringKey(conversation.id, event)}>
            <header className={styles.header}>
                <h2 tabIndex={-1} data-autofocus>
                    Steering
                </h2>
                <IconButton label="Undo" keys="Ctrl+Z" disabled={history.past.length === 0} onClick={() => undoSteering(conversation.id)}>
                    <IconArrowBackUp size={16} />
                </IconButton>
                <IconButton label="Redo" keys="Ctrl+Shift+Z" disabled={history.future.length === 0} onClick={() => redoSteering(conversation.id)}>
                    <IconArrowForwardUp size={16} />
                </IconButton>
                {menu}
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
                {dictionary !== null && isEmpty && (
                    <>
                        <Empty title="Nothing is steered">Find a feature above, or inspect an answer and click what a token shows.</Empty>
                        {offer}
                    </>
                )}
                <EditList key={conversation.id} controls={controls} dictionaries={dictionaries} check={check} fadesOver={steering.decay?.tokens} />
                {dictionary !== null && (
                    <RulesSection conversation={conversation} dictionary={dictionary} dictionaries={dictionaries} findCondition={findCondition} />
                )}
                {(!isEmpty || settingsSummary(steering).length > 0) && <HowItActs conversation={conversation} />}
            </div>
            {steers && check !== undefined && (steering.edits.some(({mode}) => mode === "nudge" || mode === "add") || check.total > 0 || own.length > 0) && (
                <footer className={styles.footer}>
                    {own.map((problem) => (
                        <p key={problem} className={styles.problem} role="alert">
                            {problem}
                        </p>
                    ))}
                    <TotalPush total={check.total} cap={steering.cap} capped={check.capped} fadesOver={steering.decay?.tokens} />
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
