import {EngineError} from "../../contract/index.ts";
import {HARVEST_WINDOW} from "../../llama/harvesterOf.ts";
import type {Harvested} from "../../llama/types.ts";
import type {ExecutorContext} from "../../runs/types.ts";
import type {Corpus} from "../corpus/types.ts";
import type {HarvestAdder} from "./HarvestAdder.ts";
import type {HarvestModel} from "./harvestExecutor.ts";
import type {HarvestPlace} from "./harvestPlace.ts";
import {writeSnapshot} from "./snapshot.ts";
import type {TextFile} from "./TextFile.ts";
import {windowsOf} from "./windowsOf.ts";

/** Texts that are evaluated in one call. The same for every run: which texts share a batch decides the last digits of their numbers. */
const CHUNK = 8;

interface Reading {
    readonly path: string;
    readonly corpus: Corpus;
    readonly maxTokens: number;
    readonly dictionary: string;
    readonly loaded: HarvestModel;
    readonly adder: HarvestAdder;
    readonly from: HarvestPlace;
    readonly texts: TextFile;
    readonly snapshot: string;
    readonly snapshotEveryMs: number;
    readonly context: Pick<ExecutorContext<true>, "onProgress" | "saveCheckpoint">;
    readonly signal: AbortSignal;
    readonly quiet: (signal: AbortSignal) => Promise<AbortSignal>;
    /** gives the model back; may be called again */
    readonly giveBack: () => Promise<void>;
}

export interface ReadTexts {
    readonly texts: number;
    /** tokens, special ones among them */
    readonly evaluated: number;
    /** of the corpus, 0..1, about; absent where that was known to an attempt before this one */
    readonly share?: number;
}

/** A batch on its way, and the place after it. */
interface Batch<Done> {
    readonly texts: readonly (readonly number[])[];
    readonly after: HarvestPlace;
    readonly done: Promise<Done>;
}

/**
 * Reads a corpus: while the model evaluates a batch, the one before is added up and the next is cut. Snapshots are of what has been added up, at the end of a
 * batch, and batches are cut the same way every time, so that a run that was killed ends with the numbers of one that was not.
 * Not a token more than asked for is read, nor anything of the corpus beyond.
 * @returns how many texts were read
 */
export async function readCorpus(reading: Reading): Promise<ReadTexts> {
    const {corpus, maxTokens, dictionary, loaded, adder, from, texts, context, signal} = reading;
    if (from.complete) return {texts: from.texts, evaluated: from.evaluated};
    const length = Math.min(HARVEST_WINDOW, loaded.contextSize);
    /** what is added up; what is given to the model; and what its batch leads to */
    let added = from;
    let read = from;
    let next = from;
    let chunk: number[][] = [];
    let evaluating: Batch<Harvested> | undefined;
    let adding: Batch<void> | undefined;
    /** tokens that are given to the model or wait for it, and the bytes of the corpus that they take */
    let seen = from.evaluated;
    let seenBytes = 0;
    let documentBytes = 0;
    let isRead = false;
    let full = seen >= maxTokens;
    let snapshotAt = performance.now();
    let inSnapshot = from.texts;

    const tell = (note?: string) => {
        const expected = isRead ? seen : seenBytes > 0 ? (seen * corpus.bytes) / seenBytes : maxTokens;
        const total = Math.max(added.evaluated, Math.min(maxTokens, Math.round(expected)));
        context.onProgress({stage: "reading", done: added.evaluated, total, unit: "tokens", ...(note !== undefined && {note})});
    };
    const snapshot = async () => {
        await writeSnapshot(reading.snapshot, {...added, counters: adder.state.counters()}, adder.state.arrays());
        context.saveCheckpoint(true);
        snapshotAt = performance.now();
        inSnapshot = added.texts;
    };
    /** An answer that begins meanwhile has the machine for itself; the texts are read again after it, with the same outcome. */
    const evaluate = async (texts: number[][]): Promise<Harvested> => {
        for (;;) {
            const undisturbed = await reading.quiet(signal);
            try {
                return await loaded.model.harvest({texts, dictionary}, AbortSignal.any([signal, undisturbed]));
            } catch (error) {
                if (signal.aborted || !undisturbed.aborted) throw error;
                tell("an answer is being written");
            }
        }
    };
    /** Waits until what was handed over is added up. */
    const settle = async () => {
        if (adding === undefined) return;
        await adding.done;
        added = adding.after;
        adding = undefined;
        tell();
    };
    /** The batch goes to the model as soon as the one before it is done with; that one then goes to be added up. */
    const flush = async () => {
        const last = evaluating;
        const harvested = await last?.done;
        evaluating = undefined;
        if (chunk.length > 0) {
            const evaluated = read.evaluated + chunk.reduce((sum, tokens) => sum + tokens.length, 0);
            read = {...next, texts: read.texts + chunk.length, evaluated};
            evaluating = started({texts: chunk, after: read, done: evaluate(chunk)});
            chunk = [];
        }
        await settle();
        if (performance.now() - snapshotAt >= reading.snapshotEveryMs && added.texts > inSnapshot) await snapshot();
        if (last === undefined || harvested === undefined) return;
        const first = added.texts;
        await texts.write(first, last.texts);
        const harvestedTexts = last.texts.map((tokens, i) => ({context: first + i, tokens}));
        adding = started({...last, done: adder.add(harvestedTexts, harvested)});
    };

    try {
        for await (const one of corpus.documents(from.document)) {
            if (full) break;
            const begin = one.index === from.document ? from.window : 0;
            // where it goes on in the middle, what lies before is not known
            const bytesBefore = one.index === from.document && from.document > 0 ? one.readBytes : documentBytes;
            documentBytes = one.readBytes;
            let window = 0;
            for (const {tokens, isLast, share} of windowsOf(one.document, loaded.model, length)) {
                if (window++ < begin) continue;
                signal.throwIfAborted();
                chunk.push(tokens.slice(0, maxTokens - seen));
                seen += chunk.at(-1)!.length;
                seenBytes = bytesBefore + share * (documentBytes - bytesBefore);
                full = seen >= maxTokens;
                next = {...next, document: isLast ? one.index + 1 : one.index, window: isLast ? 0 : window};
                if (chunk.length === CHUNK) await flush();
                if (full) break;
            }
            if (full) break;
        }
        isRead = true;
        while (chunk.length > 0 || evaluating !== undefined) await flush();
        await settle();
        if (adder.state.tokens === 0) throw new EngineError("input/invalid", {detail: `${reading.path} holds no ordinary tokens`});
        added = {...added, complete: true};
        await snapshot();
    } catch (error) {
        // who waits for the model does not wait for the disk
        await reading.giveBack();
        if (signal.aborted) await settle();
        if (signal.aborted && added.texts > inSnapshot) await snapshot();
        throw error;
    }
    return {texts: added.texts, evaluated: added.evaluated, share: full ? Math.min(1, seenBytes / corpus.bytes) : 1};
}

/** It is awaited later, or by nobody where the harvest ends before. */
function started<Done>(batch: Batch<Done>): Batch<Done> {
    batch.done.catch(() => undefined);
    return batch;
}
