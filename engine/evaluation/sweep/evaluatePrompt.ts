import type {EvaluatedAnswer, Metric, Rating} from "../../contract/index.ts";
import {answerMany, turnsOf} from "../answerMany.ts";
import {meanLogprobs} from "../judges/meanLogprobs.ts";
import {harmonicScore} from "../metrics/harmonicScore.ts";
import {repetition} from "../metrics/repetition.ts";
import type {EvaluatedModel, Judge, SweepHooks, SweepPlan} from "../types.ts";
import type {Condition} from "./conditionsOf.ts";

interface Deps {
    readonly model: EvaluatedModel;
    readonly judge: Judge;
    readonly signal: AbortSignal;
    readonly hooks: SweepHooks;
}

const SCORED: readonly Metric[] = ["concept", "instruction", "fluency"];
const METRICS: readonly Metric[] = [...SCORED, "factuality"];

/** Answers one prompt under every condition and seed, side by side, and has the answers judged. The unsteered condition is the first. */
export async function evaluatePrompt({model: lent, judge, signal, hooks}: Deps, plan: SweepPlan, place: number, conditions: readonly Condition[]) {
    const {text: question, facts} = plan.prompts[place]!;
    const evaluated: EvaluatedAnswer[] = [];
    for (const [s, seed] of plan.seeds.entries()) {
        await hooks.giveWay();
        const asked = conditions.map(({system, steering}) => ({system, steering, sampling: {...plan.sampling, seed}}));
        const {answers, promptTokens, answerTokens} = await answerMany(lent.model, question, asked, signal);
        hooks.onTokens({promptTokens, answerTokens}, question);
        const texts = answers.map(({text}) => text.trim());
        const unsteered = texts[0]!;
        const prompted = texts[conditions.findIndex(({arm}) => arm === "prompt")];

        // weak steps often change nothing: what was written twice is judged once
        const different = [...new Set(texts)];
        await hooks.giveWay();
        const logprobs = await meanLogprobs(lent, turnsOf("", question), different, signal);
        await hooks.giveWay();
        const rated = await judge.rate(
            {question, behaviour: plan.behaviour, unsteered, prompted, otherQuestions: others(plan, place), facts, metrics: METRICS},
            different,
            signal
        );
        const places = texts.map((text) => different.indexOf(text));
        const nlls = places.map((at) => (Number.isNaN(logprobs[at]!) ? 0 : -logprobs[at]!));
        for (const [i, {arm, set, strength}] of conditions.entries()) {
            const ratings = [...rated[places[i]!]!];
            evaluated.push({
                id: (place * plan.seeds.length + s) * conditions.length + i,
                arm,
                ...(set !== undefined && {set}),
                strength,
                prompt: place,
                seed: s,
                text: texts[i]!,
                tokens: answers[i]!.tokens.length,
                finishReason: answers[i]!.finishReason,
                ratings,
                score: harmonicScore(SCORED.map((metric) => ratingOf(ratings, metric))),
                repetition: repetition(texts[i]!),
                nll: nlls[i]!,
                nllRise: texts[i] === "" ? 0 : nlls[i]! - nlls[0]!
            });
        }
    }
    return evaluated;
}

const ratingOf = (ratings: readonly Rating[], metric: Metric) => ratings.find((rating) => rating.metric === metric)?.value;

/** The plan's other questions, those that come next first. */
function others({prompts}: SweepPlan, place: number): string[] {
    return [...prompts.slice(place + 1), ...prompts.slice(0, place)].map(({text}) => text);
}
