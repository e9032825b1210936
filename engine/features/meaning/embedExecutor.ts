import {setImmediate} from "node:timers/promises";
import {z} from "zod";
import type {Embedder} from "../../llama/loadEmbedder.ts";
import type {Executor} from "../../runs/types.ts";
import type {Store} from "../../store/openStore.ts";
import {toWholeNumbers} from "./toWholeNumbers.ts";

export const embedInputSchema = z.object({dictionary: z.string(), path: z.string()});
export type EmbedInput = z.infer<typeof embedInputSchema>;

interface Deps {
    readonly store: Store;
    /** the embedding model of this file; whoever opened it disposes it */
    readonly open: (path: string, signal: AbortSignal) => Promise<{readonly id: string; readonly embedder: Pick<Embedder, "embed">}>;
    /** resolves when no answer is being written */
    readonly idle: (signal: AbortSignal) => Promise<unknown>;
}

/** Labels that are read, and written, at once. */
const STEP = 32;
/** Old vectors that are deleted at once. */
const SWEEP = 2000;

/**
 * Embeds the labels of a dictionary that the model has not read yet. What is done is in the store at once, so there is no checkpoint: a run that is stopped goes
 * on with what is missing, and one that is begun again after labels changed takes only those.
 */
export function embedExecutor({store, open, idle}: Deps): Executor<EmbedInput, true, {embedded: number}> {
    return {
        limit: 1,
        resumes: true,
        readInput: (stored) => embedInputSchema.parse(stored),
        readCheckpoint: () => true,
        async execute({input: {dictionary, path}}, {signal, onProgress}) {
            onProgress({stage: "loading", done: 0, total: 1, unit: "items"});
            const {id} = await open(path, signal);
            while (store.meaning.sweepOthers(id, SWEEP) > 0) await pause(signal);
            const {labels, embedded: before} = store.meaning.counts(id, dictionary);
            let embedded = 0;
            for (let last = 0; ; ) {
                const some = store.meaning.unread(id, dictionary, last, STEP);
                if (some.length === 0) break;
                await idle(signal);
                // asked for again and again, so that it is not put away as unused
                const {embedder} = await open(path, signal);
                const vectors = [];
                for (const {id: label, description} of some) {
                    signal.throwIfAborted();
                    vectors.push({label, description, ...toWholeNumbers(await embedder.embed(description, "document"))});
                }
                store.meaning.save(id, vectors);
                last = some.at(-1)!.id;
                embedded += vectors.length;
                const done = before + embedded;
                onProgress({stage: "embedding", done, total: Math.max(labels, done), unit: "items"});
                await pause(signal);
            }
            return {embedded};
        },
        // what was embedded is of use to the next run
        discard: async () => undefined
    };
}

async function pause(signal: AbortSignal): Promise<void> {
    await setImmediate();
    signal.throwIfAborted();
}
