import type {Feature} from "../../contract/index.ts";
import {textTable} from "../textTable.ts";

/** A line for each feature: how often and how strongly it fires, and its best label. */
export function featureTable(features: readonly Feature[]): string {
    if (features.length === 0) return "nothing found";
    const rows = features.map(({feature, labels: [best], density, maxActivation, moderation}) => [
        `#${feature}`,
        density === undefined ? "" : `${(100 * density).toPrecision(3)} %`,
        maxActivation === undefined ? "" : maxActivation.toPrecision(3),
        best?.score === undefined ? "" : best.score.toFixed(2),
        `${moderation === undefined ? "" : `(${moderation.category}) `}${best?.description ?? ""}`
    ]);
    const right = {align: "right"} as const;
    return textTable(
        [
            {title: "feature", ...right},
            {title: "fires on", ...right},
            {title: "strongest", ...right},
            {title: "score", ...right},
            {title: "label", gives: true}
        ],
        rows
    ).trimEnd();
}
