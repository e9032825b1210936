import type {Rating, SweepPoint} from "../../contract/index.ts";
import type {SweepFindings, SweepPlan, SweepProgress} from "../types.ts";
import {aggregatePoints} from "./aggregatePoints.ts";
import {chooseStrengths} from "./chooseStrengths.ts";
import {bestReported, outcomeOf} from "./outcomeOf.ts";
import {verdictOf} from "./verdictOf.ts";
import {prompts} from "./verdictWords.ts";

export type FoundPlan = Pick<SweepPlan, "prompts" | "sets" | "unit" | "choosing" | "reporting">;

/**
 * What answers come to, however many there are so far: half of the prompts choose each set's strength, the other half report on it.
 * @param stopped why the judge was asked no more
 * @param drawn what the verdict says of facts and damage over the strengths is told by; over the prompts that choose; absent: by the points over all prompts
 */
export function findingsOf(
    plan: FoundPlan,
    {answers, knowledge}: Pick<SweepProgress, "answers" | "knowledge">,
    stopped?: string,
    drawn?: SweepFindings["points"]
): SweepFindings {
    const finished = new Set(answers.map(({prompt}) => prompt));
    const canChoose = plan.choosing.every((place) => finished.has(place));
    const chosen = canChoose ? chooseStrengths(answers, plan.choosing) : [];
    const isReported = ({arm, set, strength}: SweepPoint) =>
        arm === "unsteered" || arm === "prompt" || chosen.some((one) => one.set === set && one.strength === strength);
    const points = aggregatePoints(answers, {knowledge});
    const report = canChoose ? aggregatePoints(answers, {knowledge, prompts: plan.reporting}).filter(isReported) : [];
    const ratings = answers.flatMap((answer) => answer.ratings);
    const missing = missingOf(ratings);
    const isWhole = plan.prompts.every((_, place) => finished.has(place));
    if (!isWhole) return {points, chosen, report, missing, verdict: []};
    const best = bestReported(chosen, report);
    const outcome = best && outcomeOf(plan, answers, best);
    const verdict = verdictOf({plan, points: drawn ?? points, over: overWords(plan, drawn !== undefined), chosen, report, missing, stopped, best, outcome});
    return {points, chosen, report, missing, verdict, ...(outcome !== undefined && {outcome})};
}

function overWords({prompts: all, choosing}: FoundPlan, isChoosing: boolean): string {
    return isChoosing ? `the ${prompts(choosing.length)} that chose` : `all ${prompts(all.length)}`;
}

/** Of a problem's words as many as tell it. */
const TOLD = 160;

function missingOf(ratings: readonly Rating[]): SweepFindings["missing"] {
    const lost = ratings.filter(({value}) => value === null);
    const problems = [...Map.groupBy(lost, ({problem = ""}) => problem.slice(0, TOLD))].filter(([problem]) => problem !== "");
    const [most] = problems.sort(([, a], [, b]) => b.length - a.length);
    return {ratings: lost.length, of: ratings.length, ...(most !== undefined && {most: most[0]})};
}
