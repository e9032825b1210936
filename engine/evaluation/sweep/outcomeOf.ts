import type {Advantage, Arm, EvaluatedAnswer, Outcome, SweepPoint} from "../../contract/index.ts";
import {mean} from "../metrics/spread.ts";
import type {SweepFindings, SweepPlan} from "../types.ts";

type Chosen = SweepFindings["chosen"][number];

/** Points of score below which a difference is none, however sure. */
const NO_DIFFERENCE = 2;
/** A mean this far apart is no equality, also where it is no clear difference. */
const FAR = 10;

/** The set that scores most on the prompts that report. */
export function bestReported(chosen: readonly Chosen[], report: readonly SweepPoint[]): Chosen | undefined {
    const scoreOf = ({set}: Chosen) => report.find((point) => point.arm === "steered" && point.set === set)?.score?.mean ?? -1;
    return chosen.toSorted((a, b) => scoreOf(b) - scoreOf(a))[0];
}

/** A set at its strength beside each arm that is not steered by it. */
export function outcomeOf(plan: Pick<SweepPlan, "reporting">, answers: readonly EvaluatedAnswer[], best: Chosen): Outcome {
    const compared = (["unsteered", "prompt", "random"] as const).flatMap((arm) => {
        const comparison = compare(plan, answers, best, arm);
        return comparison === undefined ? [] : [[arm, comparison] as const];
    });
    return Object.fromEntries(compared);
}

/** Steered less the other arm, prompt by prompt. */
function compare({reporting}: Pick<SweepPlan, "reporting">, answers: readonly EvaluatedAnswer[], {set, strength}: Chosen, arm: Arm): Advantage | undefined {
    const of = (wanted: Arm, prompt: number) => {
        const scores = answers.flatMap((answer) => {
            const isIt =
                answer.arm === wanted && answer.prompt === prompt && (answer.set === undefined || (answer.set === set && answer.strength === strength));
            return isIt && answer.score !== null ? [answer.score] : [];
        });
        return scores.length === 0 ? undefined : mean(scores);
    };
    const differences = reporting.flatMap((prompt) => {
        const [steered, other] = [of("steered", prompt), of(arm, prompt)];
        return steered === undefined || other === undefined ? [] : [steered - other];
    });
    if (differences.length === 0) return undefined;
    const by = mean(differences);
    const variance = differences.length < 2 ? 0 : differences.reduce((sum, one) => sum + (one - by) ** 2, 0) / (differences.length - 1);
    const error = Math.sqrt(variance / differences.length);
    return {by, error, prompts: differences.length, told: told(by, error)};
}

function told(by: number, error: number): Advantage["told"] {
    if (Math.abs(by) > Math.max(NO_DIFFERENCE, 2 * error)) return by > 0 ? "above" : "below";
    return Math.abs(by) > FAR ? "unclear" : "same";
}
