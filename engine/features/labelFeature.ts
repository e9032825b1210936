import type {Label} from "../contract/index.ts";
import {USER_SOURCE} from "../store/labelQueries.ts";
import {cleanText} from "./labels/cleanText.ts";
import {requireFeature} from "./requireFeature.ts";
import type {FeatureDeps} from "./types.ts";

/**
 * Writes or replaces the user's own label; an empty description removes it. Labels of other sources stay.
 * @returns the feature's labels now, best first
 * @throws EngineError `dictionary/not-loaded`, `feature/not-found`
 */
export function labelFeature(
    deps: FeatureDeps,
    {dictionary, feature, description}: {readonly dictionary: string; readonly feature: number; readonly description: string}
): Label[] {
    requireFeature(deps, dictionary, feature);
    const {labels} = deps.store;
    const text = cleanText(description);
    if (text === "") labels.remove(dictionary, feature, USER_SOURCE);
    else labels.save(dictionary, USER_SOURCE, [{feature, description: text}]);
    return labels.ofFeatures(dictionary, [feature]).get(feature) ?? [];
}
