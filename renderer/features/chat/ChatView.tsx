import {IconArrowDown} from "@tabler/icons-react";
import {useMemo, useRef} from "react";
import type {Conversation} from "../../../engine/contract/chat.ts";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import type {EngineStatus, ModelEntry} from "../../../engine/contract/models.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import styles from "./ChatView.module.css";
import {Composer} from "./Composer.tsx";
import {makeChatActions} from "./chatActions.ts";
import {EmptyChat} from "./EmptyChat.tsx";
import {send, useGeneration} from "./generations.ts";
import {MessageStream} from "./MessageStream.tsx";
import {branchTo} from "./tree.ts";
import {useStickToBottom} from "./useStickToBottom.ts";

interface Props {
    readonly conversation: Conversation;
    readonly status: EngineStatus | null;
    readonly models: readonly ModelEntry[];
    /** dictionary that tokens are read through */
    readonly dictionary: string | null;
    readonly compare: boolean;
    readonly inspect: boolean;
    readonly onSteer: (feature: FeatureId) => void;
    readonly onLoad: (modelId: string) => void;
    readonly onChooseModel: () => void;
}

function whyBlocked(status: EngineStatus | null): string | null {
    if (status?.state === "ready") return null;
    if (status?.state === "loading") return `${status.name} is loading`;
    return status === null ? "Connecting to the engine" : "Load a model to begin";
}

/** One conversation: its messages, and where the next one is written. */
export function ChatView({conversation, status, models, dictionary, compare, inspect, onSteer, onLoad, onChooseModel}: Props) {
    const generation = useGeneration(conversation.id);
    const scroller = useRef<HTMLDivElement>(null);
    const content = useRef<HTMLDivElement>(null);
    const branch = useMemo(() => branchTo(conversation.messages, conversation.headId), [conversation.messages, conversation.headId]);
    const {away, toEnd} = useStickToBottom(scroller, content, conversation.id);
    // comparing an answer with itself would only cost time
    const comparesNow = compare && conversation.steering.edits.length > 0;
    const comparing = useRef(comparesNow);
    comparing.current = comparesNow;
    const actions = useMemo(() => makeChatActions(conversation.id, () => comparing.current, onSteer), [conversation.id, onSteer]);
    const blocked = whyBlocked(status);
    const model = status?.state === "ready" ? (models.find(({id}) => id === status.modelId) ?? null) : null;
    const ask = (text: string) => {
        toEnd();
        void send({conversationId: conversation.id, parentId: conversation.headId, content: text, compare: comparesNow});
    };
    return (
        <div className={styles.chat}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
            <div ref={scroller} className={styles.scroller} tabIndex={0} role="log" aria-label="Conversation" aria-live="off">
                <div ref={content} className={styles.content} data-wide={branch.some(({role}) => role === "assistant") || undefined}>
                    {branch.length === 0 && generation === null ? (
                        <EmptyChat
                            model={model}
                            offer={status === null || status.state === "loading" ? null : (models.find(({available}) => available) ?? null)}
                            onLoad={onLoad}
                            onChooseModel={onChooseModel}
                            onAsk={ask}
                        />
                    ) : (
                        <MessageStream
                            conversation={conversation}
                            branch={branch}
                            generation={generation}
                            dictionary={dictionary}
                            firstDictionary={(status?.state === "ready" ? status.model.dictionaries[0]?.id : undefined) ?? ""}
                            inspect={inspect}
                            actions={actions}
                        />
                    )}
                </div>
            </div>
            <div className={styles.dock}>
                {away && (
                    <IconButton label="Jump to the latest" className={styles.jump} onClick={toEnd}>
                        <IconArrowDown size={16} />
                    </IconButton>
                )}
                <Composer key={conversation.id} conversation={conversation} generation={generation} blocked={blocked} compare={compare} onSend={ask} />
                <p className={styles.foot}>Everything stays on this machine.</p>
            </div>
        </div>
    );
}
