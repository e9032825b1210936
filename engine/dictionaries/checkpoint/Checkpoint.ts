import {EngineError} from "../../contract/errors.ts";
import type {OpenFile} from "../files/OpenFile.ts";
import {elementTypes} from "../numbers/elementTypes.ts";
import {PickledTensor, type PickleValue, type StorageType} from "./pickleValues.ts";
import {readPickle} from "./readPickle.ts";
import {type FileRange, readZipDirectory} from "./readZipDirectory.ts";

/** A tensor of a checkpoint: where its first number lies, and how far apart the rest are. */
export interface CheckpointTensor {
    readonly name: string;
    readonly type: StorageType;
    /** torch order: the last is the fastest when contiguous */
    readonly shape: readonly number[];
    /** numbers, not bytes */
    readonly strides: readonly number[];
    /** of the first number, from the start of the file, bytes */
    readonly offset: number;
}

const PICKLE_LIMIT = 32 << 20;
/** state dict in a checkpoint in a run's folder of states: three, and room */
const MAX_DEPTH = 6;
const MAX_TENSORS = 20_000;

/** A PyTorch checkpoint (`torch.save` since 1.6, a zip), open for reading; whoever opened it closes it. */
export class Checkpoint {
    readonly file: OpenFile;
    /** by their name; names of nested dicts are joined with dots */
    readonly tensors: ReadonlyMap<string, CheckpointTensor>;

    private constructor(file: OpenFile, tensors: ReadonlyMap<string, CheckpointTensor>) {
        this.file = file;
        this.tensors = tensors;
    }

    /**
     * @param file becomes the checkpoint's; closed here when opening fails
     * @throws EngineError `file/truncated`, `file/malformed`, `file/too-large`, `checkpoint/forbidden-global`, `dictionary/unknown-format`
     * for a zip of another kind, `dictionary/unsupported`
     */
    static async open(file: OpenFile): Promise<Checkpoint> {
        const members = await readZipDirectory(file);
        const root = findRoot(members, file.path);
        await assertLittleEndian(file, members.get(`${root}/byteorder`));
        const pickle = await readMember(file, members.get(`${root}/data.pkl`)!, PICKLE_LIMIT);
        const tensors = new Map<string, CheckpointTensor>();
        collect(readPickle(pickle, file.path), [], (name, tensor) => {
            if (tensors.size >= MAX_TENSORS) throw malformed(file.path, `more than ${MAX_TENSORS} tensors`);
            tensors.set(name, locate(name, tensor, members.get(`${root}/data/${tensor.storage.key}`), file.path));
        });
        return new Checkpoint(file, tensors);
    }

    async close(): Promise<void> {
        await this.file.close();
    }
}

/** The folder that holds `data.pkl`; torch names it after the file it was first saved to. */
function findRoot(members: ReadonlyMap<string, FileRange>, path: string): string {
    const roots = [...members.keys()].filter((name) => name.endsWith("/data.pkl")).map((name) => name.slice(0, -"/data.pkl".length));
    if (roots.length === 1) return roots[0]!;
    if (roots.length > 1) throw malformed(path, `several data.pkl: in ${roots.slice(0, 5).join(", ")}`);
    throw new EngineError("dictionary/unknown-format", {path, detail: "a zip without the data.pkl of a PyTorch checkpoint"});
}

async function assertLittleEndian(file: OpenFile, member: FileRange | undefined): Promise<void> {
    if (member === undefined) return;
    const order = new TextDecoder().decode(await readMember(file, member, 64)).trim();
    if (order !== "little") throw new EngineError("dictionary/unsupported", {path: file.path, detail: `byte order ${order}; little is expected`});
}

async function readMember(file: OpenFile, {offset, bytes}: FileRange, limitBytes: number): Promise<Uint8Array> {
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

function locate(name: string, {storage, offset, shape, strides}: PickledTensor, member: FileRange | undefined, path: string): CheckpointTensor {
    if (member === undefined) throw malformed(path, `${name}: storage ${storage.key} is missing`);
    // Whole numbers are listed and never read, so their width does not matter.
    const width = storage.type === "integer" ? 1 : elementTypes[storage.type].bytes;
    if (member.bytes < storage.count * width) {
        throw new EngineError("file/truncated", {
            path,
            expectedBytes: storage.count * width,
            gotBytes: member.bytes,
            detail: `${name}: storage ${storage.key} is shorter than it says`
        });
    }
    return {name, type: storage.type, shape, strides, offset: member.offset + offset * width};
}

function malformed(path: string, detail: string) {
    return new EngineError("file/malformed", {path, format: "PyTorch checkpoint", detail});
}
