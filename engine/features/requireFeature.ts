import {EngineError} from "../contract/index.ts";
import type {CalibratedDictionary} from "../dictionaries/index.ts";
import type {FeatureDeps} from "./types.ts";

/** @throws EngineError `dictionary/not-loaded` */
export function requireDictionary(deps: FeatureDeps, dictionary: string): CalibratedDictionary {
    const loaded = deps.dictionary(dictionary);
    if (loaded === undefined) throw new EngineError("dictionary/not-loaded", {dictionary});
    return loaded;
}

/**
 * The dictionary that has this feature, when the feature may be seen.
 * @throws EngineError `dictionary/not-loaded`, `feature/not-found`, `feature/moderated`
 */
export function requireFeature(deps: FeatureDeps, dictionary: string, feature: number): CalibratedDictionary {
    const loaded = requireDictionary(deps, dictionary);
    const {nFeatures} = loaded.file;
    if (feature >= nFeatures) throw new EngineError("feature/not-found", {dictionary, feature, nFeatures});
    deps.gate.requireVisible(dictionary, feature);
    return loaded;
}
