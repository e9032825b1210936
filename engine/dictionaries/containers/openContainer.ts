import {EngineError} from "../../contract/errors.ts";
import {readCheckpoint} from "../checkpoint/readCheckpoint.ts";
import type {ReadableFile} from "../files/ReadableFile.ts";
import {readNpz} from "./readNpz.ts";
import {looksLikeSafetensors, readSafetensors} from "./readSafetensors.ts";
import {readZipDirectory} from "./readZipDirectory.ts";
import type {TensorContainer} from "./types.ts";

/** Enough of a file's start to tell what it is. */
export const MAGIC_BYTES = 16;

/**
 * Looks at a file's first bytes and opens the container that they announce.
 * @param file stays the caller's, to close
 * @param scratch folder where compressed arrays may be unpacked
 * @throws EngineError `dictionary/unknown-format`, and what the container throws
 */
export async function openContainer(file: ReadableFile, scratch: string): Promise<TensorContainer> {
    const {path} = file;
    if (file.size === 0) throw new EngineError("file/truncated", {path, gotBytes: 0, detail: "the file is empty"});
    const start = new Uint8Array(Math.min(MAGIC_BYTES, file.size));
    await file.readExactly(start, 0);
    switch (containerKind(start)) {
        case "zip":
            return openZip(file, scratch);
        case "safetensors":
            return readSafetensors(file);
        default:
            throw new EngineError("dictionary/unknown-format", {path, detail: whatItIs(start)});
    }
}

/** @param start the first `MAGIC_BYTES` of a file */
export function containerKind(start: Uint8Array): "zip" | "safetensors" | undefined {
    if (text(start, 4) === "PK\u0003\u0004") return "zip";
    return looksLikeSafetensors(start) ? "safetensors" : undefined;
}

async function openZip(file: ReadableFile, scratch: string): Promise<TensorContainer> {
    const members = await readZipDirectory(file, {deflated: true});
    const names = [...members.keys()];
    if (names.some((name) => name.endsWith("/data.pkl"))) return readCheckpoint(file, members);
    if (names.some((name) => name.endsWith(".npy"))) return readNpz(file, members, scratch);
    throw new EngineError("dictionary/unknown-format", {path: file.path, detail: "a zip with neither a PyTorch checkpoint's data.pkl nor arrays of numpy"});
}

function whatItIs(start: Uint8Array): string {
    if (text(start, 4) === "GGUF") return "it is a GGUF already; a .sae.gguf needs no conversion";
    // A bare pickle: what torch.save wrote before 1.6.
    if (start[0] === 0x80) return "a PyTorch checkpoint from before 1.6; load it in PyTorch and save it again";
    return "it begins like no PyTorch checkpoint, safetensors file or numpy archive";
}

function text(start: Uint8Array, length: number): string {
    return String.fromCharCode(...start.subarray(0, length));
}
