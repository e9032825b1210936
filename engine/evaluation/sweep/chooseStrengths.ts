import type {EvaluatedAnswer, Sweep} from "../../contract/index.ts";
import {aggregatePoints} from "./aggregatePoints.ts";

/** Per set the strength with the best score on the prompts that choose; of equal ones the weakest. */
export function chooseStrengths(answers: readonly EvaluatedAnswer[], choosing: readonly number[]): Sweep["chosen"] {
    const steered = aggregatePoints(answers, {prompts: choosing}).filter(({arm, score}) => arm === "steered" && score !== null);
    return [...Map.groupBy(steered, ({set}) => set!).entries()].map(([set, points]) => {
        const [best] = points.toSorted((a, b) => b.score!.mean - a.score!.mean || Math.abs(a.strength) - Math.abs(b.strength));
        return {set, strength: best!.strength, score: best!.score!.mean};
    });
}
