import {useSyncExternalStore} from "react";
import type {FeatureId} from "../../../engine/contract/ids.ts";

const chosen = new Map<string, FeatureId>();
const listeners = new Set<() => void>();

/** The feature that colours all tokens on screen; null while the person has chosen none. */
export function useChosenFeature(dictionary: string) {
    const feature = useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => void listeners.delete(listener);
        },
        () => chosen.get(dictionary) ?? null
    );
    return [feature, (next: FeatureId | null) => chooseFeature(dictionary, next)] as const;
}

export function chooseFeature(dictionary: string, feature: FeatureId | null) {
    if (feature === null) chosen.delete(dictionary);
    else chosen.set(dictionary, feature);
    for (const listener of listeners) listener();
}
