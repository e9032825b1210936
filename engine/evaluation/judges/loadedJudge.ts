import {isEngineError, type Metric, type Rating} from "../../contract/index.ts";
import {commonStart} from "../damage/commonStart.ts";
import type {Judge} from "../types.ts";
import {factsRating} from "./factuality.ts";
import {judgePrompt, RATE_AT_ONCE, ratingAnswer} from "./judgePrompts.ts";
import type {LikelihoodModel} from "./meanLogprobs.ts";

const RATINGS = [0, 1, 2];

/**
 * The loaded model, unsteered, asked one metric at a time. Nothing is sampled: the rating is the mean of 0, 1 and 2 weighed by how likely the model is to answer each.
 */
export function loadedJudge(model: LikelihoodModel, modelName: string): Judge {
    const name = `${modelName}, unsteered`;

    async function ask(metric: Metric, prompt: string, signal: AbortSignal): Promise<Rating> {
        const rating = {metric, judge: name, prompt};
        try {
            const shares = await sharesOf(model, prompt, signal);
            const value = shares.reduce((sum, share, i) => sum + share * RATINGS[i]!, 0);
            return {...rating, value: Math.min(2, value), reply: shares.map((share, i) => `p(${RATINGS[i]}) ${share.toFixed(4)}`).join(", ")};
        } catch (error) {
            signal.throwIfAborted();
            if (!isEngineError(error, "model/context-full")) throw error;
            return {...rating, value: null, reply: "", problem: error.message};
        }
    }

    return {
        name,
        async rate(question, answers, signal) {
            const rated: Rating[][] = [];
            for (const answer of answers) {
                const ratings: Rating[] = [];
                for (const metric of question.metrics) {
                    if (metric === "factuality" && question.facts?.length) ratings.push(factsRating(question.facts, answer));
                    else ratings.push(await ask(metric, `${judgePrompt(metric, question, answer)}\n\n${RATE_AT_ONCE}`, signal));
                }
                rated.push(ratings);
            }
            return rated;
        }
    };
}

/** Probabilities of the ratings as the answer, among themselves. */
async function sharesOf({model}: LikelihoodModel, prompt: string, signal: AbortSignal): Promise<number[]> {
    const question = model.tokenizeQuestion([{role: "user", content: prompt}]);
    const answers = RATINGS.map((rating) => model.tokenize(ratingAnswer(rating)));
    // how far they begin alike is the tokenizer's matter: a digit may be one token with the bracket before it
    const common = commonStart(answers);
    const prefix = [...question, ...answers[0]!.slice(0, common)];
    const branches = answers.map((tokens) => ({tokens: [...prefix.slice(-1), ...tokens.slice(common)], steering: {edits: []}}));
    const scored = await model.scoreBranches({prefix: prefix.slice(0, -1), steering: {edits: [], scope: "answer"}, branches}, signal);
    const logs = scored.map((logprobs) => logprobs.reduce((sum, logprob) => sum + logprob, 0));
    const highest = Math.max(...logs);
    const weights = logs.map((log) => Math.exp(log - highest));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
}
