import type {Feature} from "../../contract/index.ts";
import {labelIndexOf} from "../list/labelIndexes.ts";
import {matchesOf} from "../list/matchesOf.ts";
import {readFeatures} from "../readFeatures.ts";
import {requireDictionary} from "../requireFeature.ts";
import type {FeatureDeps} from "../types.ts";

export interface RerankDeps extends FeatureDeps {
    /** features by how near their labels are to a query in meaning, nearest first; absent: no embedding model is set */
    readonly matchMeaning?: ((dictionary: string, query: string, signal?: AbortSignal) => Promise<Uint32Array>) | undefined;
}

export interface RerankInput {
    readonly dictionary: string;
    readonly features: readonly number[];
    readonly query: string;
    readonly k: number;
}

/** How much less the tenth place counts than the first. (Cormack, Clarke, Büttcher 2009: reciprocal rank fusion) */
const FLAT = 60;

/**
 * The features whose labels fit a query best: by their words and, where an embedding model is set, by their meaning. Those that nothing speaks for follow in the order given.
 * @throws EngineError `dictionary/not-loaded`, and what embedding throws
 */
export async function rerankFeatures(deps: RerankDeps, {dictionary, features, query, k}: RerankInput, signal?: AbortSignal): Promise<Feature[]> {
    const {nFeatures} = requireDictionary(deps, dictionary).file;
    const given = [...new Set(features)].filter((feature) => feature < nFeatures);
    const asked = new Set(given);
    const index = await labelIndexOf(deps.store, dictionary, nFeatures);
    const rankings = [matchesOf(index, query), ...(deps.matchMeaning === undefined ? [] : [await deps.matchMeaning(dictionary, query, signal)])];
    const fit = new Map<number, number>();
    for (const ranking of rankings) {
        const wanted = ranking.filter((feature) => asked.has(feature));
        wanted.forEach((feature, place) => {
            fit.set(feature, (fit.get(feature) ?? 0) + 1 / (FLAT + place));
        });
    }
    const visible = deps.gate.visible(dictionary);
    const best = given.filter(visible).sort((a, b) => (fit.get(b) ?? 0) - (fit.get(a) ?? 0));
    return readFeatures(deps, dictionary, best.slice(0, k));
}
