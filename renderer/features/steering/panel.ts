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

interface Unsent {
    readonly timer: ReturnType<typeof setTimeout>;
    readonly change: Pick<Conversation, "steering" | "variantId">;
}

/** What is on screen and not yet in the engine; a conversation that is read again meanwhile does not take it back. */
const unsent = new Map<string, Unsent>();

function show(conversationId: string, change: Unsent["change"]) {
    queryClient.setQueryData(keyOf(conversationId), (old: Conversation | undefined) => (old === undefined ? old : {...old, ...change}));
}

/** Changes what the next answer runs under: on screen at once, in the engine a moment later. */
export function changeSteering(conversationId: string, {edits, scope, variantId}: Change) {
    if (edits !== undefined) remember(conversationId, edits);
    const before = unsent.get(conversationId)?.change ?? queryClient.getQueryData<Conversation>(keyOf(conversationId));
    if (before === undefined) return;
    const change = {
        steering: {edits: edits === undefined ? before.steering.edits : activeEdits(edits), scope: scope ?? before.steering.scope},
        variantId: variantId === undefined ? before.variantId : variantId
    };
    show(conversationId, change);
    clearTimeout(unsent.get(conversationId)?.timer);
    const timer = setTimeout(() => flushSteering(conversationId).catch(showError), SAVE_AFTER_MS);
    unsent.set(conversationId, {timer, change});
}

/** Sends what has not been sent yet, so that the next answer runs under what is on screen. */
export async function flushSteering(conversationId: string) {
    const waiting = unsent.get(conversationId);
    if (waiting === undefined) return;
    clearTimeout(waiting.timer);
    unsent.delete(conversationId);
    show(conversationId, waiting.change);
    await engine.chat.configure({conversationId, ...waiting.change});
}
