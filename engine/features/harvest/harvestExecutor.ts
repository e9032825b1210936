import {mkdir, rm} from "node:fs/promises";
import {join} from "node:path";
import {z} from "zod";
import {isEngineError} from "../../contract/index.ts";
import type {SteerableModel} from "../../llama/types.ts";
import type {Executor, ExecutorContext, Job} from "../../runs/types.ts";
import type {Store} from "../../store/openStore.ts";
import {openCorpus} from "../corpus/openCorpus.ts";
import {HarvestAdder} from "./HarvestAdder.ts";
import {type HarvestPlace, harvestPlaceSchema} from "./harvestPlace.ts";
import {keepHarvest} from "./keepHarvest.ts";
import {type ReadTexts, readCorpus} from "./readCorpus.ts";
import {readSnapshot} from "./snapshot.ts";
import {TextFile} from "./TextFile.ts";

export const harvestInputSchema = z.object({
    modelId: z.string(),
    dictionary: z.string(),
    /** absolute */
    corpus: z.string(),
    /** most tokens that are evaluated */
    maxTokens: z.number().int().min(1)
});
export type HarvestInput = z.infer<typeof harvestInputSchema>;

/** The model that a harvest runs on, while it is loaded; one harvest at a time has it. */
export interface HarvestModel {
    readonly model: Pick<SteerableModel, "tokenize" | "tokenizeTurns" | "detokenize" | "harvest" | "releaseHarvester">;
    readonly name: string;
    readonly dictionary: {readonly id: string; readonly nFeatures: number};
    /** tokens of a text that fit */
    readonly contextSize: number;
    /** aborted when the model goes, which waits for `giveBack` */
    readonly gone: AbortSignal;
    readonly giveBack: () => void;
}

interface Deps {
    readonly store: Store;
    /** folder in which each run has one of its own */
    readonly folder: string;
    /** resolves when the model is loaded with the dictionary; tells what it waits for */
    readonly open: (input: HarvestInput, signal: AbortSignal, onWait: (note: string) => void) => Promise<HarvestModel>;
    /** resolves when no answer is being written, with a signal that is aborted when one begins */
    readonly quiet: (signal: AbortSignal) => Promise<AbortSignal>;
    readonly snapshotEveryMs?: number;
}

/** A snapshot of 65,536 features is more than a quarter of a gigabyte. */
const SNAPSHOT_EVERY_MS = 60_000;

const START = {document: 0, window: 0, texts: 0, evaluated: 0, complete: false};

/**
 * Runs a corpus through the model up to the tap, and keeps of every feature how often and how strongly it fires, where, and beside which others.
 */
export function harvestExecutor(deps: Deps): Executor<HarvestInput, true, {harvest: string; dictionary: string; tokens: number; read: string}> {
    const {store, folder, snapshotEveryMs = SNAPSHOT_EVERY_MS} = deps;
    return {
        // those that wait for another model hold nobody up; `open` lets one at a time read
        limit: 16,
        resumes: true,
        readInput: (stored) => harvestInputSchema.parse(stored),
        readCheckpoint: () => true,
        async execute(job, context) {
            const own = join(folder, job.id);
            await mkdir(own, {recursive: true});
            for (;;) {
                const loaded = await openModel(deps, job, context);
                try {
                    const found = await harvest({...deps, snapshotEveryMs}, {job, context, loaded, own});
                    await rm(own, {recursive: true, force: true});
                    return {harvest: job.id, dictionary: loaded.dictionary.id, ...found};
                } catch (error) {
                    // a model that was taken away is waited for; what was read is in the snapshot
                    if (context.signal.aborted || !loaded.gone.aborted) throw error;
                } finally {
                    await giveBack(loaded);
                }
            }
        },
        async discard(job) {
            store.harvests.remove(job.id);
            await rm(join(folder, job.id), {recursive: true, force: true});
        }
    };
}

function openModel({open}: Deps, {input}: Job<HarvestInput, true>, {signal, onProgress}: ExecutorContext<true>): Promise<HarvestModel> {
    return open(input, signal, (note) => onProgress({stage: "waiting", done: 0, total: 0, unit: "tokens", note}));
}

/** May be called again. */
async function giveBack({model, giveBack: done}: HarvestModel): Promise<void> {
    await model.releaseHarvester().catch(() => undefined);
    done();
}

interface Attempt {
    readonly job: Job<HarvestInput, true>;
    readonly context: ExecutorContext<true>;
    readonly loaded: HarvestModel;
    /** the run's own folder */
    readonly own: string;
}

/** @returns the ordinary tokens that were counted, and how much of the corpus that is */
async function harvest({store, quiet, snapshotEveryMs}: Deps & {readonly snapshotEveryMs: number}, {job, context, loaded, own}: Attempt) {
    const {corpus: path, dictionary, maxTokens} = job.input;
    const corpus = await openCorpus(path);
    const adder = new HarvestAdder(loaded.dictionary.nFeatures);
    const {state} = adder;
    const signal = AbortSignal.any([context.signal, loaded.gone]);
    let texts: TextFile | undefined;
    try {
        const snapshot = join(own, "state");
        const from = await resume(snapshot, adder, corpus.bytes);
        texts = await TextFile.open(join(own, "texts"));
        const give = () => giveBack(loaded);
        const reading = {path, corpus, maxTokens, dictionary, loaded, adder, from, texts, snapshot, snapshotEveryMs, context, signal, quiet, giveBack: give};
        const read = await readCorpus(reading);
        const {name, model} = loaded;
        const detokenize = (tokens: readonly number[]) => model.detokenize(tokens);
        const kept = {id: job.id, dictionary: loaded.dictionary.id, model: name, corpus: path, state, texts, nTexts: read.texts, detokenize};
        await keepHarvest(store, {...kept, context: {...context, signal}});
        return {tokens: state.tokens, read: howMuch(read, job.input)};
    } finally {
        await texts?.close();
        await adder.close();
    }
}

/** In words: a limit that ended it, or that the corpus is smaller than the limit, is no detail of what was found. */
function howMuch({texts, evaluated, share}: ReadTexts, {maxTokens}: HarvestInput): string {
    const all = `${texts} ${texts === 1 ? "text" : "texts"}, ${evaluated} tokens with special ones`;
    if (evaluated < maxTokens) return `all of the corpus: ${all}`;
    const percent = share === undefined ? "" : `, about ${(100 * share).toPrecision(2)} % of the corpus`;
    return `stopped at the limit of ${maxTokens} tokens${percent}: ${all}; what comes after was not read`;
}

/**
 * @returns where the last snapshot was taken; the start where there is none that can be read: of a run, too, that an earlier version left half done, as its
 * arrays are others
 */
async function resume(path: string, adder: HarvestAdder, bytes: number): Promise<HarvestPlace> {
    const arrays = adder.state.arrays();
    try {
        const {counters, ...place} = harvestPlaceSchema.parse(await readSnapshot(path, arrays));
        if (place.bytes === bytes) {
            adder.restore(counters);
            return place;
        }
    } catch (error) {
        if (!isEngineError(error) && !(error instanceof z.ZodError)) throw error;
    }
    for (const array of Object.values(arrays)) array.fill(0);
    return {...START, bytes};
}
