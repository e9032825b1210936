import type {SweepPlan} from "../types.ts";

/** Answers to each prompt from each seed. */
export function conditionsPerPrompt({sets, strengths, arms}: Pick<SweepPlan, "sets" | "strengths" | "arms">): number {
    const swept = arms.filter((arm) => arm === "steered" || arm === "random" || arm === "prompt-and-steer").length;
    return 1 + (arms.includes("prompt") ? 1 : 0) + sets.length * strengths.length * swept;
}
