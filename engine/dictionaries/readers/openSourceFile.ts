import {EngineError} from "../../contract/errors.ts";
import {Checkpoint} from "../checkpoint/Checkpoint.ts";
import type {OpenFile} from "../files/OpenFile.ts";
import type {SourceFile} from "./types.ts";

/**
 * Looks at a file's first bytes and opens the container that they announce.
 * @param file stays the caller's, to close
 * @throws EngineError `dictionary/unknown-format`, and what the container throws
 */
export async function openSourceFile(file: OpenFile): Promise<SourceFile> {
    const {path} = file;
    if (file.size === 0) throw new EngineError("file/truncated", {path, gotBytes: 0, detail: "the file is empty"});
    const start = new Uint8Array(Math.min(4, file.size));
    await file.readExactly(start, 0);
    const magic = String.fromCharCode(...start);
    if (magic === "PK\u0003\u0004") return {path, checkpoint: await Checkpoint.open(file)};
    throw new EngineError("dictionary/unknown-format", {path, detail: whatItIs(magic)});
}

function whatItIs(magic: string): string {
    if (magic === "GGUF") return "it is a GGUF already; a .sae.gguf needs no conversion";
    // A bare pickle: what torch.save wrote before 1.6.
    if (magic.startsWith("\u0080")) return "a PyTorch checkpoint from before 1.6; load it in PyTorch and save it again";
    return "it does not begin like a PyTorch checkpoint";
}
