import {EngineError} from "../contract/index.ts";
import {dictionaryIndex, type LoadedParts} from "./loadedModel.ts";
import {mutex} from "./mutex.ts";
import {TappedContext} from "./TappedContext.ts";
import type {Harvested, HarvestRequest} from "./types.ts";

/** Longest text of a harvest, tokens. */
export const HARVEST_WINDOW = 256;
/** Texts that are evaluated side by side. */
const SEQUENCES = 8;
/**
 * Tokens of one evaluation, and the context's whole memory. Matrix products are large enough for every device; and as each token's attention goes over all
 * the texts beside it only to mask them out, twice as many would cost a small model a tenth of its speed.
 */
const BATCH = 512;

/** The context on which texts are harvested, made when it is first needed: it costs the keys and values of 512 tokens. */
export function harvesterOf(parts: LoadedParts) {
    const {model, nativeDictionaries, threads, dictionaries, isSpecial} = parts;
    const inTurn = mutex();
    let context: TappedContext | undefined;

    const create = async () => {
        try {
            return await TappedContext.create(model, nativeDictionaries, threads, {
                // they share it: a text may take more than its part
                contextSize: BATCH / SEQUENCES,
                sequences: SEQUENCES,
                batchSize: BATCH
            });
        } catch (cause) {
            if (cause instanceof EngineError) throw cause;
            throw new EngineError("model/no-memory", {path: parts.info.path, detail: `context for harvesting: ${String(cause)}`}, {cause});
        }
    };

    return {
        harvest: ({texts, dictionary}: HarvestRequest, signal?: AbortSignal): Promise<Harvested> =>
            inTurn(async () => {
                signal?.throwIfAborted();
                const index = dictionaryIndex(dictionaries, dictionary);
                context ??= await create();
                const tokens = Int32Array.from(texts.flat());
                const offsets = new Int32Array(texts.length + 1);
                texts.forEach((text, i) => {
                    offsets[i + 1] = offsets[i]! + text.length;
                });
                return context.harvest({tokens, offsets, skip: Uint8Array.from(tokens, (token) => (isSpecial(token) ? 1 : 0)), dictionary: index}, signal);
            }),
        release: (): Promise<void> =>
            inTurn(async () => {
                const last = context;
                context = undefined;
                await last?.dispose();
            })
    };
}
