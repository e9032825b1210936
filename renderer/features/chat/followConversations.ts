import type {Conversation} from "../../../engine/contract/chat.ts";
import {engine, queries, queryClient} from "../../app/engine.ts";
import {onOtherWindows} from "../../app/otherWindows.ts";
import {flushSteering} from "../steering/index.ts";

/** as often a conversation that changes here while it is read is read again */
const TRIES = 3;

const reading = new Map<string, {again: boolean}>();

/** Reads a conversation that is known here as the engine has it now. What was changed here meanwhile is not taken back. */
async function readAgain(conversationId: string) {
    const key = queries.chat.get.queryKey({input: {conversationId}});
    const shown = () => queryClient.getQueryData<Conversation>(key);
    for (let attempt = 1; attempt <= TRIES && shown() !== undefined; attempt++) {
        await flushSteering(conversationId);
        const before = shown();
        const fresh = await engine.chat.get({conversationId});
        if (shown() !== before) continue;
        queryClient.setQueryData(key, fresh);
        return;
    }
}

/** One reading at a time; what is asked for meanwhile is one more. */
async function refresh(conversationId: string) {
    const running = reading.get(conversationId);
    if (running !== undefined) {
        running.again = true;
        return;
    }
    const own = {again: true};
    reading.set(conversationId, own);
    try {
        while (own.again) {
            own.again = false;
            await readAgain(conversationId);
        }
    } catch {
        // it was removed, or the connection is gone: the list and the banner say so
    } finally {
        reading.delete(conversationId);
    }
}

/** The conversation on screen, and the list beside it. */
function refreshShown() {
    if (document.visibilityState !== "visible") return;
    const group = {queryKey: queries.chat.get.key()};
    for (const {state} of queryClient.getQueryCache().findAll({...group, type: "active"})) {
        const conversation = state.data as Conversation | undefined;
        if (conversation !== undefined) void refresh(conversation.id);
    }
    void queryClient.invalidateQueries({queryKey: queries.chat.list.key()});
}

/** Shows what another window did to a conversation, and what was done elsewhere when one comes back to this window. */
export function followConversations() {
    window.addEventListener("focus", refreshShown);
    document.addEventListener("visibilitychange", refreshShown);
    onOtherWindows((what) => {
        if (typeof what === "string") return;
        void refresh(what.conversationId);
        void queryClient.invalidateQueries({queryKey: queries.chat.list.key()});
    });
}
