import type {FeaturePage} from "../../contract/index.ts";
import {binEdge} from "../harvest/activationBins.ts";

export type Histogram = NonNullable<FeaturePage["stats"]>["histogram"];

/** As many bars as a page shows side by side. */
const MOST_BARS = 30;

/**
 * Bars for a page from a harvest's fine bins: neighbours are joined in twos, or threes, … until there are few enough.
 * @param bins counts, see `activationBins`
 * @returns without the empty ones at the ends
 */
export function histogramOf(bins: ArrayLike<number>): Histogram {
    let first = 0;
    let end = bins.length;
    while (first < end && bins[first] === 0) first++;
    while (end > first && bins[end - 1] === 0) end--;
    const width = Math.max(1, Math.ceil((end - first) / MOST_BARS));
    const bars: Histogram = [];
    for (let from = first; from < end; from += width) {
        let count = 0;
        for (let bin = from; bin < Math.min(end, from + width); bin++) count += bins[bin]!;
        bars.push({from: binEdge(from), to: binEdge(Math.min(end, from + width)), count});
    }
    return bars;
}
