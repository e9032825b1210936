import type {EvaluatedAnswer, Sweep} from "../../contract/index.ts";
import {smoothed} from "../metrics/smoothed.ts";
import {aggregatePoints} from "./aggregatePoints.ts";

/** Points of score that a few prompts don't tell apart. */
const NEARLY = 5;

/**
 * Per set the strength that does best on the prompts that choose; of those that do nearly as well the one whose neighbours do best too, of equal ones the weakest.
 * @returns with its own score
 */
export function chooseStrengths(answers: readonly EvaluatedAnswer[], choosing: readonly number[]): Sweep["chosen"] {
    const steered = aggregatePoints(answers, {prompts: choosing}).filter(({arm, score}) => arm === "steered" && score !== null);
    return [...Map.groupBy(steered, ({set}) => set!).entries()].map(([set, points]) => {
        const line = points.toSorted((a, b) => a.strength - b.strength);
        const scores = line.map(({score}) => score!.mean);
        const smooth = smoothed(scores);
        const near = [...line.keys()].filter((i) => scores[i]! >= Math.max(...scores) - NEARLY);
        const [best] = near.sort((a, b) => smooth[b]! - smooth[a]! || Math.abs(line[a]!.strength) - Math.abs(line[b]!.strength));
        return {set, strength: line[best!]!.strength, score: scores[best!]!};
    });
}
