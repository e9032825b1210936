import {useDebouncedValue} from "@mantine/hooks";
import {keepPreviousData, useQuery} from "@tanstack/react-query";
import type {Conversation} from "../../../engine/contract/chat.ts";
import {engine} from "../../app/engine.ts";
import type {Draft} from "./drafts.ts";

interface Asked {
    readonly conversation: Conversation;
    readonly draft: Draft;
    /** a model is loaded and nothing is being written */
    readonly ready: boolean;
    readonly modelId: string | null;
}

const ASK_AFTER_MS = 400;

/** What of the context the next question would take, a moment after it changed; what is told may be of the draft before: it is not current then. */
export function useContextUse({conversation, draft, ready, modelId}: Asked) {
    const [settled] = useDebouncedValue(draft, ASK_AFTER_MS);
    const {data, isPlaceholderData} = useQuery({
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
    });
    return {use: data, isCurrent: data !== undefined && settled === draft && !isPlaceholderData};
}
