import type {RunProgress} from "../contract/index.ts";
import type {Progress} from "./types.ts";

/** Weight of the past halves in this time: calm enough to read, quick enough to show that a connection was lost. */
const HALF_LIFE_MS = 4000;

/** Shorter spans measure the scheduler, not the work. */
const SPAN_MS = 500;

/**
 * Adds a smoothed rate and the time left to progress: of bytes the present rate, of everything else the mean since the stage began, as pieces of work end in bursts. A stage begins anew where the name of the stage changes, the count falls, or it is the
 * first: what was done before it is no work of this moment.
 * @param now milliseconds on a steady clock
 */
export function rateMeter(now: () => number = () => performance.now()) {
    let stage: string | undefined;
    let last = {at: 0, done: 0};
    let first = last;
    let rate: number | undefined;

    return (progress: Progress): RunProgress => {
        const at = now();
        if (progress.stage !== stage || progress.done < last.done) {
            stage = progress.stage;
            first = last = {at, done: progress.done};
            rate = undefined;
        } else if (progress.unit !== "bytes") {
            if (at - first.at >= SPAN_MS) rate = ((progress.done - first.done) * 1000) / (at - first.at);
        } else if (at - last.at >= SPAN_MS) {
            const present = ((progress.done - last.done) * 1000) / (at - last.at);
            const weight = rate === undefined ? 1 : 1 - 2 ** (-(at - last.at) / HALF_LIFE_MS);
            rate = (rate ?? 0) + weight * (present - (rate ?? 0));
            last = {at, done: progress.done};
        }
        if (rate === undefined) return progress;
        const left = progress.total - progress.done;
        return {...progress, perSecond: Math.round(rate), ...(rate > 0 && left >= 0 && {secondsLeft: Math.round(left / rate)})};
    };
}
