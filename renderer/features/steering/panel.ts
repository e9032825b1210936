import type {Conversation} from "../../../engine/contract/chat.ts";
import type {EditScope} from "../../../engine/contract/edits.ts";
import {engine, queries, queryClient} from "../../app/engine.ts";
import {showError} from "../../widgets/Toasts.tsx";
import {activeEdits, areSameEdits, type PanelEdit} from "./edits.ts";

/*
 * The engine knows a conversation's steering; what is bypassed only this window knows. So the panel shows the engine's
 * edits, and beside them the ones it remembers as bypassed.
 */

const SAVE_AFTER_MS = 250;
const keyOf = (conversationId: string) => queries.chat.get.queryKey({input: {conversationId}});
const storageKey = (conversationId: string) => `saelor.panel.${conversationId}`;

function remembered(conversationId: string): readonly PanelEdit[] {
    try {
        const stored: unknown = JSON.parse(localStorage.getItem(storageKey(conversationId)) ?? "[]");
        return Array.isArray(stored) ? (stored as PanelEdit[]) : [];
    } catch {
        return [];
    }
}

function remember(conversationId: string, edits: readonly PanelEdit[]) {
    if (edits.some(({bypassed}) => bypassed)) localStorage.setItem(storageKey(conversationId), JSON.stringify(edits));
    else localStorage.removeItem(storageKey(conversationId));
}

/** What the panel shows for a conversation, bypassed edits in their places. */
export function panelEdits({id, steering}: Conversation): readonly PanelEdit[] {
    const kept = remembered(id);
    return kept.length > 0 && areSameEdits(activeEdits(kept), steering.edits) ? kept : steering.edits;
}

interface Change {
    readonly edits?: readonly PanelEdit[];
    readonly scope?: EditScope;
    readonly variantId?: string | null;
}

const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Changes what the next answer runs under: on screen at once, in the engine a moment later. */
export function changeSteering(conversationId: string, {edits, scope, variantId}: Change) {
    if (edits !== undefined) remember(conversationId, edits);
    queryClient.setQueryData(keyOf(conversationId), (old: Conversation | undefined) =>
        old === undefined
            ? old
            : {
                  ...old,
                  steering: {edits: edits === undefined ? old.steering.edits : activeEdits(edits), scope: scope ?? old.steering.scope},
                  variantId: variantId === undefined ? old.variantId : variantId
              }
    );
    clearTimeout(timers.get(conversationId));
    timers.set(
        conversationId,
        setTimeout(() => flushSteering(conversationId).catch(showError), SAVE_AFTER_MS)
    );
}

/** Sends what has not been sent yet, so that the next answer runs under what is on screen. */
export async function flushSteering(conversationId: string) {
    const timer = timers.get(conversationId);
    if (timer === undefined) return;
    clearTimeout(timer);
    timers.delete(conversationId);
    const conversation = queryClient.getQueryData<Conversation>(keyOf(conversationId));
    if (conversation === undefined) return;
    await engine.chat.configure({conversationId, steering: conversation.steering, variantId: conversation.variantId});
}
