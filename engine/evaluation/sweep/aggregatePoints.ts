import type {Arm, EvaluatedAnswer, Spread, SweepPoint} from "../../contract/index.ts";
import {metricSchema} from "../../contract/index.ts";
import {spread} from "../metrics/spread.ts";
import type {KnowledgeShare} from "../types.ts";

const ARMS: readonly Arm[] = ["unsteered", "prompt", "random", "steered", "prompt-and-steer"];

/**
 * What each arm comes to at each set and strength, over prompts.
 * @param prompts places of those that count; absent: all
 */
export function aggregatePoints(
    answers: readonly EvaluatedAnswer[],
    {knowledge = [], prompts}: {readonly knowledge?: readonly KnowledgeShare[]; readonly prompts?: readonly number[] | undefined} = {}
): SweepPoint[] {
    const counted = prompts === undefined ? answers : answers.filter(({prompt}) => prompts.includes(prompt));
    const groups = Map.groupBy(counted, ({arm, set, strength}) => JSON.stringify([ARMS.indexOf(arm), set ?? -1, strength]));
    return [...groups.values()].map((group) => pointOf(group, knowledge)).sort(inOrder);
}

const inOrder = (a: SweepPoint, b: SweepPoint) => ARMS.indexOf(a.arm) - ARMS.indexOf(b.arm) || (a.set ?? -1) - (b.set ?? -1) || a.strength - b.strength;

function pointOf(group: readonly EvaluatedAnswer[], knowledge: readonly KnowledgeShare[]): SweepPoint {
    const {arm, set, strength} = group[0]!;
    const prompts = [...Map.groupBy(group, ({prompt}) => prompt).values()];
    const over = (value: (answer: EvaluatedAnswer) => number | null): Spread | null => spread(prompts.map((seeds) => seeds.map(value)));
    const metrics: SweepPoint["metrics"] = {};
    for (const metric of metricSchema.options) {
        const found = over((answer) => {
            const rating = answer.ratings.find((one) => one.metric === metric)?.value;
            return rating === undefined || rating === null ? null : 50 * rating;
        });
        if (found !== null) metrics[metric] = found;
    }
    const asked = arm === "unsteered" || arm === "steered" ? knowledge.find((one) => one.set === set && one.strength === strength) : undefined;
    return {
        arm,
        ...(set !== undefined && {set}),
        strength,
        score: over(({score}) => score),
        metrics,
        repetition: over(({repetition}) => repetition)!,
        nllRise: over(({nllRise}) => nllRise)!,
        knowledge: asked?.right ?? null
    };
}
