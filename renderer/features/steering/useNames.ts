import {useQueries} from "@tanstack/react-query";
import type {Feature} from "../../../engine/contract/features.ts";
import type {NamedFeature} from "../../../engine/contract/steeringFeatures.ts";
import {queries} from "../../app/engine.ts";
import {nameOf} from "./featureName.ts";
import type {NameOf} from "./rules/ruleWords.ts";

type Lookup<What> = (feature: NamedFeature["feature"], dictionary: string | undefined) => What;

/**
 * What is known of several features; nothing of one that can't be asked about.
 * @param firstDictionary what a feature without a dictionary belongs to
 */
export function useFeatures(features: readonly NamedFeature[], firstDictionary: string): Lookup<Feature | undefined> {
    const keyOf = (feature: NamedFeature["feature"], dictionary: string | undefined) => `${dictionary ?? firstDictionary}/${feature}`;
    const asked = [...new Map(features.map((named) => [keyOf(named.feature, named.dictionary), named])).values()];
    const found = useQueries({
        queries: asked.map(({feature, dictionary}) => ({
            ...queries.features.get.queryOptions({input: {dictionary: dictionary ?? firstDictionary, feature}}),
            enabled: (dictionary ?? firstDictionary) !== ""
        })),
        combine: (results) => results.map(({data}) => data)
    });
    const known = new Map(asked.map(({feature, dictionary}, index) => [keyOf(feature, dictionary), found[index]]));
    return (feature, dictionary) => known.get(keyOf(feature, dictionary));
}

/**
 * What several features are called; one that can't be asked about goes by its number.
 * @param labels by `<dictionary>/<feature>`, for those that are not here
 */
export function useNames(features: readonly NamedFeature[], firstDictionary: string, labels: Readonly<Record<string, string>> = {}): NameOf {
    const known = useFeatures(features, firstDictionary);
    return (feature, dictionary) => {
        const own = known(feature, dictionary);
        return own?.labels[0]?.description ?? labels[`${dictionary ?? firstDictionary}/${feature}`] ?? nameOf(feature, undefined);
    };
}
