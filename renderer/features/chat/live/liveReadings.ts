import {useSyncExternalStore} from "react";
import type {LiveReading} from "../../../../engine/contract/chat.ts";
import type {Firing} from "../../../../engine/contract/conditions.ts";
import {type ReadingSum, type ReadingView, sumReadings, viewOf} from "./sumReadings.ts";

/** What an answer's features did while it was written; kept for the answers of this window only. */
export interface LiveView extends ReadingView {
    readonly dictionary: string;
}

interface Kept {
    readonly dictionary: string;
    readonly sum: ReadingSum;
}

/** the list moves this often: faster could not be read, and would take frames from the words */
const SHOW_MS = 120;
const KEPT_ANSWERS = 32;

const kept = new Map<string, Kept>();
const views = new Map<string, LiveView>();
const firings = new Map<string, readonly Firing[]>();
const listeners = new Set<() => void>();
const changed = new Set<string>();
let isWaiting = false;

function show() {
    isWaiting = false;
    for (const messageId of changed) {
        const one = kept.get(messageId);
        if (one !== undefined) views.set(messageId, {dictionary: one.dictionary, ...viewOf(one.sum)});
    }
    changed.clear();
    for (const listener of listeners) listener();
}

function showSoon(messageId: string) {
    changed.add(messageId);
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(show, SHOW_MS);
}

export function beginReadings(messageId: string, dictionary: string) {
    kept.delete(messageId);
    views.delete(messageId);
    kept.set(messageId, {dictionary, sum: {tokens: 0, last: null, features: new Map()}});
    for (const old of [...kept.keys()].slice(0, -KEPT_ANSWERS)) {
        kept.delete(old);
        views.delete(old);
        firings.delete(old);
    }
}

export function addReadings(messageId: string, readings: readonly LiveReading[]) {
    const one = kept.get(messageId);
    if (one === undefined) return;
    sumReadings(one.sum, readings);
    showSoon(messageId);
}

export function addFiring(messageId: string, firing: Firing) {
    firings.set(messageId, [...(firings.get(messageId) ?? []), firing]);
    showSoon(messageId);
}

function subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
}

/** null: its features were not read while it was written. */
export const useLiveView = (messageId: string) => useSyncExternalStore(subscribe, () => views.get(messageId) ?? null);

const NONE: readonly Firing[] = [];
export const useLiveFirings = (messageId: string) => useSyncExternalStore(subscribe, () => firings.get(messageId) ?? NONE);
