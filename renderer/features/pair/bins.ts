import type {PairReport} from "../../../engine/contract/pairs.ts";
import {percent, shown} from "../../widgets/numbers.ts";
import type {Bin} from "./Histogram.tsx";

/** Counts over equal bins from 0 to `max` features, with what each covers. */
export function l0Bins({max, counts}: PairReport["l0Histogram"]): readonly Bin[] {
    const width = max / Math.max(1, counts.length);
    return counts.map((count, index) => ({from: index * width, name: `${shown(index * width, 1)} to ${shown((index + 1) * width, 1)} features`, count}));
}

/** Counts over equal bins of log10(density), with the shares of tokens that each covers. */
export function densityBins({from, to, counts}: PairReport["densityHistogram"]): readonly Bin[] {
    const width = (to - from) / Math.max(1, counts.length);
    const share = (index: number) => percent(10 ** (from + index * width));
    return counts.map((count, index) => ({from: from + index * width, name: `on ${share(index)} to ${share(index + 1)} of tokens`, count}));
}
