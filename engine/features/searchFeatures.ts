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
    const hidden = deps.gate.hidden(dictionary);
    // so many more that the page is full when those that nobody may see are left out
    const enough = limit + hidden.size;
    const found = query.trim() === "" ? labels.bestScoredFeatures(dictionary, enough) : labels.featuresMatching(dictionary, query, enough);
    const seen = [...new Set([...named, ...found])].filter((feature) => !hidden.has(feature));
    return readFeatures(deps, dictionary, seen.slice(0, limit));
}
