import {mkdir, rm} from "node:fs/promises";
import {join} from "node:path";
import {z} from "zod";
import {EngineError, isEngineError} from "../../contract/index.ts";
import {HARVEST_WINDOW} from "../../llama/harvesterOf.ts";
import type {SteerableModel} from "../../llama/types.ts";
import type {Executor, ExecutorContext, Job} from "../../runs/types.ts";
import type {Store} from "../../store/openStore.ts";
import {openCorpus} from "../corpus/openCorpus.ts";
import type {Corpus} from "../corpus/types.ts";
import {HarvestState} from "./HarvestState.ts";
import {keepHarvest} from "./keepHarvest.ts";
import {readSnapshot, writeSnapshot} from "./snapshot.ts";
import {TextFile} from "./TextFile.ts";
import {windowsOf} from "./windowsOf.ts";

export const harvestInputSchema = z.object({
    modelId: z.string(),
    dictionary: z.string(),
    /** absolute */
    corpus: z.string(),
    /** most tokens that are evaluated */
    maxTokens: z.number().int().min(1)
});
export type HarvestInput = z.infer<typeof harvestInputSchema>;

/** The model that a harvest runs on, while it is loaded. */
export interface HarvestModel {
    readonly model: Pick<SteerableModel, "tokenize" | "tokenizeTurns" | "harvest" | "releaseHarvester">;
    readonly name: string;
    readonly dictionary: {readonly id: string; readonly nFeatures: number};
    /** tokens of a text that fit */
    readonly contextSize: number;
    /** aborted when the model goes */
    readonly gone: AbortSignal;
}

interface Deps {
    readonly store: Store;
    /** folder in which each run has one of its own */
    readonly folder: string;
    /** resolves when the model is loaded with the dictionary */
    readonly open: (input: HarvestInput, signal: AbortSignal) => Promise<HarvestModel>;
    /** resolves when no answer is being written */
    readonly idle: (signal: AbortSignal) => Promise<void>;
    readonly snapshotEveryMs?: number;
}

/** Texts that are evaluated in one call. The same for every run: which texts share a batch decides the last digits of their numbers. */
const CHUNK = 8;
/** A snapshot of 65,536 features is a quarter of a gigabyte. */
const SNAPSHOT_EVERY_MS = 60_000;

/** Where a harvest is: the next document, and how many of its windows are done. */
const placeSchema = z.object({
    document: z.number(),
    window: z.number(),
    texts: z.number(),
    evaluated: z.number(),
    complete: z.boolean(),
    counters: z.object({tokens: z.number(), sinks: z.number(), norms: z.array(z.number())})
});
type Place = Omit<z.infer<typeof placeSchema>, "counters">;

const START: Place = {document: 0, window: 0, texts: 0, evaluated: 0, complete: false};

/**
 * Runs a corpus through the model up to the tap, and keeps of every feature how often and how strongly it fires, where, and beside which others.
 * Snapshots are taken at the ends of chunks, and chunks are cut the same way every time, so that a run that was killed ends with the numbers of one
 * that was not.
 */
export function harvestExecutor(deps: Deps): Executor<HarvestInput, true, {harvest: string; dictionary: string; tokens: number}> {
    const {store, folder, snapshotEveryMs = SNAPSHOT_EVERY_MS} = deps;
    return {
        limit: 1,
        resumes: true,
        readInput: (stored) => harvestInputSchema.parse(stored),
        readCheckpoint: () => true,
        async execute(job, context) {
            const own = join(folder, job.id);
            await mkdir(own, {recursive: true});
            const corpus = await openCorpus(job.input.corpus);
            const loaded = await openModel(deps, job, context);
            const state = new HarvestState(loaded.dictionary.nFeatures);
            const place = await resume(join(own, "state"), state);
            const texts = await TextFile.open(join(own, "texts"));
            try {
                await readCorpus({...deps, snapshotEveryMs}, {job, context, corpus, loaded, state, place, texts, snapshot: join(own, "state")});
                const {name, dictionary} = loaded;
                await keepHarvest(store, {id: job.id, dictionary: dictionary.id, model: name, corpus: job.input.corpus, state, texts, context});
            } finally {
                await texts.close();
                await loaded.model.releaseHarvester().catch(() => undefined);
            }
            await rm(own, {recursive: true, force: true});
            return {harvest: job.id, dictionary: loaded.dictionary.id, tokens: state.tokens};
        },
        async discard(job) {
            store.harvests.remove(job.id);
            await rm(join(folder, job.id), {recursive: true, force: true});
        }
    };
}

