import type {ModerationCategory} from "../contract/index.ts";
import type {SteerableModel} from "../llama/types.ts";
import {askOfFeature, type Evidence} from "./proposalPrompt.ts";
import {type Verdict, verdictOf} from "./verdictOf.ts";

export type JudgeModel = Pick<SteerableModel, "tokenizeTurns" | "placeOfLastTurn" | "scoreBranches">;

/**
 * What the model, unsteered, holds of a feature: the probability of each category's name as its answer, among those names alone. Nothing is sampled and nothing
 * parsed, so the same model says the same again.
 * @throws EngineError `model/context-full`, `model/evaluation-failed`; the signal's reason
 */
export async function judgeFeature(
    {model, policy, contextSize}: {readonly model: JudgeModel; readonly policy: readonly ModerationCategory[]; readonly contextSize: number},
    evidence: Evidence,
    signal?: AbortSignal
): Promise<Verdict> {
    const {prefix, answers} = askOfFeature(model, policy, evidence, contextSize);
    const branches = answers.map(({tokens}) => ({tokens, steering: {edits: []}}));
    const scored = await model.scoreBranches({prefix, steering: {edits: [], scope: "answer"}, branches}, signal);
    const shares = softmax(scored.map((logprobs) => logprobs.reduce((sum, logprob) => sum + logprob, 0)));
    return verdictOf(answers.map(({category}, i) => ({category, share: shares[i]!})));
}

function softmax(logits: readonly number[]): number[] {
    const highest = Math.max(...logits);
    const weights = logits.map((logit) => Math.exp(logit - highest));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
}
