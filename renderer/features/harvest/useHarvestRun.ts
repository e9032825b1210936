import type {Run} from "../../../engine/contract/runs.ts";
import {useRuns} from "../runs/index.ts";

/** The harvest that is under way, waits or was paused; null: none. */
export const useHarvestRun = (): Run | null =>
    useRuns()?.find(({kind, state}) => kind === "harvest" && (state === "running" || state === "queued" || state === "paused")) ?? null;
