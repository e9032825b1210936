import {useQuery} from "@tanstack/react-query";
import type {Feature} from "../../../engine/contract/features.ts";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import {queries} from "../../app/engine.ts";

export const nameOf = (feature: FeatureId, known: Feature | undefined) => known?.labels[0]?.description ?? `feature ${feature}`;

export function useFeature(dictionary: string, feature: FeatureId) {
    return useQuery({...queries.features.get.queryOptions({input: {dictionary, feature}}), enabled: dictionary !== ""}).data;
}

/** What a feature is called: its best label, or its number. */
export const useFeatureName = (dictionary: string, feature: FeatureId) => nameOf(feature, useFeature(dictionary, feature));
