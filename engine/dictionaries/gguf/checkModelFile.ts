import {readModelHeader} from "./readModelHeader.ts";

/**
 * Walks a model's header before llama.cpp does, which may wait for ever on a header that makes no sense and says little about one that ends early.
 * @throws EngineError `file/not-found`, `file/no-permission`, `file/truncated`, `file/malformed`
 */
export async function checkModelFile(path: string): Promise<void> {
    await readModelHeader(path);
}
