import {useEffect, useState} from "react";
import type {Message} from "../../../engine/contract/chat.ts";
import {fragmentOf, useRoute} from "../../app/route.ts";
import {selectBranch} from "./chatActions.ts";

/** A message to go to; another object each time it is wanted. */
export interface WantedMessage {
    readonly messageId: string;
}

/**
 * The message that the address names (`#c/<conversation>/<message>`): its branch is shown, and the address forgets it again, so that
 * the same link can be followed twice.
 * @param letGo stops following the end of the conversation
 */
export function useWantedMessage(conversationId: string, branch: readonly Message[], letGo: () => void): WantedMessage | null {
    const route = useRoute();
    const messageId = route.page === "chat" && route.conversationId === conversationId ? (route.messageId ?? null) : null;
    const [wanted, setWanted] = useState<WantedMessage | null>(null);
    useEffect(() => {
        if (messageId === null) return;
        const want = async () => {
            if (!branch.some(({id}) => id === messageId) && (await selectBranch(conversationId, messageId)) === null) return;
            letGo();
            setWanted({messageId});
        };
        void want();
        window.history.replaceState(window.history.state, "", fragmentOf({page: "chat", conversationId}));
        window.dispatchEvent(new HashChangeEvent("hashchange"));
    }, [messageId, conversationId, branch, letGo]);
    return wanted;
}
