import type {Run} from "../../../contract/index.ts";
import {failureError} from "../../failureError.ts";
import {interruptSignal} from "../../interrupt.ts";
import {progressLine} from "../../progressLine.ts";
import {sizeText} from "../../textTable.ts";
import type {Fetching} from "./openFetching.ts";

/**
 * Waits for runs to end, with a line of progress on a terminal. Ctrl-C stops waiting and keeps what was fetched.
 * @returns the runs as they ended
 * @throws the failure of the first that failed
 */
export async function followRuns({runs, store}: Pick<Fetching, "runs" | "store">, ids: readonly string[]): Promise<Run[]> {
    const signal = interruptSignal();
    const line = progressLine(process.stderr);
    const stillGoing = ({state}: Run) => state === "queued" || state === "running";
    try {
        for await (const all of runs.follow(signal)) {
            const mine = all.filter(({id}) => ids.includes(id));
            const going = mine.filter(stillGoing);
            if (going.length === 0) return ended(mine);
            line.show(describeProgress(going.find(({state}) => state === "running") ?? going[0]!));
        }
    } finally {
        line.clear();
    }
    const goesOn = store.holdsWorkspace()
        ? "What was fetched is kept. To go on: saelor library resume"
        : "The Saelor that has this workspace open goes on with it.";
    process.stderr.write(`${goesOn}\n`);
    throw signal.reason;
}

function ended(runs: readonly Run[]): Run[] {
    for (const {error, state} of runs) if (state === "failed" && error !== undefined) throw failureError(error);
    return [...runs];
}

/** `downloading 42 % of 4.9 GB, 12 MB a second, 3 min left: model.gguf` */
export function describeProgress({title, progress, state}: Run): string {
    if (progress === undefined) return `${title}: ${state}`;
    const {stage, done, total, unit, perSecond, secondsLeft, note} = progress;
    const share = total > 0 && done > 0 ? ` ${Math.floor((100 * done) / total)} %${unit === "bytes" ? ` of ${sizeText(total)}` : ""}` : "";
    const rate = perSecond !== undefined && perSecond > 0 && unit === "bytes" ? `, ${sizeText(perSecond)} a second` : "";
    const left = secondsLeft === undefined ? "" : `, ${durationText(secondsLeft)} left`;
    return `${stage}${share}${rate}${left}${note === undefined ? "" : `: ${note}`}`;
}

function durationText(seconds: number): string {
    if (seconds < 90) return `${seconds} s`;
    return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
