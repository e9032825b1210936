import {useSyncExternalStore} from "react";
import type {Conversation} from "../../../engine/contract/chat.ts";
import type {Rule, Steering} from "../../../engine/contract/edits.ts";
import {engine, queries, queryClient} from "../../app/engine.ts";
import {tellOtherWindows} from "../../app/otherWindows.ts";
import {showError} from "../../widgets/Toasts.tsx";
import {activeEdits, areSameEdits, type PanelEdit} from "./edits.ts";
import {type History, NO_HISTORY, recorded, redone, undone} from "./history.ts";

/*
 * The engine knows a conversation's steering; what is bypassed and what can be taken back only this window knows. So the panel shows
 * the engine's edits, and beside them the ones it remembers as bypassed.
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
export function panelEdits({id, steering}: Pick<Conversation, "id" | "steering">): readonly PanelEdit[] {
    const kept = remembered(id);
    return kept.length > 0 && areSameEdits(activeEdits(kept), steering.edits) ? kept : steering.edits;
}

/** How edits act; null: not at all. */
export interface SettingsChange {
    readonly scope?: Steering["scope"];
    readonly decay?: NonNullable<Steering["decay"]> | null;
    readonly normRestore?: number | null;
    readonly cap?: number | null;
}

interface Change {
    readonly edits?: readonly PanelEdit[];
    readonly settings?: SettingsChange;
    readonly rules?: readonly Rule[];
    /** all of it at once */
    readonly steering?: Steering;
    /** absent: what is changed is no longer what was saved */
    readonly variantId?: string | null;
    /** names what changes, where changes in quick succession are one step to take back */
    readonly tag?: string;
}

interface Unsent {
    readonly timer: ReturnType<typeof setTimeout>;
    readonly change: Pick<Conversation, "steering" | "variantId">;
}

/** What is taken back and done again; `chat` only around a preset, which may set it too. */
export interface PanelState {
    readonly edits: readonly PanelEdit[];
    readonly steering: Steering;
    readonly variantId: string | null;
    readonly chat?: Pick<Conversation, "systemPrompt" | "sampling">;
}

/** What is on screen and not yet in the engine; a conversation that is read again meanwhile does not take it back. */
const unsent = new Map<string, Unsent>();
const histories = new Map<string, History<PanelState>>();
const listeners = new Set<() => void>();

// a page that is reloaded or closed a moment after a change has still to tell it
if (typeof window !== "undefined")
    window.addEventListener("pagehide", () => {
        for (const conversationId of [...unsent.keys()]) flushSteering(conversationId).catch(() => undefined);
    });

const historyOf = (conversationId: string): History<PanelState> => histories.get(conversationId) ?? NO_HISTORY;

function setHistory(conversationId: string, history: History<PanelState>) {
    histories.set(conversationId, history);
    for (const listener of listeners) listener();
}

export function useHistory(conversationId: string): History<PanelState> {
    return useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => void listeners.delete(listener);
        },
        () => historyOf(conversationId)
    );
}

function show(conversationId: string, change: Unsent["change"]) {
    queryClient.setQueryData(keyOf(conversationId), (old: Conversation | undefined) => (old === undefined ? old : {...old, ...change}));
}

/** What the panel shows now, with what was not sent yet. */
function stateOf(conversationId: string): PanelState | undefined {
    const known = queryClient.getQueryData<Conversation>(keyOf(conversationId));
    if (known === undefined) return undefined;
    const {steering, variantId} = {...known, ...unsent.get(conversationId)?.change};
    return {edits: panelEdits({id: conversationId, steering}), steering, variantId};
}

function changedSettings(steering: Steering, {scope, ...rest}: SettingsChange): Steering {
    const next: Record<string, unknown> = {...steering, ...(scope !== undefined && {scope}), ...rest};
    for (const [name, value] of Object.entries(next)) if (value === null || value === undefined) delete next[name];
    return next as Steering;
}

function put(conversationId: string, edits: readonly PanelEdit[], steering: Steering, variantId: string | null) {
    remember(conversationId, edits);
    const change = {steering: {...steering, edits: activeEdits(edits)}, variantId};
    show(conversationId, change);
    clearTimeout(unsent.get(conversationId)?.timer);
    const timer = setTimeout(() => flushSteering(conversationId).catch(showError), SAVE_AFTER_MS);
    unsent.set(conversationId, {timer, change});
}

/** Changes what the next answer runs under: on screen at once, in the engine a moment later. It can be taken back. */
export function changeSteering(conversationId: string, {edits, settings, rules, steering, variantId = null, tag}: Change) {
    const before = stateOf(conversationId);
    if (before === undefined) return;
    setHistory(conversationId, recorded(historyOf(conversationId), before, Date.now(), tag));
    const {rules: oldRules, ...base} = changedSettings(steering ?? before.steering, settings ?? {});
    const nextRules = rules ?? oldRules ?? [];
    put(conversationId, edits ?? steering?.edits ?? before.edits, {...base, ...(nextRules.length > 0 && {rules: [...nextRules]})}, variantId);
}

/** Only what the steering is saved as; nothing to take back. */
export function nameSteering(conversationId: string, variantId: string | null) {
    const now = stateOf(conversationId);
    if (now !== undefined) put(conversationId, now.edits, now.steering, variantId);
}

/** Lets the engine change the whole conversation's settings, so that it can be taken back here. */
export async function throughEngine(conversationId: string, change: () => Promise<Conversation>) {
    await flushSteering(conversationId);
    const before = await queryClient.ensureQueryData(queries.chat.get.queryOptions({input: {conversationId}}));
    const state: PanelState = {
        edits: panelEdits(before),
        steering: before.steering,
        variantId: before.variantId,
        chat: {systemPrompt: before.systemPrompt, sampling: before.sampling}
    };
    const after = await change();
    setHistory(conversationId, recorded(historyOf(conversationId), state, Date.now()));
    remember(conversationId, after.steering.edits);
    queryClient.setQueryData(keyOf(conversationId), after);
    tellOtherWindows({conversationId});
}

function goTo(conversationId: string, step: typeof undone) {
    const now = stateOf(conversationId);
    const conversation = queryClient.getQueryData<Conversation>(keyOf(conversationId));
    if (now === undefined || conversation === undefined) return;
    const history = historyOf(conversationId);
    const {systemPrompt: prompt, sampling: drawn} = conversation;
    const alone = step(history, now);
    const taken = alone?.state.chat === undefined ? alone : step(history, {...now, chat: {systemPrompt: prompt, sampling: drawn}});
    if (taken === undefined) return;
    const {edits, steering, variantId, chat} = taken.state;
    setHistory(conversationId, taken.history);
    put(conversationId, edits, steering, variantId);
    if (chat === undefined) return;
    const {systemPrompt, sampling} = chat;
    queryClient.setQueryData(keyOf(conversationId), (old: Conversation | undefined) => old && {...old, systemPrompt, sampling});
    engine.chat.configure({conversationId, systemPrompt, sampling}).then(() => tellOtherWindows({conversationId}), showError);
}

export const undoSteering = (conversationId: string) => goTo(conversationId, undone);
export const redoSteering = (conversationId: string) => goTo(conversationId, redone);

/** Sends what has not been sent yet, so that the next answer runs under what is on screen. */
export async function flushSteering(conversationId: string) {
    const waiting = unsent.get(conversationId);
    if (waiting === undefined) return;
    clearTimeout(waiting.timer);
    unsent.delete(conversationId);
    show(conversationId, waiting.change);
    await engine.chat.configure({conversationId, ...waiting.change});
    tellOtherWindows({conversationId});
}
