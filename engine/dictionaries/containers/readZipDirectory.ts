import {type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile} from "yauzl";
import {EngineError, isEngineError} from "../../contract/errors.ts";
import type {ReadableFile} from "../files/ReadableFile.ts";

/** Where a member's bytes lie. */
export interface ZipMember {
    /** from the start of the file, bytes */
    readonly offset: number;
    /** bytes in the file */
    readonly storedBytes: number;
    /** bytes when unpacked; the same where nothing is compressed */
    readonly bytes: number;
    readonly deflated: boolean;
    /** of the unpacked bytes; 0 where the writer left it out */
    readonly crc32: number;
}

/** What deflate reaches at best; a member that claims more can't be true. */
const MAX_RATIO = 1032;

/** A checkpoint of a whole 70B model has some thousand members; a dictionary has ten. */
const MAX_ENTRIES = 10_000;

/**
 * Where each member of a zip lies, ZIP64 included. torch stores and never compresses, so that every member is a range of the file;
 * whatever else a zip can be (encrypted, members on top of each other: the makings of a zip bomb) is refused.
 * @param deflated whether compressed members are allowed too, as numpy writes them on request
 * @throws EngineError `file/truncated`, `file/malformed`
 */
export async function readZipDirectory(file: ReadableFile, {deflated = false} = {}): Promise<ReadonlyMap<string, ZipMember>> {
    const reader = new BoundedReader(file);
    try {
        const zip = await fromRandomAccessReaderPromise(reader, file.size, {autoClose: false, strictFileNames: true});
        return await collect(zip, file, deflated);
    } catch (error) {
        if (isEngineError(error)) throw error;
        const detail = error instanceof Error ? error.message : String(error);
        const isCutOff = /signature not found|unexpected EOF|overflows file bounds|Invalid comment length/.test(detail);
        if (isCutOff) throw new EngineError("file/truncated", {path: file.path, gotBytes: file.size, detail: `zip: ${detail}`}, {cause: error});
        throw malformed(file, detail, error);
    }
}

async function collect(zip: ZipFile, file: ReadableFile, deflated: boolean): Promise<ReadonlyMap<string, ZipMember>> {
    if (zip.entryCount > MAX_ENTRIES) throw malformed(file, `${zip.entryCount} members; at most ${MAX_ENTRIES} are read`);
    const members = new Map<string, ZipMember>();
    const spans: {name: string; start: number; end: number}[] = [];
    for await (const entry of zip.eachEntry()) {
        const name = entry.fileName;
        assertReadable(entry, file, deflated);
        if (members.has(name)) throw malformed(file, `${name} is there twice`);
        const local = await zip.readLocalFileHeaderPromise(entry);
        if (!Buffer.from(local.fileName).equals(entry.fileNameRaw)) throw malformed(file, `${name} has another name in its own header`);
        members.set(name, {
            offset: local.fileDataStart,
            storedBytes: entry.compressedSize,
            bytes: entry.uncompressedSize,
            deflated: entry.compressionMethod === 8,
            crc32: entry.crc32
        });
        spans.push({name, start: entry.relativeOffsetOfLocalHeader, end: local.fileDataStart + entry.compressedSize});
    }
    spans.sort((a, b) => a.start - b.start);
    for (const [i, span] of spans.entries()) {
        const next = spans[i + 1];
        if (next && span.end > next.start) throw malformed(file, `${span.name} and ${next.name} overlap`);
    }
    return members;
}

function assertReadable(entry: Entry, file: ReadableFile, deflated: boolean): void {
    const {fileName, compressionMethod, compressedSize, uncompressedSize} = entry;
    if (entry.isEncrypted()) throw malformed(file, `${fileName} is encrypted`);
    const isStored = compressionMethod === 0 && compressedSize === uncompressedSize;
    if (isStored) return;
    if (!deflated || compressionMethod !== 8) {
        throw malformed(file, `${fileName} is compressed (${compressedSize} to ${uncompressedSize} bytes) by a method that is not used here`);
    }
    if (uncompressedSize > compressedSize * MAX_RATIO + 64) {
        throw malformed(file, `${fileName} claims ${uncompressedSize} bytes out of ${compressedSize}, more than can be`);
    }
}

function malformed(file: ReadableFile, detail: string, cause?: unknown) {
    return new EngineError("file/malformed", {path: file.path, format: "zip", detail}, {cause});
}

/** Checks every range that the zip claims before the operating system sees it: yauzl would throw where nobody can catch. */
class BoundedReader extends RandomAccessReader {
    readonly #file: ReadableFile;

    constructor(file: ReadableFile) {
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
