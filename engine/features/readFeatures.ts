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
    const counted = countedDensity(deps, dictionary);
    return Promise.all(
        seen.map(async (feature) => {
            const maxActivation = loaded.maxActivation(feature);
            const density = counted(feature) ?? loaded.density(feature);
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

/** How often features fire is one number wherever it is told: the newest harvest's, and what the dictionary's file says only before the first. */
function countedDensity({store}: Pick<FeatureDeps, "store">, dictionary: string): (feature: number) => number | undefined {
    const harvest = store.harvests.current(dictionary);
    if (harvest === undefined) return () => undefined;
    return (feature) => {
        const [row] = store.featureLists.harvestNumbers(harvest.id, feature, feature + 1);
        return row && row.count / Math.max(1, harvest.tokens);
    };
}
