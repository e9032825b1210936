import {autosteerStageSchema} from "../../../engine/contract/evaluation.ts";
import type {Run, RunProgress, RunState} from "../../../engine/contract/runs.ts";
import {bytes, count, duration} from "../../widgets/numbers.ts";

const stages: Record<string, string> = {
    preparing: "Preparing",
    downloading: "Downloading",
    verifying: "Checking the file",
    converting: "Converting",
    calibrating: "Measuring",
    pairing: "Pairing",
    linking: "Adding to the library",
    reading: "Reading",
    storing: "Writing it down",
    labelling: "Describing features",
    embedding: "Reading labels",
    loading: "Loading the model",
    waiting: "Waiting",
    data: "Writing texts",
    candidates: "Looking for candidates",
    screen: "Trying each of them",
    combine: "Putting them together",
    proof: "Proving it"
};

/** of a run that goes through several, in their order */
const series: readonly string[] = autosteerStageSchema.options;

/** Which of how many stages this is; null: of a run that has but one. */
export function placeOf(stage: string): {readonly place: number; readonly of: number} | null {
    const place = series.indexOf(stage);
    return place < 0 ? null : {place, of: series.length};
}

/** A stage as words; one that is not known is shown as it is named. */
export const stageWords = (stage: string) => stages[stage] ?? stage.charAt(0).toUpperCase() + stage.slice(1).replaceAll("-", " ");

const states: Record<RunState, string> = {
    queued: "Waiting for its turn",
    running: "Beginning",
    paused: "Paused",
    failed: "Stopped",
    cancelled: "Cancelled",
    done: "Done"
};

const fetches: ReadonlySet<Run["kind"]> = new Set(["acquire", "convert"]);

/** What all of them are together, for the button and for the heading. */
export function trayWords(runs: ReadonlyArray<Pick<Run, "kind">>): {readonly short: string; readonly heading: string} {
    return runs.every(({kind}) => fetches.has(kind)) ? {short: "Downloads", heading: "Downloads and conversions"} : {short: "Work", heading: "Long work"};
}

/** What a run is doing, or how it ended. */
export function stateWords({state, progress}: Pick<Run, "state" | "progress">): string {
    if (state !== "running" || progress === undefined) return states[state];
    const staged = placeOf(progress.stage);
    return staged === null ? stageWords(progress.stage) : `Stage ${staged.place + 1} of ${staged.of}: ${lower(stageWords(progress.stage))}`;
}

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

const amount = (value: number, unit: RunProgress["unit"]) => (unit === "bytes" ? bytes(value) : count(value));

/** the note of a run that waits for a connection, as the engine words it */
const isWaiting = (note: string | undefined) => note?.includes("trying again") === true;

/** `12.1 GB of 46.8 GB`, `48 MB/s`, `12 min left`: what is known of it, in this order. What stands still has no speed. */
export function progressFacts({stage, done, total, unit, perSecond, secondsLeft, note}: RunProgress, running: boolean): readonly string[] {
    const moving = running && !isWaiting(note);
    // one item is no way to go
    const steps = unit === "items" && total <= 1;
    const facts = steps ? [] : [total > 0 ? `${amount(done, unit)} of ${amount(total, unit)}${unit === "bytes" ? "" : ` ${unit}`}` : amount(done, unit)];
    if (moving && perSecond !== undefined && perSecond > 0) facts.push(`${amount(perSecond, unit)}/s`);
    if (moving && secondsLeft !== undefined && Number.isFinite(secondsLeft))
        facts.push(`${duration(secondsLeft)} left${placeOf(stage) === null ? "" : " of this stage"}`);
    return facts;
}

/** 0..1 of the whole run, its stages taken as equally long; null where that is not known */
export function shareOf(progress: RunProgress | undefined): number | null {
    if (progress === undefined) return null;
    const own = progress.total <= 0 ? null : Math.max(0, Math.min(1, progress.done / progress.total));
    const staged = placeOf(progress.stage);
    return staged === null ? own : (staged.place + (own ?? 0)) / staged.of;
}

const isActive = ({state}: Run) => state === "running" || state === "queued";

export interface Overview {
    readonly active: number;
    readonly failed: number;
    /** of all that runs and whose end is known, 0..1 */
    readonly share: number | null;
}

/** All runs as one ring: the mean share of those that run. */
export function overview(runs: readonly Run[]): Overview {
    const active = runs.filter(isActive);
    const shares = active.filter(({state}) => state === "running").map(({progress}) => shareOf(progress));
    const known = shares.filter((share) => share !== null);
    return {
        active: active.length,
        failed: runs.filter(({state}) => state === "failed").length,
        share: known.length === 0 ? null : known.reduce((sum, share) => sum + share, 0) / known.length
    };
}

/** How much cancelling a run would throw away; null: everything that it fetched, which it no longer counts. */
export function fetchedBytes({kind, progress}: Pick<Run, "kind" | "progress">): number | null {
    if (progress === undefined || progress.stage === "preparing") return 0;
    if (progress.stage === "downloading" || kind !== "acquire") return progress.unit === "bytes" ? progress.done : 0;
    // a file that is being checked is here whole
    return progress.stage === "verifying" && progress.unit === "bytes" ? Math.max(progress.done, progress.total) : null;
}
