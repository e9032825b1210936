import type {EvaluatedAnswer} from "../contract/index.ts";
import {aggregatePoints, findingsOf, type SweepFindings, type SweepPlan, scaleSteering} from "../evaluation/index.ts";
import type {AutosteerRun, AutosteerState} from "./autosteerState.ts";
import {behaviourOf} from "./behaviourOf.ts";
import {steeringOf} from "./likelihoodProbe.ts";

type Proof = NonNullable<AutosteerState["proof"]>;
export type Chosen = SweepFindings["chosen"][number];

/** Numbers of the answers that report begin here, so that they are never those of the answers that choose. */
const REPORTING = 100_000;

/** The last stage, from what is kept of it: what its answers are told by. */
export function proofPlan({autosteer, ...run}: AutosteerRun, {sets, strengths, prompts, choosing, reporting}: Proof): SweepPlan {
    return {
        prompts,
        seeds: [autosteer.seed],
        behaviour: behaviourOf(autosteer),
        // no feature's name: that is for those who may see it
        sets: sets.map(({moves, fadesOver}, i) => ({name: `Set ${i + 1}`, steering: steeringOf(run.dictionary, moves, fadesOver)})),
        unit: "set",
        strengths,
        arms: ["unsteered", "prompt", "random", "steered", "prompt-and-steer"],
        knowledge: run.knowledge,
        sampling: {...run.sampling, seed: autosteer.seed},
        choosing,
        reporting
    };
}

/** Its first half: every set at every strength on the prompts that choose, without the arms that choose nothing. */
export const choosingPlan = (whole: SweepPlan): SweepPlan => ({
    ...whole,
    prompts: whole.choosing.map((place) => whole.prompts[place]!),
    arms: ["unsteered", "prompt", "steered"],
    knowledge: [],
    choosing: whole.choosing.map((_, i) => i),
    reporting: []
});

/** Its second half: the chosen set at its strength, and every other arm, on the prompts that report. */
export const reportingPlan = (whole: SweepPlan, {set, strength}: Chosen): SweepPlan => {
    const {name, steering} = whole.sets[set]!;
    return {
        ...whole,
        prompts: whole.reporting.map((place) => whole.prompts[place]!),
        sets: [{name, steering: scaleSteering(steering, strength)}],
        strengths: [1],
        choosing: [],
        reporting: whole.reporting.map((_, i) => i)
    };
};

export const isReporting = ({id}: Pick<EvaluatedAnswer, "id">): boolean => id >= REPORTING;

/** An answer of the second half as it is kept, among those of the whole. */
export const asKept = (answer: EvaluatedAnswer, {choosing}: Pick<SweepPlan, "choosing">, {set, strength}: Chosen): EvaluatedAnswer => ({
    ...answer,
    id: answer.id + REPORTING,
    prompt: answer.prompt + choosing.length,
    ...(answer.set !== undefined && {set, strength})
});

/** The other way round. */
export const asWritten = (answer: EvaluatedAnswer, {choosing}: Pick<SweepPlan, "choosing">): EvaluatedAnswer => ({
    ...answer,
    id: answer.id - REPORTING,
    prompt: answer.prompt - choosing.length,
    ...(answer.set !== undefined && {set: 0, strength: 1})
});

/** The set with the best score on the prompts that choose; undefined while that can't be told. */
export const bestOf = ({chosen}: Pick<SweepFindings, "chosen">): Chosen | undefined => chosen.toSorted((a, b) => b.score - a.score)[0];

/**
 * What the answers come to. Points are over the prompts that choose, which every set answered; what is said in words, and the report, are of the chosen set, the only one that every arm
 * was held against.
 */
export function proofFindings(plan: SweepPlan, answers: readonly EvaluatedAnswer[], {shares, stopped}: Pick<Proof, "shares" | "stopped">): SweepFindings {
    const whole = findingsOf(plan, {answers, knowledge: shares}, stopped);
    const points = aggregatePoints(answers, {knowledge: shares, prompts: plan.choosing});
    const best = bestOf(whole);
    if (best === undefined) return {...whole, points};
    const own = answers.filter(({set}) => set === undefined || set === best.set);
    const {report, verdict, outcome} = findingsOf(plan, {answers: own, knowledge: shares}, stopped, points);
    return {...whole, points, report, verdict, ...(outcome !== undefined && {outcome})};
}