function openModel({open}: Deps, {input}: Job<HarvestInput, true>, {signal, onProgress}: ExecutorContext<true>): Promise<HarvestModel> {
    onProgress({stage: "waiting", done: 0, total: input.maxTokens, unit: "tokens", note: "for the model to be loaded"});
    return open(input, signal);
}

/** @returns where the last snapshot was taken; the start where there is none that can be read */
async function resume(path: string, state: HarvestState): Promise<Place> {
    try {
        const {counters, ...place} = placeSchema.parse(await readSnapshot(path, state.arrays()));
        state.restore(counters);
        return place;
    } catch (error) {
        if (!isEngineError(error) && !(error instanceof z.ZodError)) throw error;
        for (const array of Object.values(state.arrays())) array.fill(0);
        return START;
    }
}

interface Reading {
    readonly job: Job<HarvestInput, true>;
    readonly context: ExecutorContext<true>;
    readonly corpus: Corpus;
    readonly loaded: HarvestModel;
    readonly state: HarvestState;
    readonly place: Place;
    readonly texts: TextFile;
    readonly snapshot: string;
}

async function readCorpus({idle, snapshotEveryMs}: Deps & {readonly snapshotEveryMs: number}, reading: Reading): Promise<void> {
    const {job, context, corpus, loaded, state, texts} = reading;
    const {signal, onProgress, saveCheckpoint} = context;
    const {maxTokens, dictionary} = job.input;
    let place = reading.place;
    if (place.complete) return;
    const either = AbortSignal.any([signal, loaded.gone]);
    const length = Math.min(HARVEST_WINDOW, loaded.contextSize);
    let chunk: number[][] = [];
    let next = place;
    let readBytes = 0;
    let snapshotAt = performance.now();

    const snapshot = async () => {
        await writeSnapshot(reading.snapshot, {...place, counters: state.counters()}, state.arrays());
        saveCheckpoint(true);
        snapshotAt = performance.now();
    };
    const flush = async () => {
        if (chunk.length === 0) return;
        await idle(either);
        const harvested = await loaded.model.harvest({texts: chunk, dictionary}, either);
        state.add(
            chunk.map((tokens, i) => ({context: place.texts + i, tokens})),
            harvested
        );
        await texts.write(place.texts, chunk);
        const evaluated = place.evaluated + chunk.reduce((sum, tokens) => sum + tokens.length, 0);
        place = {...next, texts: place.texts + chunk.length, evaluated};
        chunk = [];
        const expected = readBytes > 0 ? (evaluated * corpus.bytes) / readBytes : maxTokens;
        onProgress({stage: "reading", done: evaluated, total: Math.max(evaluated, Math.min(maxTokens, Math.round(expected))), unit: "tokens"});
        if (performance.now() - snapshotAt >= snapshotEveryMs) await snapshot();
    };

    for await (const one of corpus.documents(place.document)) {
        const windows = windowsOf(one.document, loaded.model, length);
        readBytes = one.readBytes;
        for (let window = one.index === reading.place.document ? reading.place.window : 0; window < windows.length && place.evaluated < maxTokens; window++) {
            either.throwIfAborted();
            chunk.push(windows[window]!);
            const last = window + 1 === windows.length;
            next = {...next, document: last ? one.index + 1 : one.index, window: last ? 0 : window + 1};
            if (chunk.length === CHUNK) await flush();
        }
        if (place.evaluated >= maxTokens) break;
    }
    await flush();
    if (state.tokens === 0) throw new EngineError("input/invalid", {detail: `${job.input.corpus} holds no ordinary tokens`});
    place = {...place, complete: true};
    await snapshot();
}
