import type {FeatureId} from "../../../../engine/contract/ids.ts";

interface Named {
    readonly feature: FeatureId;
    readonly label?: string | undefined;
}

/** What each feature is called where there is no room for a link: its label, with its number where another one has the same. */
export function featureNames(features: readonly Named[]): ReadonlyMap<FeatureId, string> {
    const labels = new Map<FeatureId, string>();
    for (const {feature, label} of features) if (label !== undefined) labels.set(feature, label);
    const uses = new Map<string, number>();
    for (const label of labels.values()) uses.set(label, (uses.get(label) ?? 0) + 1);
    return new Map([...labels].map(([feature, label]) => [feature, uses.get(label) === 1 ? label : `${label} (${feature})`]));
}

/** @returns `feature 76` for one without a label */
export const nameOf = (names: ReadonlyMap<FeatureId, string>, feature: FeatureId): string => names.get(feature) ?? `feature ${feature}`;
