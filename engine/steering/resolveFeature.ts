import {EngineError} from "../contract/index.ts";
import type {CalibratedDictionary} from "../dictionaries/index.ts";

/**
 * The loaded dictionary that something names; without a name, the first.
 * @throws EngineError `dictionary/not-loaded`
 */
export function dictionaryOf(
    {dictionary: id}: {readonly dictionary?: string | undefined},
    dictionaries: readonly CalibratedDictionary[]
): CalibratedDictionary {
    const dictionary = id === undefined ? dictionaries[0] : dictionaries.find(({file}) => file.id === id);
    if (dictionary === undefined) throw new EngineError("dictionary/not-loaded", {dictionary: id ?? "any"});
    return dictionary;
}

/** @throws EngineError `feature/not-found` */
export function requireFeatureIn({file: {id, nFeatures}}: CalibratedDictionary, feature: number): void {
    if (!Number.isInteger(feature) || feature < 0 || feature >= nFeatures) throw new EngineError("feature/not-found", {dictionary: id, feature, nFeatures});
}

/**
 * M, the feature's maximum over the reference corpus.
 * @throws EngineError `steering/not-calibrated`
 */
export function maximumOf(dictionary: CalibratedDictionary, feature: number): number {
    const max = dictionary.maxActivation(feature);
    if (max === undefined)
        throw new EngineError("steering/not-calibrated", {dictionary: dictionary.file.id, feature, detail: "the feature's maximum is unknown"});
    return max;
}

/**
 * R, the layer's median residual norm.
 * @throws EngineError `steering/not-calibrated`
 */
export function residualNormOf({file: {id}, residualNorm}: CalibratedDictionary): number {
    if (residualNorm === undefined)
        throw new EngineError("steering/not-calibrated", {dictionary: id, detail: "the dictionary does not know the layer's residual norm"});
    return residualNorm;
}
