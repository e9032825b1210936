import type {EvaluatedAnswer} from "../../contract/index.ts";
import {mean} from "../metrics/spread.ts";

/** What earlier answers tell of those to come. */
export interface Experience {
    /** share of the answers to a prompt that nothing else was written alike */
    readonly different: number;
    /** mean tokens of an answer that may have so many */
    readonly length: (maxTokens: number) => number;
}

/**
 * Of a model that has not been swept yet: weak steps often change nothing, and what was written twice is judged once. On the demo .4 to .55 of the answers were different,
 * without steps that change nothing more are. How long it answers is not known: as long as it may.
 */
export const NO_EXPERIENCE: Experience = {different: 0.55, length: (maxTokens) => maxTokens};

/** @param longest tokens that an answer was allowed. @returns undefined where there are no answers */
export function experienceOf(answers: readonly EvaluatedAnswer[], longest: number): Experience | undefined {
    if (answers.length === 0) return undefined;
    const together = [...Map.groupBy(answers, ({prompt, seed}) => `${prompt}/${seed}`).values()];
    return {
        different: mean(together.map((some) => new Set(some.map(({text}) => text)).size / some.length)),
        // one that was cut off would have gone on
        length: (maxTokens) => mean(answers.map(({tokens}) => (tokens >= longest ? maxTokens : Math.min(tokens, maxTokens))))
    };
}
