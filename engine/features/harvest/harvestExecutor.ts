import {mkdir, rm} from "node:fs/promises";
import {join} from "node:path";
import {z} from "zod";
import {EngineError, isEngineError} from "../../contract/index.ts";
import {HARVEST_WINDOW} from "../../llama/harvesterOf.ts";
import type {Harvested, SteerableModel} from "../../llama/types.ts";
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
    /** size of the corpus: when it changed, numbers of documents mean others, and the harvest begins again */
    bytes: z.number(),
    complete: z.boolean(),
    counters: z.object({tokens: z.number(), sinks: z.number(), norms: z.array(z.number())})
});
type Place = Omit<z.infer<typeof placeSchema>, "counters">;

const START = {document: 0, window: 0, texts: 0, evaluated: 0, complete: false};

/**
 * Runs a corpus through the model up to the tap, and keeps of every feature how often and how strongly it fires, where, and beside which others.
 * Snapshots are taken at the ends of chunks, and chunks are cut the same way every time, so that a run that was killed ends with the numbers of one
 * that was not.
 */
export function harvestExecutor(deps: Deps): Executor<HarvestInput, true, {harvest: string; dictionary: string; tokens: number}> {
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
                    const tokens = await harvest({...deps, snapshotEveryMs}, {job, context, loaded, own});
                    await rm(own, {recursive: true, force: true});
                    return {harvest: job.id, dictionary: loaded.dictionary.id, tokens};
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

/** @returns the ordinary tokens that were counted */
async function harvest(deps: Deps & {readonly snapshotEveryMs: number}, {job, context, loaded, own}: Attempt): Promise<number> {
    const corpus = await openCorpus(job.input.corpus);
    const state = new HarvestState(loaded.dictionary.nFeatures);
    const place = await resume(join(own, "state"), state, corpus.bytes);
    const texts = await TextFile.open(join(own, "texts"));
    const either = AbortSignal.any([context.signal, loaded.gone]);
    try {
        const nTexts = await readCorpus(deps, {job, context, either, corpus, loaded, state, place, texts, snapshot: join(own, "state")});
        const {name, dictionary, model} = loaded;
        const detokenize = (tokens: readonly number[]) => model.detokenize(tokens);
        const kept = {id: job.id, dictionary: dictionary.id, model: name, corpus: job.input.corpus, state, texts, nTexts, detokenize};
        await keepHarvest(deps.store, {...kept, context: {...context, signal: either}});
    } finally {
        await texts.close();
    }
    return state.tokens;
}

/** @returns where the last snapshot was taken; the start where there is none that can be read */
async function resume(path: string, state: HarvestState, bytes: number): Promise<Place> {
    try {
        const {counters, ...place} = placeSchema.parse(await readSnapshot(path, state.arrays()));
        state.restore(counters);
        if (place.bytes === bytes) return place;
    } catch (error) {
        if (!isEngineError(error) && !(error instanceof z.ZodError)) throw error;
    }
    for (const array of Object.values(state.arrays())) array.fill(0);
    state.restore({tokens: 0, sinks: 0, norms: []});
    return {...START, bytes};
}

interface Reading extends Omit<Attempt, "own"> {
    readonly either: AbortSignal;
    readonly corpus: Corpus;
    readonly state: HarvestState;
    readonly place: Place;
    readonly texts: TextFile;
    /** path of the snapshot */
    readonly snapshot: string;
}

/** @returns how many texts were read */
async function readCorpus({quiet, snapshotEveryMs}: Deps & {readonly snapshotEveryMs: number}, reading: Reading): Promise<number> {
    const {job, context, either, corpus, loaded, state, texts} = reading;
    const {onProgress, saveCheckpoint} = context;
    const {maxTokens, dictionary} = job.input;
    let place = reading.place;
    if (place.complete) return place.texts;
    const length = Math.min(HARVEST_WINDOW, loaded.contextSize);
    let chunk: number[][] = [];
    let next = place;
    let readBytes = 0;
    let snapshotAt = performance.now();
    let inSnapshot = place.texts;

    const tell = (note?: string) => {
        const expected = readBytes > 0 ? (place.evaluated * corpus.bytes) / readBytes : maxTokens;
        const total = Math.max(place.evaluated, Math.min(maxTokens, Math.round(expected)));
        onProgress({stage: "reading", done: place.evaluated, total, unit: "tokens", ...(note !== undefined && {note})});
    };
    const snapshot = async () => {
        await writeSnapshot(reading.snapshot, {...place, counters: state.counters()}, state.arrays());
        saveCheckpoint(true);
        snapshotAt = performance.now();
        inSnapshot = place.texts;
    };
    /** An answer that begins meanwhile has the machine for itself; the texts are read again after it, with the same outcome. */
    const evaluate = async (): Promise<Harvested> => {
        for (;;) {
            const undisturbed = await quiet(either);
            try {
                return await loaded.model.harvest({texts: chunk, dictionary}, AbortSignal.any([either, undisturbed]));
            } catch (error) {
                if (either.aborted || !undisturbed.aborted) throw error;
                tell("an answer is being written");
            }
        }
    };
    const flush = async () => {
        if (chunk.length === 0) return;
        const harvested = await evaluate();
        await texts.write(place.texts, chunk);
        state.add(
            chunk.map((tokens, i) => ({context: place.texts + i, tokens})),
            harvested
        );
        const evaluated = place.evaluated + chunk.reduce((sum, tokens) => sum + tokens.length, 0);
        place = {...next, texts: place.texts + chunk.length, evaluated};
        chunk = [];
        tell();
        if (performance.now() - snapshotAt >= snapshotEveryMs) await snapshot();
    };

    try {
        for await (const one of corpus.documents(place.document)) {
            const windows = windowsOf(one.document, loaded.model, length);
            readBytes = one.readBytes;
            const from = one.index === reading.place.document ? reading.place.window : 0;
            for (let window = from; window < windows.length && place.evaluated < maxTokens; window++) {
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
    } catch (error) {
        // who waits for the model does not wait for the disk
        await giveBack(loaded);
        if (either.aborted && place.texts > inSnapshot) await snapshot();
        throw error;
    }
    return place.texts;
}
