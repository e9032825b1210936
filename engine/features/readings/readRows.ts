import type {ReadingModel, TokenRow} from "./types.ts";

/**
 * Every feature that fires on each token of a text that fits the context.
 * @throws EngineError `model/context-full`, `dictionary/not-loaded`; the signal's reason
 */
export async function readRows({model}: ReadingModel, tokens: readonly number[], dictionary: string, signal?: AbortSignal): Promise<TokenRow[]> {
    const rows: TokenRow[] = [];
    const take = ({positions, offsets, features, values}: Parameters<Parameters<ReadingModel["model"]["readWhole"]>[2]>[0]) => {
        positions.forEach((position, i) => {
            rows.push({position, features: features.subarray(offsets[i]!, offsets[i + 1]!), values: values.subarray(offsets[i]!, offsets[i + 1]!)});
        });
    };
    await model.readWhole(tokens, dictionary, take, signal);
    return rows;
}
