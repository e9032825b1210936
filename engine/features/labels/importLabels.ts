import {setImmediate as nextTurn} from "node:timers/promises";
import type {LabelFormat, LabelImport} from "../../contract/index.ts";
import type {DictionaryFile} from "../../dictionaries/index.ts";
import type {Store} from "../../store/openStore.ts";
import {labelComparison} from "./labelComparison.ts";
import {inputName, type LabelFileInput, type LabelInput, labelFiles} from "./labelFiles.ts";
import {labelSieve} from "./labelSieve.ts";
import {readLabelText} from "./readLabelText.ts";
import {readText, type TextBudget} from "./readText.ts";
import {sweepLabels} from "./sweepLabels.ts";
import type {LabelChunk} from "./types.ts";
import {waitForTurn} from "./waitForTurn.ts";

/**
 * Labels between two looks at the event loop: two milliseconds. A token takes several turns of the loop, so that with 256 an answer that is
 * being written slows to a sixth, and with 64 by a tenth to a quarter; fewer cost more transactions than they are worth.
 */
const STEP = 64;
const TELL_EVERY_MS = 100;
/** A label with its embedding takes 6 KB in Neuronpedia's export, and a feature may have several. */
const TEXT_PER_FEATURE = 32 * 1024;
const LEAST_TEXT = 64 * 1024 * 1024;

export interface LabelImportOptions {
    readonly dictionary: DictionaryFile;
    readonly input: LabelInput;
    /** who made them, whatever the file says */
    readonly source?: string | undefined;
    readonly signal?: AbortSignal | undefined;
}

/**
 * Reads labels into the store, all or none: Neuronpedia's exports, JSON, JSON Lines, CSV, Saelor's own files, packed or not, told apart by
 * their content. Neuronpedia's labels join those that are there; other files, which people edit, say all that their source has to say of the
 * features in them. The same labels again change nothing.
 * @throws EngineError `file/*`, `input/invalid`, `store/*`; the signal's reason
 */
export async function* importLabels(store: Store, options: LabelImportOptions): AsyncGenerator<LabelImport, void, void> {
    const {dictionary, input, source, signal} = options;
    const endTurn = await waitForTurn(store);
    const number = store.labelImports.begin();
    let finished = false;
    try {
        signal?.throwIfAborted();
        const files = await labelFiles(input, dictionary);
        store.dictionaries.remember(dictionary);
        const sieve = labelSieve(dictionary, {source, fallback: inputName(input)});
        const comparison = labelComparison(store, dictionary.id);
        const totalBytes = files.reduce((sum, {bytes}) => sum + bytes, 0);
        let format: LabelFormat = "json";
        let staged = 0;
        let told = performance.now();
        for await (const {chunk, readBytes} of labelChunks(files, Math.max(LEAST_TEXT, dictionary.nFeatures * TEXT_PER_FEATURE))) {
            format = chunk.format;
            for (let start = 0; start < chunk.labels.length; start += STEP) {
                const changed = comparison.changed(sieve.pass(chunk.labels.slice(start, start + STEP)));
                if (changed.length > 0) store.labelImports.stage(number, dictionary.id, changed);
                staged += changed.length;
                await nextTurn();
                signal?.throwIfAborted();
                if (performance.now() - told < TELL_EVERY_MS) continue;
                told = performance.now();
                yield {type: "progress", readBytes, totalBytes, labels: sieve.passed()};
            }
        }
        sieve.refuseWrongFile(typeof input === "string" ? input : input.name);
        yield {type: "progress", readBytes: totalBytes, totalBytes, labels: sieve.passed()};
        const {added, replaced, ownKept} = store.labelImports.finish({
            number,
            dictionary: dictionary.id,
            sources: comparison.sources(),
            replaces: comparison.replaces(format),
            staged
        });
        finished = true;
        await sweepLabels(store, number);
        const {skipped, skippedBecause, warning} = sieve.report(ownKept);
        yield {
            type: "done",
            format,
            source: comparison.sources().join(", ") || inputName(input),
            labels: sieve.passed() - ownKept,
            changed: Math.max(added, replaced),
            skipped,
            ...(skippedBecause !== undefined && {skippedBecause}),
            ...(warning !== undefined && {warning})
        };
    } finally {
        if (!finished) {
            store.labelImports.abandon(number);
            await sweepLabels(store, number);
        }
        endTurn();
    }
}

/** What all files hold, one after the other, with how much of them has been read. */
async function* labelChunks(files: readonly LabelFileInput[], limitBytes: number): AsyncGenerator<{chunk: LabelChunk; readBytes: number}, void, void> {
    const budget: TextBudget = {limitBytes, usedBytes: 0};
    let readBytes = 0;
    async function* counted(bytes: AsyncIterable<Uint8Array>) {
        for await (const piece of bytes) {
            readBytes += piece.length;
            yield piece;
        }
    }
    for (const {path, open} of files)
        for await (const chunk of readLabelText({path, chunks: readText(path, counted(open()), budget)})) yield {chunk, readBytes};
}
