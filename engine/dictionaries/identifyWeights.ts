import {createHash} from "node:crypto";
import type {ReadableFile} from "./files/ReadableFile.ts";
import {bytesOf} from "./numbers/elementTypes.ts";
import type {DictionaryMetadata, DictionaryTensors, TensorEntry} from "./types.ts";

/** Biases with fewer different numbers than this (all zero, say) do not tell dictionaries apart: then rows of weights are taken as well. */
const TELLING = 16;
/** Rows of each matrix that are taken then, from all over it: 4 MB of a dictionary with 65,536 rows of 8,192 numbers. */
const ROWS = 64;

/**
 * The same for the same weights, whatever file they lie in: neither metadata nor bytes behind the tensors count, and while biases and thresholds tell dictionaries
 * apart, nor does the type that the matrices are written in, as those three are always F32. Reads under a megabyte of most files.
 * @returns 16 hex digits
 * @throws EngineError `file/truncated`
 */
export async function identifyWeights(
    file: ReadableFile,
    {nFeatures, dModel}: Pick<DictionaryMetadata, "nFeatures" | "dModel">,
    {encoderWeight, encoderBias, decoderWeight, decoderBias, threshold}: DictionaryTensors<TensorEntry>
): Promise<string> {
    const hash = createHash("sha256").update(`${nFeatures} x ${dModel}`);
    const different = new Set<number>();
    for (const vector of [encoderBias, decoderBias, threshold]) {
        if (vector === undefined) continue;
        const bytes = new Uint8Array(vector.bytes);
        await file.readExactly(bytes, vector.offset);
        hash.update(bytes);
        const numbers = new DataView(bytes.buffer);
        for (let at = 0; at < bytes.byteLength && different.size < TELLING; at += 4) different.add(numbers.getFloat32(at, true));
    }
    if (different.size < TELLING)
        for (const matrix of [encoderWeight, decoderWeight]) {
            hash.update(matrix.type);
            for (const bytes of await sampledRows(file, matrix, nFeatures)) hash.update(bytes);
        }
    return hash.digest("hex").slice(0, 16);
}

async function sampledRows(file: ReadableFile, {type, shape, offset}: TensorEntry, nRows: number): Promise<Uint8Array[]> {
    const rowBytes = bytesOf(type, shape[0]!);
    const wanted = Array.from({length: Math.min(ROWS, nRows)}, (_, i) => Math.floor((i * nRows) / Math.min(ROWS, nRows)));
    return await Promise.all(
        wanted.map(async (row) => {
            const bytes = new Uint8Array(rowBytes);
            await file.readExactly(bytes, offset + row * rowBytes);
            return bytes;
        })
    );
}
