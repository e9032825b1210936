import type {EvaluatedModel, Judge, SweepFindings, SweepHooks, SweepPlan, SweepProgress} from "../types.ts";

/**
 * Answers, judges and aggregates a plan; what `done` holds already is not done again, so that a run that was stopped goes on and ends the same. It needs no run of
 * its own.
 * @throws EngineError `model/*`, `steering/*`, `feature/moderated`; the signal's reason
 */
export declare function runSweepOver(
    deps: {readonly model: EvaluatedModel; readonly judge: Judge; readonly signal: AbortSignal; readonly hooks: SweepHooks},
    plan: SweepPlan,
    done?: SweepProgress
): Promise<SweepProgress & SweepFindings>;
