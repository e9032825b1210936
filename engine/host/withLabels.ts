import {featureId} from "../contract/index.ts";
import type {Store} from "../store/openStore.ts";

/** Entries of a list with the best label of each feature, for who keeps the list. */
export function withLabels<Entry extends {readonly feature: number}>({labels}: Store, dictionary: string, entries: readonly Entry[]) {
    const known = labels.ofFeatures(
        dictionary,
        entries.map(({feature}) => feature)
    );
    return entries.map((entry) => {
        const label = known.get(entry.feature)?.[0]?.description;
        return {...entry, feature: featureId(entry.feature), ...(label !== undefined && {label})};
    });
}
