import {useQuery, useQueryClient} from "@tanstack/react-query";
import {useCallback, useEffect, useRef, useSyncExternalStore} from "react";
import type {Conversation} from "../../engine/contract/chat.ts";
import {createConversation, isUntouched} from "../features/conversations/index.ts";
import {showError} from "../widgets/Toasts.tsx";
import {queries} from "./engine.ts";
import {go, readRoute, subscribeToAddress, useRoute} from "./route.ts";
import {setSetting, useSetting} from "./settings.ts";

let latest: string | null = null;

/** the conversation in the address, or the one that a page lies over */
function idBehind(): string | null {
    const route = readRoute();
    if (route.page === "chat") latest = route.conversationId;
    return latest;
}

/** Which conversation is on screen, or behind the page that is: the address holds it; the last one is remembered. */
export function useConversationId() {
    const inAddress = useSyncExternalStore(subscribeToAddress, idBehind);
    const onChat = useRoute().page === "chat";
    const client = useQueryClient();
    const list = useQuery(queries.chat.list.queryOptions());
    const [last, , settingsKnown] = useSetting("lastConversation", "");
    const creating = useRef(false);

    const open = useCallback((next: string, messageId?: string) => {
        go({page: "chat", conversationId: next, ...(messageId !== undefined && {messageId})});
        setSetting("lastConversation", next);
    }, []);

    const begin = useCallback(async () => {
        if (creating.current) return;
        creating.current = true;
        try {
            open(await createConversation());
        } catch (error) {
            showError(error, {retry: () => void begin()});
        } finally {
            creating.current = false;
        }
    }, [open]);

    const known = list.data;
    const next = known?.find((conversation) => conversation.id === last) ?? known?.toSorted((a, b) => b.updatedAt - a.updatedAt)[0];
    const isKnown = inAddress !== null && known?.some((conversation) => conversation.id === inAddress) === true;
    // an address without a conversation that is known has one chosen for it; behind a page nothing needs to be written there
    const id = isKnown ? inAddress : onChat || !settingsKnown ? null : (next?.id ?? null);

    /** A new conversation; one that nothing was done in is used again. */
    const openNew = useCallback(() => {
        const current = id === null ? undefined : client.getQueryData<Conversation>(queries.chat.get.queryKey({input: {conversationId: id}}));
        if (id === null || current === undefined || !isUntouched(current)) void begin();
        else open(id);
    }, [begin, open, client, id]);

    const nextId = next?.id;
    useEffect(() => {
        if (known === undefined || !settingsKnown || isKnown || !onChat) return;
        if (nextId !== undefined) open(nextId);
        else void begin();
    }, [known, settingsKnown, isKnown, onChat, nextId, open, begin]);

    return {id, open, openNew};
}
