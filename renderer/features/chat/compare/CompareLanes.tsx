import {useMemo} from "react";
import type {Lane, Message} from "../../../engine/contract/chat.ts";
import {classes} from "../../widgets/classes.ts";
import {AnswerFacts} from "./AnswerFacts.tsx";
import {AnswerText} from "./AnswerText.tsx";
import styles from "./CompareLanes.module.css";
import type {ChatActions} from "./chatActions.ts";
import {firstDifference} from "./firstDifference.ts";
import type {Generation, LiveLane} from "./generations.ts";
import type {Comparison} from "./tree.ts";

interface Props {
    readonly comparison: Comparison;
    readonly generation: Generation | null;
    /** the version that the conversation goes on from */
    readonly currentId: string;
    readonly inspectWith: string | null;
    readonly firstDictionary: string;
    readonly busy: boolean;
    readonly actions: ChatActions;
}

const laneNames: Record<Lane, string> = {steered: "Steered", default: "Default"};
const lanes: readonly Lane[] = ["steered", "default"];

function differenceSentence(differsAt: number | null, writing: boolean): string {
    if (differsAt !== null) return differsAt === 0 ? "They differ from the first word." : "They part at the marked word.";
    return writing ? "The same so far." : "Both answers are the same: a stronger edit may part them.";
}

/** The steered and the default answer side by side, and where they part. */
export function CompareLanes({comparison, generation, currentId, inspectWith, firstDictionary, busy, actions}: Props) {
    const liveOf = (message: Message): LiveLane | null => Object.values(generation?.lanes ?? {}).find(({messageId}) => messageId === message.id) ?? null;
    const textOf = (message: Message) => liveOf(message)?.text ?? message.content;
    const isWriting = lanes.some((lane) => liveOf(comparison[lane])?.finished === false);
    const differsAt = firstDifference(textOf(comparison.steered), textOf(comparison.default), {writing: isWriting});
    const steeredBy = useMemo(() => comparison.steered.steering?.edits.map(({feature}) => feature), [comparison.steered.steering]);
    const seed = comparison.steered.sampling?.seed;
    return (
        <section className={styles.compare} aria-label="Steered and default answer">
            <p className={styles.summary}>
                {comparison.sameSeed ? (
                    <>
                        Same seed <span className="mono">{seed}</span>.
                    </>
                ) : (
                    "Different seeds, so not all of the difference comes from the edits."
                )}{" "}
                <span aria-live="polite">{differenceSentence(differsAt, isWriting)}</span>
            </p>
            <div className={styles.lanes}>
                {lanes.map((lane) => {
                    const message = comparison[lane];
                    const live = liveOf(message);
                    const isCurrent = message.id === currentId;
                    return (
                        <section key={lane} className={classes(styles.lane, isCurrent && styles.current)} aria-label={`${laneNames[lane]} answer`}>
                            <header className={styles.head}>
                                <span className={classes(styles.dot, styles[lane])} aria-hidden="true" />
                                <h3>{laneNames[lane]}</h3>
                                {isCurrent ? (
                                    <span className={styles.note} title="The next message goes on from here">
                                        current
                                    </span>
                                ) : (
                                    <button type="button" className={styles.pick} disabled={busy} onClick={() => actions.select(message.id)}>
                                        Go on from this one
                                    </button>
                                )}
                            </header>
                            <AnswerText
                                message={message}
                                live={live}
                                inspectWith={message.finishReason === undefined ? null : inspectWith}
                                differsAt={differsAt}
                                besides={lane === "default" ? steeredBy : undefined}
                                onSteer={actions.steer}
                            />
                            <AnswerFacts message={message} live={live} firstDictionary={firstDictionary} />
                        </section>
                    );
                })}
            </div>
        </section>
    );
}
