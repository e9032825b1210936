import {EngineError} from "../../contract/errors.ts";
import {bytesPerNumber} from "../containers/bytesPerNumber.ts";
import {checksummed} from "../containers/checksummed.ts";
import type {ZipMember} from "../containers/readZipDirectory.ts";
import type {StoredTensor, TensorContainer} from "../containers/types.ts";
import type {ReadableFile} from "../files/ReadableFile.ts";
import {PickledTensor, type PickleValue} from "./pickleValues.ts";
import {readPickle} from "./readPickle.ts";

const PICKLE_LIMIT = 32 << 20;
/** state dict in a checkpoint in a run's folder of states: three, and room */
const MAX_DEPTH = 6;
const MAX_TENSORS = 20_000;

/**
 * Reads what a PyTorch checkpoint (`torch.save` since 1.6, a zip) holds; the numbers stay in the file. Names of nested dicts are joined with dots.
 * @param file stays the caller's, to close
 * @param members of which one is a data.pkl
 * @throws EngineError `file/truncated`, `file/malformed`, `file/too-large`, `checkpoint/forbidden-global`, `dictionary/unsupported`
 */
export async function readCheckpoint(file: ReadableFile, members: ReadonlyMap<string, ZipMember>): Promise<Extract<TensorContainer, {kind: "pytorch"}>> {
    for (const [name, {deflated}] of members) if (deflated) throw malformed(file.path, `${name} is compressed; checkpoints store`);
    const root = findRoot(members, file.path);
    await assertLittleEndian(file, members.get(`${root}/byteorder`));
    const pickle = await readMember(file, members.get(`${root}/data.pkl`)!, PICKLE_LIMIT);
    const value = readPickle(pickle, file.path);
    const tensors = new Map<string, StoredTensor>();
    collect(value, [], (name, tensor) => {
        if (tensors.size >= MAX_TENSORS) throw malformed(file.path, `more than ${MAX_TENSORS} tensors`);
        tensors.set(name, locate(name, tensor, members.get(`${root}/data/${tensor.storage.key}`), file));
    });
    const keys = value instanceof Map ? [...value.keys()].filter((key) => typeof key === "string") : [];
    return {kind: "pytorch", path: file.path, bytes: file.size, tensors, keys, checksums: checksummed(members), close: async () => {}};
}

/** The folder that holds `data.pkl`; torch names it after the file it was first saved to. */
function findRoot(members: ReadonlyMap<string, ZipMember>, path: string): string {
    const roots = [...members.keys()].filter((name) => name.endsWith("/data.pkl")).map((name) => name.slice(0, -"/data.pkl".length));
    if (roots.length === 1) return roots[0]!;
    throw malformed(path, `several data.pkl: in ${roots.slice(0, 5).join(", ")}`);
}

async function assertLittleEndian(file: ReadableFile, member: ZipMember | undefined): Promise<void> {
    if (member === undefined) return;
    const order = new TextDecoder().decode(await readMember(file, member, 64)).trim();
    if (order !== "little") throw new EngineError("dictionary/unsupported", {path: file.path, detail: `byte order ${order}; little is expected`});
}

async function readMember(file: ReadableFile, {offset, bytes}: ZipMember, limitBytes: number): Promise<Uint8Array> {
    if (bytes > limitBytes) {
        throw new EngineError("file/too-large", {path: file.path, limitBytes, gotBytes: bytes, detail: "a member of the checkpoint other than its numbers"});
    }
    const into = new Uint8Array(bytes);
    await file.readExactly(into, offset);
    return into;
}

/** Every dict is walked once: dicts that hold each other, or one another many times, would never end. */
function collect(value: PickleValue, names: readonly string[], found: (name: string, tensor: PickledTensor) => void, seen: Set<PickleValue> = new Set()): void {
    if (value instanceof PickledTensor) found(names.join("."), value);
    if (!(value instanceof Map) || seen.has(value) || names.length >= MAX_DEPTH) return;
    seen.add(value);
    for (const [key, member] of value) {
        if (typeof key === "string") collect(member, [...names, key], found, seen);
    }
}

function locate(name: string, {storage, offset, shape, strides}: PickledTensor, member: ZipMember | undefined, file: ReadableFile): StoredTensor {
    if (member === undefined) throw malformed(file.path, `${name}: storage ${storage.key} is missing`);
    const width = bytesPerNumber(storage.type);
    if (member.bytes < storage.count * width) {
        throw new EngineError("file/truncated", {
            path: file.path,
            expectedBytes: storage.count * width,
            gotBytes: member.bytes,
            detail: `${name}: storage ${storage.key} is shorter than it says`
        });
    }
    return {name, type: storage.type, shape, strides, file, offset: member.offset + offset * width};
}

function malformed(path: string, detail: string) {
    return new EngineError("file/malformed", {path, format: "PyTorch checkpoint", detail});
}
