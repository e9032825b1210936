import {setImmediate} from "node:timers/promises";
import type {Store} from "../../store/openStore.ts";
import {VectorMatrix} from "./VectorMatrix.ts";

/** Rows that are read at once. */
const STEP = 2000;
/** Of so many changes on, reading all again is quicker. */
const MANY = 2048;

interface Asked {
    readonly embedder: string;
    readonly dictionary: string;
    readonly nFeatures: number;
    readonly dimensions: number;
}

interface Level {
    readonly key: string;
    readonly matrix: VectorMatrix;
    /** the last change of labels, and the last vector, that it holds */
    touched: number;
    position: number;
}

/** one at a time: they are large */
const kept = new WeakMap<Store, Level>();

/** What an embedder made of a dictionary's labels, in memory and level with the store: what was embedded or changed since is read when this is asked for. */
export async function vectorsOf(store: Store, asked: Asked): Promise<VectorMatrix> {
    const {embedder, dictionary, nFeatures, dimensions} = asked;
    const key = JSON.stringify([embedder, dictionary, nFeatures, dimensions]);
    const touched = store.featureLists.lastTouch();
    let level = kept.get(store);
    if (level?.key === key && level.touched !== touched && !takeChanges(store, asked, level)) level = undefined;
    if (level?.key !== key) level = {key, matrix: new VectorMatrix(dimensions, nFeatures), touched, position: 0};
    level.touched = touched;
    for (;;) {
        const rows = store.meaning.after(embedder, dictionary, level.position, STEP);
        for (const row of rows) level.matrix.set(row);
        level.position = rows.at(-1)?.position ?? level.position;
        if (rows.length < STEP) break;
        await setImmediate();
    }
    kept.set(store, level);
    return level.matrix;
}

/** @returns false when it should rather be read anew */
function takeChanges({featureLists, meaning}: Store, {embedder, dictionary}: Asked, {matrix, touched}: Level): boolean {
    const features = new Set<number>();
    for (const one of featureLists.touchedAfter(touched)) if (one.dictionary === dictionary) features.add(one.feature);
    if (features.has(-1) || features.size > MANY) return false;
    for (const feature of features) matrix.clear(feature);
    for (const row of meaning.ofFeatures(embedder, dictionary, [...features])) matrix.set(row);
    return true;
}
