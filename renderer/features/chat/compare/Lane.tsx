import {IconArrowsDiff} from "@tabler/icons-react";
import {memo} from "react";
import type {Message} from "../../../../engine/contract/chat.ts";
import type {FeatureId} from "../../../../engine/contract/ids.ts";
import {classes} from "../../../widgets/classes.ts";
import {IconButton} from "../../../widgets/IconButton.tsx";
import {AnswerFacts} from "../AnswerFacts.tsx";
import {AnswerText} from "../AnswerText.tsx";
import type {ChatActions} from "../chatActions.ts";
import type {TextRange} from "../difference/cutWords.ts";
import type {LiveLane} from "../generations.ts";
import {Firings} from "../live/Firings.tsx";
import {LiveFeatures} from "../live/LiveFeatures.tsx";
import {isSteered} from "../tree.ts";
import styles from "./CompareLanes.module.css";

interface Props {
    readonly message: Message;
    readonly name: string;
    readonly live: LiveLane | null;
    readonly marks: readonly TextRange[] | undefined;
    /** the others are compared with this one */
    readonly isReference: boolean;
    readonly isCurrent: boolean;
    readonly canRefer: boolean;
    readonly inspectWith: string | null;
    readonly besides: readonly FeatureId[] | undefined;
    readonly firstDictionary: string;
    readonly busy: boolean;
    readonly actions: ChatActions;
    readonly onRefer: (messageId: string) => void;
    readonly onLook: ((messageId: string | null) => void) | undefined;
}

/** One of several answers to a question. */
export const Lane = memo(function Lane(props: Props) {
    const {message, name, live, isReference, isCurrent, actions, onLook} = props;
    const {id} = message;
    return (
        <section
            className={classes(styles.lane, isCurrent && styles.current)}
            aria-label={`${name} answer`}
            data-reference={isReference || undefined}
            onMouseEnter={() => onLook?.(id)}
            onMouseLeave={() => onLook?.(null)}
            onFocus={() => onLook?.(id)}
        >
            <header className={styles.head}>
                <span className={classes(styles.dot, isSteered(message) && styles.steered)} aria-hidden="true" />
                <h3 title={name}>{name}</h3>
                {props.canRefer && (
                    <IconButton
                        label={isReference ? "The others are compared with this one" : `Compare the others with ${name}`}
                        pressed={isReference}
                        onClick={() => props.onRefer(id)}
                    >
                        <IconArrowsDiff size={14} />
                    </IconButton>
                )}
                {isCurrent ? (
                    <span className={styles.note} title="The next message goes on from here">
                        current
                    </span>
                ) : (
                    <button
                        type="button"
                        className={styles.pick}
                        aria-label={`Keep this one: ${name}`}
                        title="The conversation goes on from this answer; the others stay as versions"
                        disabled={props.busy}
                        onClick={() => actions.select(id)}
                    >
                        Keep this one
                    </button>
                )}
            </header>
            <AnswerText message={message} live={live} inspectWith={props.inspectWith} marks={props.marks} besides={props.besides} onSteer={actions.steer} />
            <Firings message={message} firstDictionary={props.firstDictionary} />
            <LiveFeatures messageId={id} writing={live?.finished === false} onSteer={actions.steer} />
            <AnswerFacts message={message} live={live} firstDictionary={props.firstDictionary} />
        </section>
    );
});
