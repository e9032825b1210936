import {z} from "zod";
import {EngineError, isEngineError, type Labeller, type Labelling, labellingSchema} from "../../contract/index.ts";
import {UnusableAnswer} from "../../endpoints/UnusableAnswer.ts";
import type {Executor, ExecutorContext, Job} from "../../runs/types.ts";
import {type NewLabel, USER_SOURCE} from "../../store/labelQueries.ts";
import type {Store} from "../../store/openStore.ts";
import {describeFeature} from "./describeFeature.ts";
import {TextReadings} from "./TextReadings.ts";
import type {LabellingPair, LabelWriter} from "./types.ts";

/** A pair on loan. */
export interface LentPair extends LabellingPair {
    /** the model does not go before this was called; may be called again */
    readonly giveBack: () => void;
}

export interface WriterOptions {
    readonly pair: LabellingPair;
    readonly giveWay: () => Promise<void>;
    /** why it waits */
    readonly onWait: (note: string) => void;
}

interface Deps {
    readonly store: Store;
    /** resolves when a model is loaded with the dictionary; tells what it waits for */
    readonly open: (dictionary: string, signal: AbortSignal, onWait: (note: string) => void) => Promise<LentPair>;
    /** resolves when no answer is being written */
    readonly quiet: (signal: AbortSignal) => Promise<unknown>;
    readonly writer: (labeller: Labeller, options: WriterOptions) => LabelWriter;
    /** which features may be shown; asked again for each feature */
    readonly visible: (dictionary: string) => (feature: number) => boolean;
    /** labels came in: told now and then, and at the end */
    readonly onLabelled?: (dictionary: string) => void;
}

const checkpointSchema = z.object({
    /** features that were dealt with: where to go on in a list */
    next: z.number(),
    labelled: z.number(),
    /** features that got no label, with the reason */
    failed: z.array(z.object({feature: z.number(), reason: z.string()}))
});
type Checkpoint = z.infer<typeof checkpointSchema>;

/** `by`: source of the labels */
export type LabelResult = {labelled: number; failed: number; by: string; failures: Checkpoint["failed"]};

/** A service that fails for so many features in a row has failed for the run; these are tried again when it is resumed. */
const OUTAGES = 3;
/** Reasons that are kept with the result. */
const REASONS = 20;
const TELL_EVERY = 25;

/**
 * Has a model describe features one by one, each kept at once with how far the run has come, so that it goes on behind the last label after a quit or a crash.
 * Without a list, those that fire and that nobody described, the most frequent first.
 */
export function labelExecutor(deps: Deps): Executor<Labelling, Checkpoint, LabelResult> {
    return {
        // a feature that somebody looks at does not wait for the thousands of a batch
        limit: 4,
        resumes: true,
        readInput: (stored) => labellingSchema.parse(stored),
        readCheckpoint: (stored) => checkpointSchema.parse(stored),
        async execute(job, context) {
            let kept: Checkpoint = job.checkpoint ?? {next: 0, labelled: 0, failed: []};
            const saveCheckpoint = (checkpoint: Checkpoint) => {
                context.saveCheckpoint(checkpoint);
                kept = structuredClone(checkpoint);
            };
            const {dictionary} = job.input;
            for (;;) {
                const onWait = (note: string) => context.onProgress({stage: "waiting", done: 0, total: 0, unit: "items", note});
                const pair = await deps.open(dictionary, context.signal, onWait);
                const either = AbortSignal.any([context.signal, pair.gone]);
                const done = structuredClone(kept);
                try {
                    const by = await labelAll(deps, {job, context: {...context, saveCheckpoint}, pair, either, done});
                    return {labelled: done.labelled, failed: done.failed.length, by, failures: done.failed.slice(-REASONS)};
                } catch (error) {
                    // a model that was taken away is waited for
                    if (context.signal.aborted || !pair.gone.aborted) throw error;
                } finally {
                    deps.onLabelled?.(dictionary);
                    await pair.model.releaseHarvester().catch(() => undefined);
                    pair.giveBack();
                }
            }
        },
        // each label is whole
        discard: async () => undefined
    };
}

interface Attempt {
    readonly job: Job<Labelling, Checkpoint>;
    readonly context: ExecutorContext<Checkpoint>;
    readonly pair: LentPair;
    readonly either: AbortSignal;
    /** how far the run has come; changed as it goes on */
    readonly done: Checkpoint;
}

