import type {ScoreRequest, SteerableModel} from "../llama/types.ts";

const NOTHING = {edits: [], scope: "prompt-and-answer"} as const;

/**
 * Sum of -log p(token | tokens before), in nats, over the ordinary tokens of a window. What is predicted from the first token alone is left out:
 * BOS is never replaced, so it would say nothing.
 * @param replace what stands in the residual's place at ordinary tokens; absent: nothing
 */
export async function crossEntropy(
    model: Pick<SteerableModel, "score" | "isSpecial">,
    window: readonly number[],
    replace: ScoreRequest["replace"],
    signal?: AbortSignal
): Promise<{readonly nats: number; readonly tokens: number}> {
    const [score] = await model.score({texts: [window], steering: NOTHING, ...(replace !== undefined && {replace})}, signal);
    let nats = 0;
    let tokens = 0;
    score!.tokenLogprobs.forEach((logprob, i) => {
        if (i === 0 || model.isSpecial(window[i + 1]!)) return;
        nats -= logprob;
        tokens++;
    });
    return {nats, tokens};
}
