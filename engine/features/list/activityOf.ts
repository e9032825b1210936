import {setImmediate} from "node:timers/promises";
import type {CalibratedDictionary} from "../../dictionaries/index.ts";
import type {Store} from "../../store/openStore.ts";

/** How often and how strongly features fire. */
export interface Activity {
    /** [nFeatures] share of ordinary tokens, 0..1; NaN: not known */
    readonly density: Float32Array;
    /** [nFeatures] in activation units; NaN: not known */
    readonly max: Float32Array;
}

interface Kept {
    readonly harvest: string | undefined;
    readonly activity: Promise<Activity>;
}

const STEP = 4096;
const kept = new WeakMap<Store, Map<string, Kept>>();

/** What the newest finished harvest found of every feature; before the first one, what the dictionary's file says. */
export function activityOf(store: Store, dictionary: CalibratedDictionary): Promise<Activity> {
    const {id} = dictionary.file;
    const harvest = store.harvests.current(id);
    const activities = kept.get(store) ?? new Map<string, Kept>();
    kept.set(store, activities);
    const present = activities.get(id);
    if (present !== undefined && present.harvest === harvest?.id) return present.activity;
    const activity = harvest === undefined ? asFiled(dictionary) : harvested(store, harvest, dictionary.file.nFeatures);
    activities.set(id, {harvest: harvest?.id, activity});
    activity.catch(() => activities.delete(id));
    return activity;
}

const unknown = (n: number) => new Float32Array(n).fill(Number.NaN);

async function harvested(store: Store, {id, tokens}: {readonly id: string; readonly tokens: number}, nFeatures: number): Promise<Activity> {
    const activity = {density: unknown(nFeatures), max: unknown(nFeatures)};
    for (let first = 0; first < nFeatures; first += STEP) {
        for (const {feature, count, max} of store.featureLists.harvestNumbers(id, first, first + STEP)) {
            activity.density[feature] = count / Math.max(1, tokens);
            activity.max[feature] = max;
        }
        await setImmediate();
    }
    return activity;
}

async function asFiled({file: {nFeatures}, density, maxActivation}: CalibratedDictionary): Promise<Activity> {
    const activity = {density: unknown(nFeatures), max: unknown(nFeatures)};
    for (let feature = 0; feature < nFeatures; feature++) {
        activity.density[feature] = density(feature) ?? Number.NaN;
        activity.max[feature] = maxActivation(feature) ?? Number.NaN;
        if (feature % STEP === STEP - 1) await setImmediate();
    }
    return activity;
}