/** @returns the source of the labels */
async function labelAll(deps: Deps, {job, context, pair, either, done}: Attempt): Promise<string> {
    const {store, quiet, visible} = deps;
    const {dictionary, labeller, score, features} = job.input;
    const harvest = requireHarvest(store, dictionary);
    const queue = queueOf(deps, job.input, harvest, done);
    const before = features === undefined ? done.labelled + done.failed.length : done.next;
    const total = before + queue.length;
    let count = before;
    let last = sends(labeller);
    const tell = (note = last) => context.onProgress({stage: "labelling", done: count, total, unit: "items", ...(note !== undefined && {note})});
    const giveWay = async () => {
        await quiet(either);
        either.throwIfAborted();
    };
    const writer = deps.writer(labeller, {pair, giveWay, onWait: tell});
    const readings = new TextReadings(pair, (wanted) => store.harvests.texts(harvest, wanted), giveWay);
    const source = {store, pair, harvest, readings};
    const outages: {feature: number; reason: string}[] = [];

    const keep = (label: NewLabel) =>
        store.atomically(() => {
            // dated also where it says the same again: it was written now
            store.labels.save(dictionary, sourceOf(writer), [{...label, createdAt: Date.now()}]);
            done.labelled++;
            context.saveCheckpoint(done);
        });
    tell();
    try {
        for (const feature of queue) {
            either.throwIfAborted();
            if (store.harvests.current(dictionary)?.id !== harvest)
                throw new EngineError("labeller/failed", {labeller: writer.name, detail: "the dictionary was harvested anew meanwhile"});
            await giveWay();
            count++;
            done.next++;
            if (!visible(dictionary)(feature) || (features === undefined && isLabelled(store, dictionary, feature))) continue;
            try {
                const label = await describeFeature(source, writer, feature, score, either);
                done.failed.push(...outages.splice(0));
                keep(label);
                last = `${feature}: ${label.description}${label.score === undefined ? "" : ` (${label.score.toFixed(2)})`}`;
                if (done.labelled % TELL_EVERY === 0) deps.onLabelled?.(dictionary);
            } catch (error) {
                const reason = costsOnlyThis(error);
                if (reason === undefined) throw error;
                if (error instanceof UnusableAnswer && error.outage) outages.push({feature, reason});
                else done.failed.push(...outages.splice(0), {feature, reason});
                if (outages.length === OUTAGES) throw failed(writer, reason);
                if (outages.length === 0) context.saveCheckpoint(done);
                last = `${feature}: no label, ${reason}`;
            }
            tell();
        }
        if (outages.length > 0 && done.labelled === 0) throw failed(writer, outages[0]!.reason);
        done.failed.push(...outages);
        return sourceOf(writer);
    } finally {
        await writer.release().catch(() => undefined);
    }
}

const failed = ({name}: LabelWriter, detail: string) => new EngineError("labeller/failed", {labeller: name, detail});

function queueOf({store, visible}: Pick<Deps, "store" | "visible">, {dictionary, features, limit}: Labelling, harvest: string, done: Checkpoint): number[] {
    const seen = visible(dictionary);
    if (features !== undefined) return features.slice(done.next);
    const tried = done.failed.map(({feature}) => feature);
    const rest = Math.max(0, limit - done.labelled - tried.length);
    return store.labelling.unlabelled(harvest, dictionary, tried).filter(seen).slice(0, rest);
}

/** @throws EngineError `feature/not-harvested` */
export function requireHarvest({harvests}: Pick<Store, "harvests">, dictionary: string): string {
    const current = harvests.current(dictionary);
    if (current === undefined) throw new EngineError("feature/not-harvested", {dictionary});
    return current.id;
}

const isLabelled = (store: Store, dictionary: string, feature: number) => store.labels.ofFeatures(dictionary, [feature]).size > 0;

/** A model may be called as the user's own labels are. */
const sourceOf = ({name}: LabelWriter) => (name === USER_SOURCE ? `model ${name}` : name);

/** Why a feature got no label, where that is no reason to end the run. */
function costsOnlyThis(error: unknown): string | undefined {
    if (error instanceof UnusableAnswer) return error.message.slice(0, 300);
    return isEngineError(error, "model/context-full") ? error.message : undefined;
}

/** What leaves the machine, where something does. */
function sends(labeller: Labeller): string | undefined {
    return labeller.kind === "loaded" ? undefined : `sends example texts of the features to ${new URL(labeller.baseUrl).host}`;
}
