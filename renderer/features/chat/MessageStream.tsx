import {IconRefresh} from "@tabler/icons-react";
import {useMemo, useRef} from "react";
import type {Conversation, Message} from "../../../engine/contract/chat.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {AnswerMessage} from "./AnswerMessage.tsx";
import styles from "./ChatView.module.css";
import type {ChatActions} from "./chatActions.ts";
import type {Generation} from "./generations.ts";
import {NearScreen} from "./NearScreen.tsx";
import {versionsOf} from "./tree.ts";
import {UserMessage} from "./UserMessage.tsx";

interface Props {
    readonly conversation: Conversation;
    readonly branch: readonly Message[];
    readonly generation: Generation | null;
    readonly dictionary: string | null;
    readonly firstDictionary: string;
    readonly inspect: boolean;
    readonly actions: ChatActions;
}

/** so many messages at the end are always drawn: most conversations have no more */
const ALWAYS_DRAWN = 24;

/** The versions of every message on the branch; a list that did not change stays the same list, so that its message is not drawn again. */
function useVersions(messages: readonly Message[], branch: readonly Message[]): ReadonlyMap<string, readonly Message[]> {
    const before = useRef<ReadonlyMap<string, readonly Message[]>>(new Map());
    return useMemo(() => {
        const now = new Map(
            branch.map((message) => {
                const list = versionsOf(messages, message);
                const old = before.current.get(message.id);
                const isSame = old !== undefined && old.length === list.length && old.every((version, index) => version === list[index]);
                return [message.id, isSame ? old : list] as const;
            })
        );
        before.current = now;
        return now;
    }, [messages, branch]);
}

/** The branch on screen. Messages far from the screen are not drawn, and only the one being written is drawn again. */
export function MessageStream({conversation, branch, generation, dictionary, firstDictionary, inspect, actions}: Props) {
    const versions = useVersions(conversation.messages, branch);
    const writing = new Set(Object.values(generation?.lanes ?? {}).map(({messageId}) => messageId));
    const busy = generation !== null;
    return (
        <>
            {branch.map((message, index) => {
                const all = versions.get(message.id) ?? [message];
                const isLast = index === branch.length - 1;
                return (
                    <NearScreen key={message.id} className={styles.item} role={message.role} last={isLast} always={index >= branch.length - ALWAYS_DRAWN}>
                        {message.role === "user" && (
                            <UserMessage message={message} versions={all} busy={busy} inspectWith={inspect ? dictionary : null} actions={actions} />
                        )}
                        {message.role === "assistant" && (
                            <AnswerMessage
                                message={message}
                                versions={all}
                                generation={all.some(({id}) => writing.has(id)) ? generation : null}
                                busy={busy}
                                dictionary={dictionary}
                                firstDictionary={firstDictionary}
                                inspectAll={inspect}
                                actions={actions}
                            />
                        )}
                    </NearScreen>
                );
            })}
            {!busy && branch.at(-1)?.role === "user" && <Unanswered onAnswer={() => actions.answer(branch.at(-1)?.id ?? "")} />}
            {busy && writing.size === 0 && (
                <p className={styles.waiting} role="status">
                    Waiting for the model
                </p>
            )}
        </>
    );
}

/** Under a message whose answer failed before its first word. */
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
