import {Tooltip} from "@mantine/core";
import {useDebouncedValue} from "@mantine/hooks";
import {keepPreviousData, useQuery} from "@tanstack/react-query";
import type {ContextUse, Conversation} from "../../../engine/contract/chat.ts";
import {engine} from "../../app/engine.ts";
import {count} from "../../widgets/numbers.ts";
import styles from "./ContextMeter.module.css";
import {contextState, contextWords} from "./contextState.ts";
import type {Draft} from "./drafts.ts";

interface Props {
    readonly conversation: Conversation;
    readonly draft: Draft;
    /** a model is loaded and nothing is being written */
    readonly ready: boolean;
    readonly modelId: string | null;
}

const ASK_AFTER_MS = 400;

/** How full the context is, with what is being typed and the room that the answer is promised. */
export function ContextMeter({conversation, draft, ready, modelId}: Props) {
    const [settled] = useDebouncedValue(draft, ASK_AFTER_MS);
    const use = useQuery({
        queryKey: [
            "context-use",
            conversation.id,
            conversation.headId,
            conversation.systemPrompt,
            conversation.sampling.maxTokens,
            modelId,
            settled.text,
            settled.attachments.map(({name, text}) => `${name} ${text.length}`)
        ],
        queryFn: ({signal}) =>
            engine.chat.contextUse(
                {conversationId: conversation.id, draft: settled.text, ...(settled.attachments.length > 0 && {attachments: [...settled.attachments]})},
                {signal}
            ),
        enabled: ready,
        placeholderData: keepPreviousData,
        gcTime: 0
    }).data;
    if (use === undefined || modelId === null) return null;
    return <Meter use={use} />;
}

const RADIUS = 7;
const ROUND = 2 * Math.PI * RADIUS;

function Meter({use}: {readonly use: ContextUse}) {
    const {tokens, contextSize, answerTokens} = use;
    const {state, left} = contextState(use);
    const share = Math.min(1, tokens / contextSize);
    const promised = Math.min(1, (tokens + answerTokens) / contextSize);
    return (
        <Tooltip label={contextWords(use)} multiline w={250} events={{hover: true, focus: true, touch: true}}>
            <button type="button" className={styles.meter} aria-label={`Context used. ${contextWords(use)}`} data-state={state}>
                <svg width={18} height={18} viewBox="0 0 18 18" aria-hidden="true">
                    <circle className={styles.track} cx={9} cy={9} r={RADIUS} />
                    <circle className={styles.promised} cx={9} cy={9} r={RADIUS} strokeDasharray={`${promised * ROUND} ${ROUND}`} />
                    <circle className={styles.used} cx={9} cy={9} r={RADIUS} strokeDasharray={`${share * ROUND} ${ROUND}`} />
                </svg>
                {state !== "roomy" && <span>{state === "over" ? "does not fit" : `${count(left)} left`}</span>}
            </button>
        </Tooltip>
    );
}
