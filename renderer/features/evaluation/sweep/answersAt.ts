import type {Arm, EvaluatedAnswer} from "../../../../engine/contract/evaluation.ts";

interface Looked {
    readonly set: number;
    readonly strength: number;
    readonly prompt: number;
    readonly seed: number;
}

/** What one prompt was answered with one seed at a strength of a set, by arm; arms without strengths answer the same at each. */
export function answersAt(answers: readonly EvaluatedAnswer[], {set, strength, prompt, seed}: Looked): ReadonlyMap<Arm, EvaluatedAnswer> {
    const found = new Map<Arm, EvaluatedAnswer>();
    for (const answer of answers) {
        if (answer.prompt !== prompt || answer.seed !== seed) continue;
        const acts = answer.set !== undefined;
        if (!acts || (answer.set === set && answer.strength === strength)) found.set(answer.arm, answer);
    }
    return found;
}
