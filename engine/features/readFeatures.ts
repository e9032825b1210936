import {type Feature, featureId} from "../contract/index.ts";
import {requireDictionary} from "./requireFeature.ts";
import type {FeatureDeps} from "./types.ts";

/**
 * Features with all that is known of them, in the order asked; without those that nobody may see. (One that was asked for by its number is refused
 * before: see `requireFeature`.)
 * @throws EngineError `dictionary/not-loaded`, `file/*` when the dictionary's file has gone
 */
export async function readFeatures(deps: FeatureDeps, dictionary: string, features: readonly number[]): Promise<Feature[]> {
    const loaded = requireDictionary(deps, dictionary);
    const seen = features.filter(deps.gate.visible(dictionary));
    const labels = deps.store.labels.ofFeatures(dictionary, seen);
    return Promise.all(
        seen.map(async (feature) => {
            const maxActivation = loaded.maxActivation(feature);
            const density = loaded.density(feature);
            const moderation = deps.gate.flag(dictionary, feature);
            return {
                dictionary,
                feature: featureId(feature),
                labels: labels.get(feature) ?? [],
                ...(maxActivation !== undefined && {maxActivation}),
                ...(density !== undefined && {density}),
                decoderNorm: await loaded.decoderNorm(feature),
                ...(moderation !== undefined && {moderation})
            };
        })
    );
}
