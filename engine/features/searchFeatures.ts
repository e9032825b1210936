import type {Feature} from "../contract/index.ts";
import {labelIndexOf} from "./list/labelIndexes.ts";
import {matchesOf} from "./list/matchesOf.ts";
import {orderBy} from "./list/orderBy.ts";
import {readFeatures} from "./readFeatures.ts";
import {requireDictionary} from "./requireFeature.ts";
import type {FeatureDeps} from "./types.ts";

/**
 * Features whose labels hold the words typed, or nearly such words, best first. A number puts that feature first; nothing typed lists the best labelled.
 * @throws EngineError `dictionary/not-loaded`
 */
export async function searchFeatures(
    deps: FeatureDeps,
    {dictionary, query, limit}: {readonly dictionary: string; readonly query: string; readonly limit: number}
): Promise<Feature[]> {
    const {nFeatures} = requireDictionary(deps, dictionary).file;
    const index = await labelIndexOf(deps.store, dictionary, nFeatures);
    const found = query.trim() === "" ? bestLabelled(index.best) : matchesOf(index, query);
    const visible = deps.gate.visible(dictionary);
    const shown: number[] = [];
    for (let i = 0; i < found.length && shown.length < limit; i++) if (visible(found[i]!)) shown.push(found[i]!);
    return readFeatures(deps, dictionary, shown);
}

function bestLabelled(best: Float32Array): Uint32Array {
    const {features, known} = orderBy(best, true);
    return features.subarray(0, known);
}
