import {Readable} from "node:stream";
import {createGunzip} from "node:zlib";
import {labelFileError, malformedLabels, tooLargeLabels} from "./labelFileErrors.ts";

const CHUNK = 64 * 1024;

/** How much text an import may still read: all its files together. */
export interface TextBudget {
    readonly limitBytes: number;
    usedBytes: number;
}

/**
 * The text in a file's bytes, unpacked where they are gzip (by content, whatever the name says), in pieces of at most 64 KiB.
 * UTF-8 with or without a byte order mark, or UTF-16 with one, as spreadsheets write it.
 * @throws EngineError `file/truncated`, `file/malformed` (bad gzip, bad encoding), `file/too-large` (more text than the budget: a gzip bomb)
 */
export async function* readText(path: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, budget: TextBudget): AsyncGenerator<string, void, void> {
    let decoder: TextDecoder | undefined;
    try {
        for await (const chunk of await unpacked(bytes)) {
            budget.usedBytes += chunk.length;
            if (budget.usedBytes > budget.limitBytes) throw tooLargeLabels(path, budget.limitBytes, budget.usedBytes, "unpacked text");
            for (let start = 0; start < chunk.length; start += CHUNK) {
                decoder ??= decoderFor(chunk);
                const text = decode(path, decoder, chunk.subarray(start, start + CHUNK));
                if (text !== "") yield text;
            }
        }
        const rest = decoder === undefined ? "" : decode(path, decoder);
        if (rest !== "") yield rest;
    } catch (error) {
        throw labelFileError(error, path);
    }
}

async function unpacked(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
    const {head, all} = await peekBytes(bytes);
    if (head[0] !== 0x1f || head[1] !== 0x8b) return all;
    const gunzip = createGunzip({chunkSize: CHUNK});
    const source = Readable.from(all, {objectMode: false});
    source.on("error", (error) => gunzip.destroy(error));
    gunzip.on("close", () => source.destroy());
    return source.pipe(gunzip);
}

async function peekBytes(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<{head: Uint8Array; all: AsyncIterable<Uint8Array>}> {
    const rest = Symbol.asyncIterator in bytes ? bytes[Symbol.asyncIterator]() : bytes[Symbol.iterator]();
    let head: Uint8Array = new Uint8Array();
    let next = await rest.next();
    for (; !next.done; next = await rest.next()) {
        head = Buffer.concat([head, next.value]);
        if (head.length >= 2) break;
    }
    return {
        head,
        all: (async function* () {
            try {
                yield head;
                if (!next.done) for (next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
            } finally {
                await rest.return?.();
            }
        })()
    };
}

function decoderFor(first: Uint8Array): TextDecoder {
    if (first[0] === 0xff && first[1] === 0xfe) return new TextDecoder("utf-16le", {fatal: true});
    if (first[0] === 0xfe && first[1] === 0xff) return new TextDecoder("utf-16be", {fatal: true});
    return new TextDecoder("utf-8", {fatal: true});
}

/** @param bytes absent: what is left at the end */
function decode(path: string, decoder: TextDecoder, bytes?: Uint8Array): string {
    try {
        return bytes === undefined ? decoder.decode() : decoder.decode(bytes, {stream: true});
    } catch (cause) {
        throw malformedLabels(path, `the text is not ${decoder.encoding.toUpperCase()}`, cause);
    }
}
