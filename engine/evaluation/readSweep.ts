import {EngineError, type Sweep, type SweepInput, sweepInputSchema} from "../contract/index.ts";
import type {Store} from "../store/openStore.ts";
import {findingsOf} from "./sweep/findingsOf.ts";
import {planOf, sweepStateSchema} from "./sweep/sweepState.ts";

/**
 * A sweep as far as it has come: what is told of its answers is computed from them each time.
 * @param sets in place of its own, where those may not be shown as they are
 * @throws EngineError `evaluation/not-found`, also for one of another kind; `store/corrupt`
 */
export function readSweep({evaluations}: Pick<Store, "evaluations">, id: string, sets?: SweepInput["sets"]): Sweep {
    const found = evaluations.find(id);
    if (found === undefined || found.kind !== "sweep") throw new EngineError("evaluation/not-found", {id});
    const {input: stored, state, ...summary} = found;
    const input = {...sweepInputSchema.parse(stored), ...(sets !== undefined && {sets})};
    const {run, shares, stopped} = sweepStateSchema.parse(state);
    const plan = planOf({...run, sweep: input});
    const answers = evaluations.answers(id);
    const findings = findingsOf(plan, {answers, knowledge: shares}, stopped);
    return {...summary, input, prompts: run.prompts, choosing: [...plan.choosing], reporting: [...plan.reporting], answers, ...findings};
}
