import type {LlamaContextSequence, LlamaModel, Token} from "node-llama-cpp";
import type {TappedContext} from "./TappedContext.ts";

/** Plain prose of several kinds: what R means is the length of the residual over ordinary text, and a median of a hundred tokens settles it within a few percent. */
const TEXT =
    "The library opens at nine in the morning and closes at six. Water boils at a lower temperature on a mountain, because the air presses less on it. " +
    "She asked whether the train would be late again, and he said that nobody knew. To make the soup, cut two onions, fry them slowly, add a litre of stock and wait. " +
    "A function that calls itself must have a case in which it does not. In 1969 two people walked on the Moon while a third went round it. " +
    "Please let me know by Friday if the date does not suit you, so that we can find another one.";

/**
 * R for dictionaries whose file does not carry it: the median L2 norm of a layer's residual over ordinary tokens, in the model's units.
 * One forward pass of about a hundred tokens that ends at the layer.
 * @returns undefined when the text has no ordinary tokens in this vocabulary
 */
export async function measureResidualNorm(
    {tapped, sequence, model}: {readonly tapped: TappedContext; readonly sequence: LlamaContextSequence; readonly model: LlamaModel},
    layer: number
): Promise<number | undefined> {
    const bos = model.tokens.shouldPrependBosToken && model.tokens.bos !== null ? [model.tokens.bos] : [];
    const tokens = [...bos, ...model.tokenize(TEXT)].slice(0, Math.min(tapped.context.batchSize, sequence.contextSize));
    const norms: number[] = [];
    await sequence.clearHistory();
    tapped.plan(sequence, {
        read: {
            topK: [],
            watch: [],
            residualLayer: layer,
            only: true,
            readsAt: (_, token) => !model.isSpecialToken(token as Token),
            onReadout(_positions, {residual, columns}, records) {
                const dModel = residual.length / columns.length;
                for (const record of records) norms.push(Math.hypot(...residual.subarray(record * dModel, (record + 1) * dModel)));
            }
        }
    });
    try {
        await sequence.evaluateWithoutGeneratingNewTokens(tokens);
    } finally {
        tapped.plan(sequence, undefined);
        await sequence.clearHistory();
    }
    return norms.toSorted((a, b) => a - b)[Math.floor(norms.length / 2)];
}
