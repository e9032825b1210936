import type {EvaluationPrompt, Sampling, SweepInput} from "../../contract/index.ts";
import type {KnowledgeQuestion, SweepPlan} from "../types.ts";

export interface SweepGiven {
    readonly prompts: readonly EvaluationPrompt[];
    readonly knowledge: readonly KnowledgeQuestion[];
    /** what the model is best sampled with */
    readonly sampling: Sampling;
}

/** What a sweep that was asked for comes to: every second prompt chooses, the others report; strengths once each, the weakest first. */
export function sweepPlan(input: SweepInput, {prompts, knowledge, sampling}: SweepGiven): SweepPlan {
    const places = [...prompts.keys()];
    const own = Object.fromEntries(Object.entries(input.sampling).filter(([, value]) => value !== undefined));
    return {
        prompts,
        seeds: [...new Set(input.seeds)],
        behaviour: input.behaviour,
        sets: input.sets,
        unit: "R",
        strengths: [...new Set(input.strengths)].sort((a, b) => a - b),
        arms: input.arms,
        knowledge: input.damage ? knowledge : [],
        sampling: {...sampling, ...own, maxTokens: input.maxTokens},
        choosing: places.filter((place) => place % 2 === 0),
        reporting: places.filter((place) => place % 2 === 1)
    };
}
