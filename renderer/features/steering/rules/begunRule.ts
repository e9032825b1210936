import {useSyncExternalStore} from "react";
import type {Condition} from "../../../../engine/contract/conditions.ts";

let begun: Condition | null = null;
const listeners = new Set<() => void>();

/** Begins a rule of the conversation on screen with a condition that was found elsewhere; null: it is begun, or given up. */
export function beginRule(condition: Condition | null) {
    begun = condition;
    for (const listener of listeners) listener();
}

export const useBegunRule = () =>
    useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => void listeners.delete(listener);
        },
        () => begun
    );
