import type {PairReport} from "../../../engine/contract/pairs.ts";
import {counted, shown} from "../../widgets/numbers.ts";
import {densityBins, l0Bins} from "./bins.ts";
import {Histogram} from "./Histogram.tsx";

interface Props {
    readonly report: PairReport;
    readonly compared: PairReport | undefined;
}

/** How many tokens fire how many features. */
export function L0Histogram({report, compared}: Props) {
    const {max} = report.l0Histogram;
    // another report may have other bins; only the same can be laid over each other
    const isSame = compared?.l0Histogram.max === max && compared.l0Histogram.counts.length === report.l0Histogram.counts.length;
    return (
        <Histogram
            title="Features on a token"
            of="tokens"
            bins={l0Bins(report.l0Histogram)}
            compared={isSame ? l0Bins(compared.l0Histogram) : undefined}
            ticks={[0, 0.5, 1].map((at) => ({at, name: shown(at * max, 0)}))}
            axis="features that fire on one token"
        />
    );
}

/** How many features fire how often. */
export function DensityHistogram({report, compared}: Props) {
    const {from, to, counts, never} = report.densityHistogram;
    const isSame = compared !== undefined && compared.densityHistogram.counts.length === counts.length;
    const decades = Array.from({length: Math.round(to - from) + 1}, (_, i) => Math.round(from) + i);
    return (
        <Histogram
            title="How often features fire"
            of="features"
            bins={densityBins(report.densityHistogram)}
            compared={isSame ? densityBins(compared.densityHistogram) : undefined}
            ticks={decades.map((decade) => ({at: (decade - from) / (to - from), name: decadeWords(decade)}))}
            axis="share of tokens that a feature fires on"
            remark={`${counted(never, "feature")} never fired`}
        />
    );
}

const decadeWords = (decade: number) => `${shown(100 * 10 ** decade, Math.max(0, -2 - decade))} %`;
