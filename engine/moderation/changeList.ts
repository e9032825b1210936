import {EngineError, type ModerationCategory} from "../contract/index.ts";
import type {Store} from "../store/openStore.ts";
import {deadFeatures} from "./counts.ts";
import {tidyText} from "./tidyText.ts";
import type {ListedDictionary} from "./types.ts";

export interface Addition {
    /** `dead`: all that never fired in the newest harvest, and are not on the list yet */
    readonly features: readonly number[] | "dead";
    readonly category: string;
    readonly reason: string;
}

/** The source of what a person put on a list. */
const BY_HAND = "user";

/**
 * Puts features on a dictionary's list, or says something new of those that are on it. All of them or none.
 * @returns how many are new or different
 * @throws EngineError `feature/not-found`, `feature/not-harvested`, `input/invalid` (a category that the policy does not have)
 */
export function addToList(
    store: Store,
    {dictionary, policy}: {readonly dictionary: ListedDictionary; readonly policy: readonly ModerationCategory[]},
    {features, category, reason}: Addition
): number {
    if (!policy.some(({id}) => id === category))
        throw new EngineError("input/invalid", {detail: `the policy has no category ${category}: ${policy.map(({id}) => id).join(", ")}`});
    return store.atomically(() => {
        const wanted = features === "dead" ? newlyDead(store, dictionary) : [...new Set(features)];
        requireFeatures(dictionary, wanted);
        const entries = wanted.map((feature) => ({feature, category, reason: tidyText(reason), source: BY_HAND}));
        return store.moderation.put(dictionary.id, entries, {action: "add", detail: `${category}: ${reason}${someOf(wanted)}`});
    });
}

/**
 * Takes features off a dictionary's list.
 * @returns how many were on it
 * @throws EngineError `feature/not-found`
 */
export function removeFromList(
    store: Store,
    dictionary: ListedDictionary,
    {features, reason}: {readonly features: readonly number[]; readonly reason: string}
): number {
    requireFeatures(dictionary, features);
    return store.moderation.remove(dictionary.id, features, {action: "remove", detail: `${reason}${someOf(features)}`});
}

function newlyDead(store: Store, dictionary: ListedDictionary): number[] {
    const dead = deadFeatures(store, dictionary.id);
    if (dead === undefined) throw new EngineError("feature/not-harvested", {dictionary: dictionary.id});
    const listed = store.moderation.categories(dictionary.id);
    return dead.filter((feature) => !listed.has(feature));
}

function requireFeatures({id, nFeatures}: ListedDictionary, features: readonly number[]): void {
    const outside = features.find((feature) => feature >= nFeatures);
    if (outside !== undefined) throw new EngineError("feature/not-found", {dictionary: id, feature: outside, nFeatures});
}

/** The audit names a handful; of thousands the list itself tells. */
const NAMED = 20;

function someOf(features: readonly number[]): string {
    if (features.length === 0) return "";
    return ` [${features.slice(0, NAMED).join(", ")}${features.length > NAMED ? `, and ${features.length - NAMED} more` : ""}]`;
}
