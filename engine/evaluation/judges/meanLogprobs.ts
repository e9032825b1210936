import type {SteerableModel, Turn} from "../../llama/types.ts";

/** What likelihoods are asked of; nothing is steered. */
export interface LikelihoodModel {
    readonly model: Pick<SteerableModel, "tokenize" | "tokenizeQuestion" | "scoreBranches">;
    /** tokens of a text that fit */
    readonly contextSize: number;
}

const UNSTEERED = {edits: [], scope: "answer"} as const;

/**
 * Mean log-probability of a token of each text as the answer to these turns, unsteered; natural log. The turns are evaluated once. Of what does not fit the
 * beginning counts.
 * @param room tokens of a text that count; absent: as many as fit behind these turns
 * @returns NaN for an empty text
 * @throws EngineError `model/context-full` where the turns alone do not fit, `model/evaluation-failed`; the signal's reason
 */
export async function meanLogprobs(
    {model, contextSize}: LikelihoodModel,
    turns: readonly Turn[],
    texts: readonly string[],
    signal?: AbortSignal,
    room = roomBehind({model, contextSize}, turns)
): Promise<number[]> {
    const question = model.tokenizeQuestion(turns);
    // what is there twice is evaluated once, and is the same to the last bit
    const different = [...new Set(texts)];
    const answers = different.map((text) => model.tokenize(text).slice(0, room));
    const branches = answers.flatMap((tokens) => (tokens.length === 0 ? [] : [{tokens: [...question.slice(-1), ...tokens], steering: {edits: []}}]));
    const scored = branches.length === 0 ? [] : await model.scoreBranches({prefix: question.slice(0, -1), steering: UNSTEERED, branches}, signal);
    let next = 0;
    const means = answers.map((tokens) => (tokens.length === 0 ? Number.NaN : meanOf(scored[next++]!)));
    return texts.map((text) => means[different.indexOf(text)]!);
}

/** Tokens of a text that fit behind some turns. */
export const roomBehind = ({model, contextSize}: LikelihoodModel, turns: readonly Turn[]) => Math.max(1, contextSize - model.tokenizeQuestion(turns).length);

const meanOf = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
