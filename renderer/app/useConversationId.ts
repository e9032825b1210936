import {useQuery, useQueryClient} from "@tanstack/react-query";
import {useCallback, useEffect, useRef, useSyncExternalStore} from "react";
import type {Conversation} from "../../engine/contract/chat.ts";
import {createConversation, isUntouched} from "../features/conversations/index.ts";
import {showError} from "../widgets/Toasts.tsx";
import {queries} from "./engine.ts";
import {setSetting, useSetting} from "./settings.ts";

const PREFIX = "#c/";

const idInAddress = () => (window.location.hash.startsWith(PREFIX) ? window.location.hash.slice(PREFIX.length) : null);

function subscribe(listener: () => void) {
    window.addEventListener("hashchange", listener);
    return () => window.removeEventListener("hashchange", listener);
}

/** Which conversation is on screen: the address holds it, so that reload, back and forward work; the last one is remembered. */
export function useConversationId() {
    const id = useSyncExternalStore(subscribe, idInAddress);
    const client = useQueryClient();
    const list = useQuery(queries.chat.list.queryOptions());
    const [last, , settingsKnown] = useSetting("lastConversation", "");
    const creating = useRef(false);

    const open = useCallback((next: string) => {
        window.location.hash = PREFIX + next;
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

    /** A new conversation; one that nothing was done in is used again. */
    const openNew = useCallback(() => {
        const current = id === null ? undefined : client.getQueryData<Conversation>(queries.chat.get.queryKey({input: {conversationId: id}}));
        if (current === undefined || !isUntouched(current)) void begin();
    }, [begin, client, id]);

    const known = list.data;
    useEffect(() => {
        if (known === undefined || !settingsKnown) return;
        if (id !== null && known.some((conversation) => conversation.id === id)) return;
        const next = known.find((conversation) => conversation.id === last) ?? known.toSorted((a, b) => b.updatedAt - a.updatedAt)[0];
        if (next !== undefined) open(next.id);
        else void begin();
    }, [known, settingsKnown, id, last, open, begin]);

    const isKnown = id !== null && known?.some((conversation) => conversation.id === id) === true;
    return {id: isKnown ? id : null, open, openNew};
}
