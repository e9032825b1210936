import {useQuery} from "@tanstack/react-query";
import {useCallback, useState} from "react";
import type {Conversation, ConversationSummary} from "../../../engine/contract/chat.ts";
import {engine, queries, queryClient} from "../../app/engine.ts";
import {tellOtherWindows} from "../../app/otherWindows.ts";
import {showError, showToast} from "../../widgets/Toasts.tsx";

const listKey = () => queries.chat.list.queryKey();
const keyOf = (conversationId: string) => queries.chat.get.queryKey({input: {conversationId}});

/** Changes the list on screen, without asking for it again. */
export function changeList(change: (list: readonly ConversationSummary[]) => ConversationSummary[]) {
    queryClient.setQueryData(listKey(), (old: ConversationSummary[] | undefined) => old && change(old));
}

export const isUntouched = ({messages, steering, systemPrompt}: Conversation) => messages.length === 0 && steering.edits.length === 0 && systemPrompt === "";

/** Begins a conversation, in a folder or in none, and keeps it at hand. */
export async function createConversation(folderId: string | null = null): Promise<string> {
    const conversation = await engine.chat.create({folderId});
    queryClient.setQueryData(keyOf(conversation.id), conversation);
    await queryClient.invalidateQueries({queryKey: listKey()});
    tellOtherWindows({conversationId: conversation.id});
    return conversation.id;
}

export async function renameConversation(conversationId: string, title: string) {
    try {
        const renamed = await engine.chat.rename({conversationId, title});
        changeList((list) => list.map((old) => (old.id === conversationId ? renamed : old)));
        queryClient.setQueryData(keyOf(conversationId), (old: Conversation | undefined) => old && {...old, title: renamed.title});
        tellOtherWindows({conversationId});
    } catch (error) {
        showError(error);
    }
}

const UNDO_MS = 6000;

/** The conversations, newest first, without those about to be removed. */
export function useConversations() {
    const query = useQuery(queries.chat.list.queryOptions());
    const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set());
    const remove = useCallback((conversation: ConversationSummary) => {
        const put = (present: boolean) =>
            setLeaving((old) => {
                const next = new Set(old);
                if (present) next.delete(conversation.id);
                else next.add(conversation.id);
                return next;
            });
        put(false);
        const removeNow = async () => {
            try {
                await engine.chat.remove({conversationId: conversation.id});
                changeList((list) => list.filter(({id}) => id !== conversation.id));
                queryClient.removeQueries({queryKey: keyOf(conversation.id)});
                tellOtherWindows({conversationId: conversation.id});
            } catch (error) {
                put(true);
                showError(error);
            }
        };
        showToast(
            {tone: "plain", text: `“${conversation.title}” removed.`, action: {label: "Undo", run: () => put(true)}, onExpire: () => void removeNow()},
            {milliseconds: UNDO_MS}
        );
    }, []);
    const conversations = (query.data ?? []).filter(({id}) => !leaving.has(id)).toSorted((a, b) => b.updatedAt - a.updatedAt);
    return {query, conversations, remove};
}
