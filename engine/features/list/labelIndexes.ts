import {setImmediate} from "node:timers/promises";
import type {Store} from "../../store/openStore.ts";
import {LabelIndex} from "./LabelIndex.ts";

/** Features whose labels are read at once: some milliseconds, so that an answer that is being written goes on. */
const STEP = 512;
/** Of so many changes on, reading all again is quicker. */
const MANY = 2048;
/** Indexes kept in memory: about 20 MB for 65,536 labels. */
const KEPT = 4;

interface Level {
    readonly index: LabelIndex;
    /** the last change of labels that it holds */
    position: number;
}

const kept = new WeakMap<Store, Map<string, Promise<Level>>>();

/**
 * The labels of a dictionary in memory, level with the store whichever process wrote. The first call reads them all (a third of a second for 65,536);
 * later ones only what has changed.
 */
export async function labelIndexOf(store: Store, dictionary: string, nFeatures: number): Promise<LabelIndex> {
    const indexes = kept.get(store) ?? new Map<string, Promise<Level>>();
    kept.set(store, indexes);
    for (;;) {
        const present = indexes.get(dictionary) ?? build(store, dictionary, nFeatures);
        // as the newest
        indexes.delete(dictionary);
        indexes.set(dictionary, present);
        const [oldest] = indexes.keys();
        if (indexes.size > KEPT && oldest !== undefined) indexes.delete(oldest);
        const level = await present.catch((error: unknown) => {
            indexes.delete(dictionary);
            throw error;
        });
        if (level.index.nFeatures === nFeatures && bringLevel(store, dictionary, level)) return level.index;
        if (indexes.get(dictionary) === present) indexes.delete(dictionary);
    }
}

async function build(store: Store, dictionary: string, nFeatures: number): Promise<Level> {
    // what changes while this reads is read again afterwards
    const position = store.featureLists.lastTouch();
    const index = new LabelIndex(nFeatures);
    for (let first = 0; first < nFeatures; first += STEP) {
        for (const label of store.featureLists.labelsBetween(dictionary, first, first + STEP)) index.add(label);
        await setImmediate();
    }
    // sorted now rather than with the first search
    void index.vocabulary;
    return {index, position};
}

/** @returns false when it should rather be built anew */
function bringLevel({featureLists}: Store, dictionary: string, level: Level): boolean {
    const position = featureLists.lastTouch();
    if (position === level.position) return true;
    const touched = new Set<number>();
    for (const one of featureLists.touchedAfter(level.position)) if (one.dictionary === dictionary) touched.add(one.feature);
    if (touched.has(-1) || touched.size > MANY || level.index.isWorn) return false;
    for (const feature of touched) level.index.clear(feature);
    for (const label of featureLists.labelsOf(dictionary, [...touched])) level.index.add(label);
    level.position = position;
    return true;
}
