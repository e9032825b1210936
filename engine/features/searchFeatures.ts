import type {Feature} from "../contract/index.ts";
import {readFeatures} from "./readFeatures.ts";
import {requireDictionary} from "./requireFeature.ts";
import type {FeatureDeps} from "./types.ts";

/** `1234`, `#1234` */
const NUMBER = /^\s*#?(\d{1,9})\s*$/;

/**
 * Features whose labels hold the words typed, best first. A number puts that feature first; nothing typed lists the best labelled.
 * @throws EngineError `dictionary/not-loaded`
 */
export async function searchFeatures(
    deps: FeatureDeps,
    {dictionary, query, limit}: {readonly dictionary: string; readonly query: string; readonly limit: number}
): Promise<Feature[]> {
    const {labels} = deps.store;
    const {nFeatures} = requireDictionary(deps, dictionary).file;
    const number = NUMBER.exec(query)?.[1];
    const named = number !== undefined && Number(number) < nFeatures ? [Number(number)] : [];
    const found = query.trim() === "" ? labels.bestScoredFeatures(dictionary, limit) : labels.featuresMatching(dictionary, query, limit);
    return readFeatures(deps, dictionary, [...new Set([...named, ...found])].slice(0, limit));
}
