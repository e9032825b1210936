import {EngineError} from "../../contract/errors.ts";
import type {ReadableFile} from "../files/ReadableFile.ts";
import {bytesPerNumber} from "./bytesPerNumber.ts";
import type {StoredTensor, StoredType, TensorContainer} from "./types.ts";

/** The reference reader's limit is 100 MB; a dictionary's header has a kilobyte. */
const HEADER_LIMIT = 8 << 20;
const MAX_DIMENSIONS = 8;
const MAX_TENSORS = 20_000;
const types: ReadonlySet<string> = new Set<StoredType>(["F64", "F32", "F16", "BF16", "I64", "U64", "I32", "U32", "I16", "U16", "I8", "U8", "BOOL"]);

/**
 * The tensors of a safetensors file: u64 length, a JSON directory, then the numbers.
 * @param file stays the caller's, to close
 * @throws EngineError `file/truncated`, `file/malformed` where ranges overlap, leave the file or do not fit their shapes,
 * `dictionary/unsupported` for numbers of a type that is not read (FP8)
 * @see https://github.com/huggingface/safetensors#format
 */
export async function readSafetensors(file: ReadableFile): Promise<Extract<TensorContainer, {kind: "safetensors"}>> {
    const length = await headerBytes(file);
    const bytes = new Uint8Array(length);
    await file.readExactly(bytes, 8);
    const tensors = new Map<string, StoredTensor>();
    const spans: {name: string; begin: number; end: number}[] = [];
    const entries = Object.entries(parse(bytes, file)).filter(([name]) => name !== "__metadata__");
    if (entries.length > MAX_TENSORS) throw malformed(file, `${entries.length} tensors; at most ${MAX_TENSORS} are read`);
    for (const [name, entry] of entries) {
        const {type, shape, begin, end} = readEntry(name, entry, file);
        const offset = 8 + length + begin;
        if (8 + length + end > file.size) {
            throw new EngineError("file/truncated", {
                path: file.path,
                expectedBytes: 8 + length + end,
                gotBytes: file.size,
                detail: `${name} does not fit into the file`
            });
        }
        tensors.set(name, {name, type, shape, strides: rowMajorStrides(shape), file, offset});
        spans.push({name, begin, end});
    }
    assertApart(spans, file);
    return {kind: "safetensors", path: file.path, bytes: file.size, tensors, checksums: [], close: async () => {}};
}

/** Whether a file begins as a safetensors file does. */
export function looksLikeSafetensors(start: Uint8Array): boolean {
    // An opening brace after a length that is not astronomic.
    return start.byteLength >= 9 && start[8] === 0x7b && start.subarray(5, 8).every((byte) => byte === 0);
}

async function headerBytes(file: ReadableFile): Promise<number> {
    const start = new Uint8Array(8);
    await file.readExactly(start, 0);
    const length = new DataView(start.buffer).getBigUint64(0, true);
    if (length > HEADER_LIMIT) {
        const detail = "the header of a safetensors file";
        throw new EngineError("file/too-large", {path: file.path, limitBytes: HEADER_LIMIT, gotBytes: Number(length), detail});
    }
    return Number(length);
}

function parse(bytes: Uint8Array, file: ReadableFile): Record<string, unknown> {
    try {
        const value: unknown = JSON.parse(new TextDecoder("utf-8", {fatal: true}).decode(bytes));
        if (isObject(value)) return value;
    } catch (cause) {
        throw malformed(file, "its header is no JSON", cause);
    }
    throw malformed(file, "its header is no JSON object");
}

function readEntry(name: string, entry: unknown, file: ReadableFile) {
    const {dtype, shape, data_offsets: range} = isObject(entry) ? entry : {};
    const isSizes = (value: unknown, most: number): value is number[] =>
        Array.isArray(value) && value.length <= most && value.every((size) => typeof size === "number" && Number.isSafeInteger(size) && size >= 0);
    if (typeof dtype !== "string" || !isSizes(shape, MAX_DIMENSIONS) || !isSizes(range, 2) || range.length !== 2) {
        throw malformed(file, `${name.slice(0, 200)}: dtype, shape or data_offsets are missing or make no sense`);
    }
    if (!types.has(dtype)) throw new EngineError("dictionary/unsupported", {path: file.path, detail: `${name} holds numbers of type ${dtype.slice(0, 40)}`});
    const type = dtype as StoredType;
    const [begin, end] = range as [number, number];
    const needed = shape.reduce((product, size) => product * size, bytesPerNumber(type));
    if (end - begin !== needed) throw malformed(file, `${name}: [${shape.join(", ")}] of ${type} take ${needed} bytes, and there are ${end - begin}`);
    return {type, shape, begin, end};
}

function assertApart(spans: {name: string; begin: number; end: number}[], file: ReadableFile): void {
    spans.sort((a, b) => a.begin - b.begin || a.end - b.end);
    for (const [i, span] of spans.entries()) {
        const next = spans[i + 1];
        if (next && span.end > next.begin) throw malformed(file, `${span.name} and ${next.name} overlap`);
    }
}

function rowMajorStrides(shape: readonly number[]): number[] {
    return shape.map((_, dimension) => shape.slice(dimension + 1).reduce((product, size) => product * size, 1));
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function malformed(file: ReadableFile, detail: string, cause?: unknown) {
    return new EngineError("file/malformed", {path: file.path, format: "safetensors", detail}, {cause});
}
