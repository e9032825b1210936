import type {z} from "zod";
import type {evaluationEstimateSchema} from "../../contract/index.ts";
import type {SteerableModel} from "../../llama/types.ts";
import {turnsOf} from "../answerMany.ts";
import type {SweepPlan} from "../types.ts";

export type EvaluationEstimate = z.infer<typeof evaluationEstimateSchema>;

/** Answers to each prompt from each seed. */
export function conditionsPerPrompt({sets, strengths, arms}: SweepPlan): number {
    const swept = arms.filter((arm) => arm === "steered" || arm === "random" || arm === "prompt-and-steer").length;
    return 1 + (arms.includes("prompt") ? 1 : 0) + sets.length * strengths.length * swept;
}

/** Passes that the likelihood judge makes over an answer: its own question, the instruction, and up to three other questions; one more tells its likelihood. */
const passes = (prompts: number) => 1 + 2 + Math.min(3, prompts - 1);

/**
 * What a sweep takes at most: every answer as long as it may get.
 * @param speed tokens a second of this model, where they were measured
 */
export function estimateSweep(
    plan: SweepPlan,
    model: Pick<SteerableModel, "tokenizeQuestion">,
    isLikelihood: boolean,
    speed?: {readonly read: number; readonly written: number}
): EvaluationEstimate {
    const answers = plan.prompts.length * plan.seeds.length * conditionsPerPrompt(plan);
    const answerTokens = answers * plan.sampling.maxTokens;
    const questions = plan.prompts.reduce((sum, {text}) => sum + model.tokenizeQuestion(turnsOf("", text)).length, 0) * plan.seeds.length;
    const rereads = isLikelihood ? passes(plan.prompts.length) : 1;
    const knowledge = plan.knowledge.reduce((sum, {choices, begin}) => {
        const ofChoices = choices.reduce((letters, choice) => letters + begin.length + choice.length, 0) / 4;
        return sum + ofChoices * (1 + plan.sets.length * plan.strengths.length);
    }, 0);
    const promptTokens = Math.round(questions * (rereads + 2) + answerTokens * rereads + knowledge);
    return {
        answers,
        promptTokens,
        answerTokens,
        ratings: 4 * answers,
        ...(speed !== undefined && {seconds: promptTokens / speed.read + answerTokens / speed.written})
    };
}
