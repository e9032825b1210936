import {type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile} from "yauzl";
import {EngineError, isEngineError} from "../../contract/errors.ts";
import type {OpenFile} from "../files/OpenFile.ts";

/** A member's bytes, stored as they are. */
export interface FileRange {
    /** from the start of the file, bytes */
    readonly offset: number;
    readonly bytes: number;
}

/** A checkpoint of a whole 70B model has some thousand members; a dictionary has ten. */
const MAX_ENTRIES = 10_000;

/**
 * Where each member of a zip lies, ZIP64 included. torch stores and never compresses, so that every member is a range of the file;
 * whatever else a zip can be (compressed, encrypted, members on top of each other: the makings of a zip bomb) is refused.
 * @throws EngineError `file/truncated`, `file/malformed`
 */
export async function readZipDirectory(file: OpenFile): Promise<ReadonlyMap<string, FileRange>> {
    const reader = new BoundedReader(file);
    try {
        const zip = await fromRandomAccessReaderPromise(reader, file.size, {autoClose: false, strictFileNames: true});
        return await collect(zip, file);
    } catch (error) {
        if (isEngineError(error)) throw error;
        const detail = error instanceof Error ? error.message : String(error);
        const isCutOff = /signature not found|unexpected EOF|overflows file bounds|Invalid comment length/.test(detail);
        if (isCutOff) throw new EngineError("file/truncated", {path: file.path, gotBytes: file.size, detail: `zip: ${detail}`}, {cause: error});
        throw malformed(file, detail, error);
    }
}

async function collect(zip: ZipFile, file: OpenFile): Promise<ReadonlyMap<string, FileRange>> {
    if (zip.entryCount > MAX_ENTRIES) throw malformed(file, `${zip.entryCount} members; at most ${MAX_ENTRIES} are read`);
    const members = new Map<string, FileRange>();
    const spans: {name: string; start: number; end: number}[] = [];
    for await (const entry of zip.eachEntry()) {
        const name = entry.fileName;
        assertStored(entry, file);
        if (members.has(name)) throw malformed(file, `${name} is there twice`);
        const local = await zip.readLocalFileHeaderPromise(entry);
        if (!Buffer.from(local.fileName).equals(entry.fileNameRaw)) throw malformed(file, `${name} has another name in its own header`);
        members.set(name, {offset: local.fileDataStart, bytes: entry.uncompressedSize});
        spans.push({name, start: entry.relativeOffsetOfLocalHeader, end: local.fileDataStart + entry.uncompressedSize});
    }
    spans.sort((a, b) => a.start - b.start);
    for (const [i, span] of spans.entries()) {
        const next = spans[i + 1];
        if (next && span.end > next.start) throw malformed(file, `${span.name} and ${next.name} overlap`);
    }
    return members;
}

function assertStored(entry: Entry, file: OpenFile): void {
    if (entry.isEncrypted()) throw malformed(file, `${entry.fileName} is encrypted`);
    if (entry.compressionMethod !== 0) {
        throw malformed(file, `${entry.fileName} is compressed (${entry.compressedSize} to ${entry.uncompressedSize} bytes); checkpoints store`);
    }
}

function malformed(file: OpenFile, detail: string, cause?: unknown) {
    return new EngineError("file/malformed", {path: file.path, format: "zip", detail}, {cause});
}

/** Checks every range that the zip claims before the operating system sees it: yauzl would throw where nobody can catch. */
class BoundedReader extends RandomAccessReader {
    readonly #file: OpenFile;

    constructor(file: OpenFile) {
        super();
        this.#file = file;
    }

    override read(buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null, bytesRead?: number) => void): void {
        this.#file.readExactly(buffer.subarray(offset, offset + length), position).then(
            () => setImmediate(callback, null, length),
            (error: Error) => setImmediate(callback, error)
        );
    }

    override close(callback: (error: Error | null) => void): void {
        setImmediate(callback, null);
    }
}
