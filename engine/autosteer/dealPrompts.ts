import {EngineError, type EvaluationPrompt} from "../contract/index.ts";
import {type AutosteerPlan, PROOF} from "./plans.ts";
import {shuffled} from "./shuffled.ts";

export interface Dealt {
    /** answered in pairs */
    readonly paired: readonly EvaluationPrompt[];
    /** how many of them, from the end, are kept back */
    readonly validation: number;
    /** answered unsteered, to measure damage by */
    readonly neutral: readonly EvaluationPrompt[];
    /** of which no stage before the proof knows */
    readonly fresh: readonly EvaluationPrompt[];
}

/**
 * Which prompt is for what, each for one thing alone. Where there are few, those that report come first, then those in pairs; neutral ones may be missing.
 * @throws EngineError `evaluation/not-possible` for fewer than four
 */
export function dealPrompts(pool: readonly EvaluationPrompt[], plan: AutosteerPlan, seed: number): Dealt {
    const given = shuffled([...new Map(pool.map((prompt) => [prompt.text, prompt])).values()], seed);
    if (given.length < 4) throw new EngineError("evaluation/not-possible", {detail: `there are ${given.length} different prompts, and it takes four`});
    const nFresh = Math.min(PROOF.reporting, Math.max(1, Math.floor(given.length / 4)));
    const fresh = given.slice(0, nFresh);
    const rest = given.slice(nFresh);
    const nNeutral = Math.min(plan.neutral, Math.floor(rest.length / 4));
    const neutral = rest.slice(0, nNeutral);
    const paired = rest.slice(nNeutral, nNeutral + plan.prompts);
    const validation = Math.max(1, Math.min(plan.validation, Math.floor(paired.length / 3)));
    return {paired, validation, neutral, fresh};
}
