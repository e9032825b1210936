import type {Store} from "../../store/openStore.ts";
import {sweepLabels} from "./sweepLabels.ts";

/** Removes all that one source says of a dictionary's features. @returns how many labels */
export async function removeLabels(store: Store, {dictionary, source}: {readonly dictionary: string; readonly source: string}): Promise<number> {
    const number = store.labelImports.begin();
    const removed = store.labelImports.removeSource(number, dictionary, source);
    await sweepLabels(store, number);
    return removed;
}
