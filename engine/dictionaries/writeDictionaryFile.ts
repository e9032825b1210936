import type {FileHandle} from "node:fs/promises";
import {EngineError} from "../contract/errors.ts";
import {writeAtomically} from "./files/writeAtomically.ts";
import {expectedShape, type TensorRole, tensorNames, tensorRoles} from "./gguf/dictionaryKeys.ts";
import {encodeGgufHeader} from "./gguf/encodeGgufHeader.ts";
import {metadataEntries} from "./gguf/metadataEntries.ts";
import {assertWholeBlocks} from "./numbers/assertWholeBlocks.ts";
import {bytesOf} from "./numbers/elementTypes.ts";
import {encodeElements} from "./numbers/encodeElements.ts";
import {firstNotFinite} from "./numbers/firstNotFinite.ts";
import {readDictionaryFile} from "./readDictionaryFile.ts";
import type {DictionaryFile, DictionaryMetadata, DictionaryTensors, RunOptions, TensorSource, WeightType} from "./types.ts";

export interface NewDictionary {
    readonly metadata: DictionaryMetadata;
    /** of encoder and decoder weights; all else is F32 */
    readonly weightType: WeightType;
    readonly tensors: DictionaryTensors<TensorSource>;
}

/**
 * Writes a `.sae.gguf`, streaming: memory holds a few chunks, whatever the dictionary's size. The file appears when it is whole.
 * @param overwrite replace a file of that name; it stays as it was until the new one is whole
 * @returns the file as a reader sees it
 * @throws EngineError `file/exists`, `file/no-permission`, `disk/full`, `dictionary/not-finite`, `dictionary/shape-mismatch`,
 * `dictionary/unsupported` for values that the weight type cannot hold; the signal's reason when aborted
 */
export async function writeDictionaryFile(
    path: string,
    dictionary: NewDictionary,
    {overwrite, signal, onProgress}: RunOptions & {readonly overwrite?: boolean | undefined} = {}
): Promise<DictionaryFile> {
    const planned = planTensors(dictionary);
    const layout = encodeGgufHeader(metadataEntries(dictionary.metadata), planned);
    const totalBytes = layout.fileBytes;

    await writeAtomically(path, {overwrite, expectedBytes: totalBytes}, async (handle) => {
        await writeFully(handle, layout.header, 0);
        for (const [i, tensor] of planned.entries()) {
            const start = layout.offsets[i]!;
            await writeTensor(handle, tensor, start, (done) => {
                signal?.throwIfAborted();
                onProgress?.({stage: "write", doneBytes: start + done, totalBytes});
            });
        }
    });
    return readDictionaryFile(path);
}

interface PlannedTensor {
    readonly name: string;
    readonly type: WeightType;
    readonly shape: readonly number[];
    readonly source: TensorSource;
}

function planTensors({metadata, weightType, tensors}: NewDictionary): PlannedTensor[] {
    return tensorRoles.flatMap((role) => {
        const source = tensors[role];
        if (source === undefined) return [];
        const {path, name} = source;
        const shape = expectedShape(role, metadata);
        if (source.shape.join() !== shape.join()) {
            throw new EngineError("dictionary/shape-mismatch", {path, tensor: name, expected: `[${shape.join(", ")}]`, got: `[${source.shape.join(", ")}]`});
        }
        const type = typeOf(role, weightType);
        assertWholeBlocks(type, shape[0]!, path);
        return [{name: tensorNames[role], type, shape, source}];
    });
}

const typeOf = (role: TensorRole, weightType: WeightType): WeightType => (role === "encoderWeight" || role === "decoderWeight" ? weightType : "F32");

async function writeTensor(handle: FileHandle, {type, shape, source}: PlannedTensor, start: number, onBytes: (done: number) => void): Promise<void> {
    const total = shape.reduce((product, size) => product * size, 1);
    let count = 0;
    // Two, as the last one is still being written while the next one is encoded.
    const encoded = [new Uint8Array(0), new Uint8Array(0)];
    let turn = 0;
    let writing = Promise.resolve();
    onBytes(0);
    for await (const values of source.chunks()) {
        const bad = firstNotFinite(values);
        if (bad >= 0) throw new EngineError("dictionary/not-finite", {path: source.path, tensor: source.name, index: count + bad});
        const bytes = bytesOf(type, values.length);
        const slot = turn++ % 2;
        if (type !== "F32" && encoded[slot]!.byteLength < bytes) encoded[slot] = new Uint8Array(bytes);
        const overflow = type === "F32" ? -1 : encodeElements(type, values, encoded[slot]!);
        if (overflow >= 0) {
            const detail = `${source.name} holds ${values[overflow]} at ${count + overflow}, beyond what ${type} can hold`;
            throw new EngineError("dictionary/unsupported", {path: source.path, detail});
        }
        // F32 goes out as it came in, without a copy.
        const out = type === "F32" ? new Uint8Array(values.buffer, values.byteOffset, values.byteLength) : encoded[slot]!.subarray(0, bytes);
        await writing;
        writing = writeFully(handle, out, start + bytesOf(type, count));
        // Its failure is met when the next chunk comes, or at the end.
        writing.catch(() => {});
        count += values.length;
        onBytes(bytesOf(type, count));
    }
    await writing;
    if (count !== total) throw new EngineError("engine/internal", {detail: `${source.name} gave ${count} numbers, not ${total}`});
}

async function writeFully(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
    for (let done = 0; done < bytes.byteLength; ) {
        const {bytesWritten} = await handle.write(bytes, done, bytes.byteLength - done, position + done);
        done += bytesWritten;
    }
}
