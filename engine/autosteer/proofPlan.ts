import type {SweepPlan} from "../evaluation/index.ts";
import type {AutosteerRun, AutosteerState} from "./autosteerState.ts";
import {behaviourOf} from "./behaviourOf.ts";
import {steeringOf} from "./likelihoodProbe.ts";
import {PROOF} from "./plans.ts";

type Proof = NonNullable<AutosteerState["proof"]>;

/** The last stage's sweep, from what is kept of it. */
export function proofPlan({autosteer, ...run}: AutosteerRun, {sets, strengths, prompts, choosing, reporting}: Proof): SweepPlan {
    return {
        prompts,
        seeds: [autosteer.seed],
        behaviour: behaviourOf(autosteer),
        // no feature's name: that is for those who may see it
        sets: sets.map((moves, i) => ({name: `Set ${i + 1}`, steering: steeringOf(run.dictionary, moves)})),
        unit: "set",
        strengths,
        arms: ["unsteered", "prompt", "random", "steered", "prompt-and-steer"],
        knowledge: run.knowledge,
        sampling: {...run.sampling, maxTokens: PROOF.maxTokens, seed: autosteer.seed},
        choosing,
        reporting
    };
}
