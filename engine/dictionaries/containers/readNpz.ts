import {EngineError} from "../../contract/errors.ts";
import type {ReadableFile} from "../files/ReadableFile.ts";
import {bytesPerNumber} from "./bytesPerNumber.ts";
import {checksummed} from "./checksummed.ts";
import {InflatedMember} from "./InflatedMember.ts";
import {NPY_HEADER_LIMIT, parseNpyHeader} from "./parseNpyHeader.ts";
import type {ZipMember} from "./readZipDirectory.ts";
import type {StoredTensor, TensorContainer} from "./types.ts";

/**
 * The arrays of a numpy archive, stored or compressed.
 * @param file stays the caller's, to close
 * @param scratch folder for compressed arrays, should they be read
 * @throws EngineError `file/malformed`, `file/truncated`
 */
export async function readNpz(file: ReadableFile, members: ReadonlyMap<string, ZipMember>, scratch: string): Promise<Extract<TensorContainer, {kind: "npz"}>> {
    const tensors = new Map<string, StoredTensor>();
    const inflated: InflatedMember[] = [];
    for (const [member, where] of members) {
        if (!member.endsWith(".npy")) continue;
        const name = member.slice(0, -".npy".length);
        const unpacked = where.deflated ? new InflatedMember(file, member, where, scratch) : undefined;
        if (unpacked) inflated.push(unpacked);
        const head = unpacked ? await unpacked.head(NPY_HEADER_LIMIT) : await readHead(file, where);
        const {type, shape, fortranOrder, bytes} = parseNpyHeader(head, file.path, name);
        const needed = bytes + shape.reduce((product, size) => product * size, bytesPerNumber(type));
        if (needed !== where.bytes) {
            const detail = `${name}: [${shape.join(", ")}] of ${type} take ${needed} bytes, and there are ${where.bytes}`;
            throw new EngineError("file/malformed", {path: file.path, format: "npz", detail});
        }
        tensors.set(name, {
            name,
            type,
            shape,
            strides: contiguousStrides(shape, fortranOrder),
            file: unpacked ?? file,
            offset: unpacked ? bytes : where.offset + bytes
        });
    }
    const close = async () => {
        for (const member of inflated) await member.close();
    };
    return {kind: "npz", path: file.path, bytes: file.size, tensors, checksums: checksummed(members), close};
}

async function readHead(file: ReadableFile, {offset, bytes}: ZipMember): Promise<Uint8Array> {
    const head = new Uint8Array(Math.min(bytes, NPY_HEADER_LIMIT));
    await file.readExactly(head, offset);
    return head;
}

function contiguousStrides(shape: readonly number[], fortranOrder: boolean): number[] {
    const strides = new Array<number>(shape.length);
    const order = [...shape.keys()];
    if (!fortranOrder) order.reverse();
    let stride = 1;
    for (const dimension of order) {
        strides[dimension] = stride;
        stride *= shape[dimension]!;
    }
    return strides;
}
