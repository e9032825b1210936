import type {z} from "zod";
import {type Feature, featureId, type featureListInputSchema} from "../../contract/index.ts";
import {requireDictionary} from "../requireFeature.ts";
import type {FeatureDeps} from "../types.ts";
import {type Activity, activityOf} from "./activityOf.ts";
import type {LabelIndex} from "./LabelIndex.ts";
import {labelIndexOf} from "./labelIndexes.ts";
import {matchesOf} from "./matchesOf.ts";
import {matchToken} from "./matchToken.ts";
import {type Order, orderBy} from "./orderBy.ts";
import {passes} from "./passes.ts";

export type FeatureListInput = z.output<typeof featureListInputSchema>;

export interface ListDeps extends FeatureDeps {
    /** features by how near their labels are to a query in meaning, nearest first */
    readonly matchMeaning: (dictionary: string, query: string, signal?: AbortSignal) => Promise<Uint32Array>;
}

/**
 * One page of a dictionary's features, filtered and sorted, and how many there are in all. Features that nobody may see are neither listed nor counted. What is
 * not known of a feature puts it last, whichever way the list is sorted. Density and maximum are those that it is sorted by: of the newest harvest, where there is one.
 * @throws EngineError `dictionary/not-loaded`, `feature/not-harvested` (by token), `meaning/no-model` and what embedding throws (by meaning)
 */
export async function listFeatures(
    deps: ListDeps,
    input: FeatureListInput,
    signal?: AbortSignal
): Promise<{readonly total: number; readonly features: Feature[]; readonly located?: number}> {
    const {dictionary, filters, offset, limit, locate} = input;
    const loaded = requireDictionary(deps, dictionary);
    const activity = await activityOf(deps.store, loaded);
    const index = await labelIndexOf(deps.store, dictionary, loaded.file.nFeatures);
    const matches = input.query.trim() === "" ? undefined : await matchesBy(deps, input, index, signal);
    const visible = seenUnder(deps, dictionary, filters.moderated);
    const passing = passes({index, activity}, filters);
    const page: number[] = [];
    let total = 0;
    let located: number | undefined;
    for (const feature of ordered(input, matches, index, activity)) {
        if (!visible(feature) || !passing(feature)) continue;
        if (feature === locate) located = total;
        if (total >= offset && total < offset + limit) page.push(feature);
        total++;
    }
    return {total, features: described(deps, dictionary, page, activity), ...(located !== undefined && {located})};
}

async function matchesBy(deps: ListDeps, {dictionary, query, by}: FeatureListInput, index: LabelIndex, signal?: AbortSignal): Promise<Uint32Array> {
    if (by === "token") return matchToken(deps.store, dictionary, query);
    return by === "words" ? matchesOf(index, query) : deps.matchMeaning(dictionary, query.trim(), signal);
}

/** The gate decides; under research access a list may be of those features alone that it would hide, or of the others. */
function seenUnder({gate, store}: FeatureDeps, dictionary: string, moderated: boolean | undefined): (feature: number) => boolean {
    const visible = gate.visible(dictionary);
    if (moderated === undefined) return visible;
    const listed = store.moderation.categories(dictionary);
    return (feature) => visible(feature) && listed.has(feature) === moderated;
}

/** The features that match, in order. */
function ordered({sort, descending}: FeatureListInput, matches: Uint32Array | undefined, index: LabelIndex, activity: Activity): Uint32Array {
    if (sort === "match" && matches !== undefined) return matches;
    const all = everything({sort, descending}, index, activity);
    if (matches === undefined) return all;
    const wanted = membership(matches, index.nFeatures);
    return all.filter((feature) => wanted[feature] === 1);
}

function everything({sort, descending}: Pick<FeatureListInput, "sort" | "descending">, index: LabelIndex, activity: Activity): Uint32Array {
    if (sort === "index") {
        const byIndex = Uint32Array.from({length: index.nFeatures}, (_, feature) => feature);
        return descending ? byIndex.reverse() : byIndex;
    }
    const values = {match: index.best, score: index.best, density: activity.density, max: activity.max}[sort];
    // what matches best comes first; only another order can be turned round
    return sortedOnce(values, values === index.best ? index.version : 0, sort === "match" || descending).features;
}

function membership(features: Uint32Array, n: number): Uint8Array {
    const member = new Uint8Array(n);
    for (const feature of features) member[feature] = 1;
    return member;
}

const orders = new WeakMap<Float32Array, Map<boolean, {readonly version: number; readonly order: Order}>>();

/** Sorting takes as long as all else of a page. @param version of the values: they change in place */
function sortedOnce(values: Float32Array, version: number, descending: boolean): Order {
    const both = orders.get(values) ?? new Map<boolean, {version: number; order: Order}>();
    orders.set(values, both);
    const present = both.get(descending);
    if (present?.version === version) return present.order;
    const order = orderBy(values, descending);
    both.set(descending, {version, order});
    return order;
}

function described({store, gate}: FeatureDeps, dictionary: string, features: readonly number[], {density, max}: Activity): Feature[] {
    const labels = store.labels.ofFeatures(dictionary, features);
    return features.map((feature) => {
        const moderation = gate.flag(dictionary, feature);
        return {
            dictionary,
            feature: featureId(feature),
            labels: labels.get(feature) ?? [],
            ...(max[feature]! > 0 && {maxActivation: max[feature]!}),
            ...(!Number.isNaN(density[feature]!) && {density: density[feature]!}),
            ...(moderation !== undefined && {moderation})
        };
    });
}
