import {useCallback, useSyncExternalStore} from "react";
import type {FeatureFilters} from "../../../../engine/contract/featurePages.ts";

/** `text`: which features fire on it; the others look in the whole dictionary. */
export type SearchBy = "words" | "meaning" | "token" | "text";
export type Sort = "match" | "index" | "density" | "max" | "score";

/** What the list of a dictionary's features shows. */
export interface Search {
    readonly by: SearchBy;
    readonly query: string;
    /** kept apart, so that changing how one searches loses neither */
    readonly text: string;
    readonly filters: FeatureFilters;
    readonly sort: Sort;
    readonly descending: boolean;
}

export const EVERYTHING: Search = {by: "words", query: "", text: "", filters: {}, sort: "match", descending: true};

const searches = new Map<string, Search>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
}

/** A dictionary's search; it is as it was left when one comes back from a feature. */
export function useSearch(dictionary: string) {
    const search = useSyncExternalStore(subscribe, () => searches.get(dictionary) ?? EVERYTHING);
    const change = useCallback(
        (part: Partial<Search>) => {
            searches.set(dictionary, {...(searches.get(dictionary) ?? EVERYTHING), ...part});
            for (const listener of listeners) listener();
        },
        [dictionary]
    );
    return [search, change] as const;
}
