import {IconRefresh} from "@tabler/icons-react";
import {type RefObject, useCallback, useEffect, useMemo, useRef, useState} from "react";
import type {Message} from "../../../engine/contract/chat.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {AnswerMessage} from "./AnswerMessage.tsx";
import styles from "./ChatView.module.css";
import type {ChatActions} from "./chatActions.ts";
import {EarlierMessages} from "./EarlierMessages.tsx";
import {type Generation, useGeneration} from "./generations.ts";
import {childrenOf, versionsOf} from "./tree.ts";
import {UserMessage} from "./UserMessage.tsx";
import type {WantedMessage} from "./useWantedMessage.ts";

interface Props {
    /** the whole tree */
    readonly messages: readonly Message[];
    readonly branch: readonly Message[];
    readonly scroller: RefObject<HTMLDivElement | null>;
    /** to be shown, and marked for a moment */
    readonly wanted: WantedMessage | null;
    readonly conversationId: string;
    readonly dictionary: string | null;
    readonly firstDictionary: string;
    readonly inspect: boolean;
    readonly actions: ChatActions;
}

/**
 * so many messages at the end, up to twice as many, are always drawn, in the ordinary flow of the page: there an answer grows without
 * anything being measured. Most conversations have no more.
 */
const ALWAYS_DRAWN = 6;
const MARKED_MS = 2500;

/** The versions of a message; a list that did not change stays the same list, so that its message is not drawn again. */
function useVersions(messages: readonly Message[]) {
    const before = useRef(new Map<string, readonly Message[]>());
    const children = useMemo(() => childrenOf(messages), [messages]);
    return useCallback(
        (message: Message) => {
            const list = versionsOf(children, message);
            const old = before.current.get(message.id);
            if (old !== undefined && old.length === list.length && old.every((version, index) => version === list[index])) return old;
            before.current.set(message.id, list);
            return list;
        },
        [children]
    );
}

/** The branch on screen. Messages far from the screen are not drawn, and only the one being written is drawn again. */
export function MessageStream({messages, branch, scroller, wanted, conversationId, dictionary, firstDictionary, inspect, actions}: Props) {
    const generation = useGeneration(conversationId);
    const versions = useVersions(messages);
    const writing = new Set(Object.values(generation?.lanes ?? {}).map(({messageId}) => messageId));
    const busy = generation !== null;
    const tail = useRef<HTMLDivElement>(null);
    const [marked, setMarked] = useState<string | null>(null);
    const tailFrom = branch.length <= 2 * ALWAYS_DRAWN ? 0 : Math.floor((branch.length - ALWAYS_DRAWN) / ALWAYS_DRAWN) * ALWAYS_DRAWN;
    const earlier = useMemo(() => branch.slice(0, tailFrom), [branch, tailFrom]);

    useEffect(() => {
        if (wanted === null) return;
        setMarked(wanted.messageId);
        tail.current?.querySelector(`[data-message="${CSS.escape(wanted.messageId)}"]`)?.scrollIntoView({block: "start"});
        const timer = setTimeout(() => setMarked(null), MARKED_MS);
        return () => clearTimeout(timer);
    }, [wanted]);

    const draw = useCallback(
        (message: Message, writes: Generation | null) => {
            const all = versions(message);
            if (message.role === "user")
                return <UserMessage message={message} versions={all} busy={busy} inspectWith={inspect ? dictionary : null} actions={actions} />;
            if (message.role !== "assistant") return null;
            return (
                <AnswerMessage
                    message={message}
                    versions={all}
                    generation={writes}
                    busy={busy}
                    dictionary={dictionary}
                    firstDictionary={firstDictionary}
                    inspectAll={inspect}
                    actions={actions}
                />
            );
        },
        [versions, busy, dictionary, firstDictionary, inspect, actions]
    );
    // what is being written stands at the end of the branch
    const drawEarlier = useCallback((message: Message) => draw(message, null), [draw]);
    return (
        <>
            {earlier.length > 0 && <EarlierMessages messages={earlier} scroller={scroller} wanted={wanted} marked={marked} draw={drawEarlier} />}
            <div ref={tail} className={styles.tail}>
                {branch.slice(tailFrom).map((message, index) => (
                    <div
                        key={message.id}
                        className={styles.item}
                        data-message={message.id}
                        data-role={message.role}
                        data-last={tailFrom + index === branch.length - 1 || undefined}
                        data-marked={marked === message.id || undefined}
                    >
                        {draw(message, versions(message).some(({id}) => writing.has(id)) ? generation : null)}
                    </div>
                ))}
            </div>
            {!busy && branch.at(-1)?.role === "user" && <Unanswered onAnswer={() => actions.answer(branch.at(-1)?.id ?? "")} />}
            {busy && writing.size === 0 && (
                <p className={styles.waiting} role="status">
                    Waiting for the model
                </p>
            )}
        </>
    );
}

/** Under a message whose answer failed before its first word, or that was saved without one. */
function Unanswered({onAnswer}: {readonly onAnswer: () => void}) {
    return (
        <p className={styles.unanswered}>
            This message has no answer.
            <IconButton label="Answer this message" text="Answer" onClick={onAnswer}>
                <IconRefresh size={15} />
            </IconButton>
        </p>
    );
}
