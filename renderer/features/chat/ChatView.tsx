import {IconArrowDown} from "@tabler/icons-react";
import {useEffect, useMemo, useRef, useState} from "react";
import type {Attachment, Conversation} from "../../../engine/contract/chat.ts";
import type {Steering} from "../../../engine/contract/edits.ts";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import type {EngineStatus, ModelEntry} from "../../../engine/contract/models.ts";
import {useSetting} from "../../app/settings.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {BranchDrawer} from "./branches/BranchDrawer.tsx";
import styles from "./ChatView.module.css";
import {Composer} from "./Composer.tsx";
import {makeChatActions, selectBranch} from "./chatActions.ts";
import {openChatPanel, useChatPanel} from "./chatPanels.ts";
import {VariantsDialog} from "./compare/VariantsDialog.tsx";
import {DropZone} from "./DropZone.tsx";
import {clearDraft, draftOf} from "./drafts.ts";
import {EmptyChat} from "./EmptyChat.tsx";
import {answerAgain, send, useGenerationControl} from "./generations.ts";
import {MessageStream} from "./MessageStream.tsx";
import {branchTo} from "./tree.ts";
import {useStickToBottom} from "./useStickToBottom.ts";
import {useWantedMessage} from "./useWantedMessage.ts";

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

/** features told of each token while an answer is written: with fewer, the list would miss what is strong on average */
const LIVE_FEATURES = 12;

/** One conversation: its messages, and where the next one is written. */
export function ChatView({conversation, status, models, dictionary, compare, inspect, onSteer, onLoad, onChooseModel}: Props) {
    const {id, messages, headId, steering} = conversation;
    const generation = useGenerationControl(id);
    const scroller = useRef<HTMLDivElement>(null);
    const content = useRef<HTMLDivElement>(null);
    const branch = useMemo(() => branchTo(messages, headId), [messages, headId]);
    const {away, toEnd, letGo} = useStickToBottom(scroller, content, id);
    const [live, setLive] = useSetting("liveFeatures", false);
    const panel = useChatPanel();
    const [askedAgain, setAskedAgain] = useState<string | null>(null);
    const wanted = useWantedMessage(id, branch, letGo);

    // comparing an answer with itself would only cost time
    const comparesNow = compare && (steering.edits.length > 0 || (steering.rules?.length ?? 0) > 0);
    const asking = {compare: comparesNow, ...(live && dictionary !== null && {live: {dictionary, k: LIVE_FEATURES}})};
    const askingNow = useRef(asking);
    askingNow.current = asking;
    const actions = useMemo(
        () =>
            makeChatActions(id, () => askingNow.current, {
                steer: onSteer,
                branches: () => openChatPanel("branches"),
                variants: (userMessageId) => {
                    setAskedAgain(userMessageId);
                    openChatPanel("variants");
                }
            }),
        [id, onSteer]
    );
    useEffect(() => () => openChatPanel(null), []);

    const blocked = whyBlocked(status);
    const model = status?.state === "ready" ? (models.find((entry) => entry.id === status.modelId) ?? null) : null;
    const dictionaries = useMemo(() => (status?.state === "ready" ? status.model.dictionaries.map((info) => info.id) : []), [status]);
    const ask = (text: string, attachments: readonly Attachment[] = [], variants?: Array<{name: string; steering: Steering}>) => {
        toEnd();
        const files = attachments.length > 0 ? {attachments: [...attachments]} : {};
        void send({conversationId: id, ...asking, ...(variants && {compare: false, variants}), parentId: headId, content: text, ...files});
    };

    const lastQuestion = branch.findLast(({role}) => role === "user");
    const again = messages.find((message) => message.id === askedAgain) ?? (draftOf(id).text.trim() === "" ? lastQuestion : undefined);
    const question = again?.content ?? (draftOf(id).text.trim() || null);
    const startVariants = (variants: Array<{name: string; steering: Steering}>) => {
        openChatPanel(null);
        if (again !== undefined) {
            toEnd();
            void answerAgain({conversationId: id, ...asking, compare: false, variants, userMessageId: again.id});
        } else if (question !== null) {
            ask(question, draftOf(id).attachments, variants);
            clearDraft(id);
        }
    };
    return (
        <DropZone className={styles.chat} conversationId={id}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
            <div ref={scroller} className={styles.scroller} tabIndex={0} role="log" aria-label="Conversation" aria-live="off">
                <div ref={content} className={styles.content}>
                    {branch.length === 0 && generation === null ? (
                        <EmptyChat
                            model={model}
                            offer={status === null || status.state === "loading" ? null : (models.find(({available}) => available) ?? null)}
                            onLoad={onLoad}
                            onChooseModel={onChooseModel}
                            onAsk={ask}
                            canSteer={dictionary !== null}
                        />
                    ) : (
                        <MessageStream
                            messages={messages}
                            branch={branch}
                            scroller={scroller}
                            wanted={wanted}
                            conversationId={id}
                            dictionary={dictionary}
                            firstDictionary={dictionaries[0] ?? ""}
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
                <Composer
                    key={id}
                    conversation={conversation}
                    generation={generation}
                    blocked={blocked}
                    modelId={model?.id ?? null}
                    compare={compare}
                    live={dictionary === null ? null : live}
                    onLive={setLive}
                    onSend={ask}
                    onVariants={() => {
                        setAskedAgain(null);
                        openChatPanel("variants");
                    }}
                />
                <p className={styles.foot}>Everything stays on this machine.</p>
            </div>
            <BranchDrawer
                conversation={conversation}
                opened={panel === "branches"}
                busy={generation !== null}
                onSelect={(messageId) => void selectBranch(id, messageId)}
                onClose={() => openChatPanel(null)}
            />
            <VariantsDialog
                conversation={conversation}
                dictionaries={dictionaries}
                opened={panel === "variants"}
                question={question}
                onStart={startVariants}
                onClose={() => openChatPanel(null)}
            />
        </DropZone>
    );
}
