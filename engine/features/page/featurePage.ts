import {type FeaturePage, featureId} from "../../contract/index.ts";
import {decodeExamples} from "../harvest/exampleBytes.ts";
import {withTexts} from "../harvest/readExamples.ts";
import {readFeatures} from "../readFeatures.ts";
import {requireFeature} from "../requireFeature.ts";
import type {FeatureDeps} from "../types.ts";
import {harvestSummary} from "./harvestSummary.ts";
import {histogramOf} from "./histogramOf.ts";

/**
 * All that is known of a feature without asking the model: what the newest harvest kept.
 * @throws EngineError `dictionary/not-loaded`, `feature/not-found`, `feature/moderated`
 */
export async function featurePage(deps: FeatureDeps, {dictionary, feature}: {readonly dictionary: string; readonly feature: number}): Promise<FeaturePage> {
    requireFeature(deps, dictionary, feature);
    const [known] = await readFeatures(deps, dictionary, [feature]);
    const harvest = harvestSummary(deps, dictionary);
    const row = harvest === null ? undefined : deps.store.harvests.feature(harvest.id, feature);
    if (harvest === null || row === undefined) return {feature: known!, examples: [], companions: []};
    const {count, sum, max, strong} = row;
    const {rarer, live} = deps.store.harvests.rarerThan(harvest.id, count);
    return {
        feature: known!,
        harvest,
        stats: {
            count,
            density: count / Math.max(1, harvest.tokens),
            mean: sum / Math.max(1, count),
            max,
            histogram: histogramOf(numbersOf(row.bins)),
            densityRank: rarer / Math.max(1, live)
        },
        examples: withTexts(deps.store, harvest.id, decodeExamples(row.examples)),
        companions: companionsOf(deps, dictionary, numbersOf(row.companions), strong)
    };
}

/** @param pairs feature, tokens together, feature, … */
function companionsOf({store, gate}: FeatureDeps, dictionary: string, pairs: Uint32Array, strong: number): FeaturePage["companions"] {
    const isVisible = gate.visible(dictionary);
    const features = Array.from({length: pairs.length / 2}, (_, i) => ({feature: pairs[2 * i]!, together: pairs[2 * i + 1]!})).filter(({feature}) =>
        isVisible(feature)
    );
    const labels = store.labels.ofFeatures(
        dictionary,
        features.map(({feature}) => feature)
    );
    return features.map(({feature, together}) => {
        const label = labels.get(feature)?.[0]?.description;
        return {feature: featureId(feature), ...(label !== undefined && {label}), together, share: together / Math.max(1, strong)};
    });
}

/** u32, little-endian, wherever the store's bytes lie */
function numbersOf(bytes: Uint8Array): Uint32Array {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Uint32Array.from({length: bytes.byteLength / 4}, (_, i) => view.getUint32(4 * i, true));
}
