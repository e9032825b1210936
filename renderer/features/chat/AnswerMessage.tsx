import {memo, useState} from "react";
import type {Message} from "../../../engine/contract/chat.ts";
import {AnswerFacts} from "./AnswerFacts.tsx";
import {AnswerText} from "./AnswerText.tsx";
import {AnswerTools} from "./AnswerTools.tsx";
import type {ChatActions} from "./chatActions.ts";
import {CompareLanes} from "./compare/CompareLanes.tsx";
import {type Generation, liveLaneOf} from "./generations.ts";
import {Firings} from "./live/Firings.tsx";
import {LiveFeatures} from "./live/LiveFeatures.tsx";
import styles from "./Message.module.css";
import {MessageEditor} from "./MessageEditor.tsx";
import {comparisonFor} from "./tree.ts";
import {VersionNavigator} from "./VersionNavigator.tsx";

interface Props {
    readonly message: Message;
    readonly versions: readonly Message[];
    /** what is being written, when it concerns this answer */
    readonly generation: Generation | null;
    readonly busy: boolean;
    /** dictionary that tokens are read through; null: the model has none */
    readonly dictionary: string | null;
    readonly firstDictionary: string;
    /** all answers are shown as tokens */
    readonly inspectAll: boolean;
    readonly actions: ChatActions;
}

/** An answer, alone or beside those that it is compared with. */
export const AnswerMessage = memo(function AnswerMessage({message, versions, generation, busy, dictionary, firstDictionary, inspectAll, actions}: Props) {
    const [inspectThis, setInspectThis] = useState<boolean | null>(null);
    const [compareThis, setCompareThis] = useState<boolean | null>(null);
    const [editing, setEditing] = useState(false);
    const live = liveLaneOf(generation, message.id);
    const isWriting = live !== null && !live.finished;
    const comparison = comparisonFor(versions, message);
    const isComparing = !editing && comparison !== null && (compareThis ?? comparison.together);
    const isInspecting = dictionary !== null && (inspectThis ?? inspectAll);
    const inspectWith = isInspecting && message.finishReason !== undefined ? dictionary : null;
    return (
        <article className={styles.answer} data-comparing={isComparing ? comparison.columns.length : undefined} aria-label="Answer" aria-busy={isWriting}>
            {isComparing ? (
                <CompareLanes
                    comparison={comparison}
                    generation={generation}
                    currentId={message.id}
                    inspectWith={isInspecting ? dictionary : null}
                    firstDictionary={firstDictionary}
                    busy={busy}
                    actions={actions}
                />
            ) : editing ? (
                <MessageEditor
                    initial={message.content}
                    of="answer"
                    onCancel={() => setEditing(false)}
                    onSave={(content) => {
                        setEditing(false);
                        actions.rewrite(message, content);
                    }}
                />
            ) : (
                <>
                    <AnswerText message={message} live={live} inspectWith={inspectWith} onSteer={actions.steer} />
                    <Firings message={message} firstDictionary={firstDictionary} />
                    <LiveFeatures messageId={message.id} writing={isWriting} onSteer={actions.steer} />
                </>
            )}
            <footer className={styles.answerFooter}>
                <VersionNavigator versions={versions} message={message} disabled={busy} onSelect={actions.select} onBranches={actions.branches} />
                {!isComparing && <AnswerFacts message={message} live={live} firstDictionary={firstDictionary} />}
                {!isWriting && !editing && (
                    <AnswerTools
                        message={message}
                        busy={busy}
                        actions={actions}
                        comparing={comparison === null ? null : isComparing}
                        comparesVariants={comparison?.kind === "variants"}
                        onCompare={() => setCompareThis(!isComparing)}
                        inspecting={dictionary === null ? null : isInspecting}
                        onInspect={() => setInspectThis(!isInspecting)}
                        onEdit={() => setEditing(true)}
                    />
                )}
            </footer>
        </article>
    );
});
