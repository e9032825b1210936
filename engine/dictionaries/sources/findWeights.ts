import {open, readdir, stat} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import {EngineError} from "../../contract/errors.ts";
import {containerKind, MAGIC_BYTES} from "../containers/openContainer.ts";
import {toFileError} from "../files/toFileError.ts";

/** More files of weights than that in one folder are not looked at: a person has to choose anyway. */
const MAX_FILES = 64;

/**
 * Files that may hold the weights of what a person named: the file itself, or those in a folder that begin like a container of tensors. A
 * configuration stands for its folder. Llama Scope keeps its weights in `checkpoints/`, which is looked into when there are none beside it.
 * @throws EngineError `file/not-found`, `file/no-permission`, `dictionary/unknown-format` for a folder without weights
 */
export async function findWeights(path: string): Promise<readonly string[]> {
    const stats = await stat(path).catch((error: unknown) => Promise.reject(toFileError(error, path, "read")));
    const isConfig = stats.isFile() && path.endsWith(".json");
    if (!stats.isDirectory() && !isConfig) return [path];
    const folder = isConfig ? dirname(path) : path;
    const entries = await readdir(folder, {withFileTypes: true}).catch((error: unknown) => Promise.reject(toFileError(error, folder, "read")));
    const found = await weightsAmong(folder);
    if (found.length > 0) return found;
    if (entries.some(({name}) => name === "checkpoints")) {
        const deeper = await weightsAmong(join(folder, "checkpoints"));
        if (deeper.length > 0) return deeper;
    }
    throw new EngineError("dictionary/unknown-format", {path, detail: whatIsThere(entries.map((entry) => ({name: entry.name, folder: entry.isDirectory()})))});
}

async function weightsAmong(folder: string): Promise<string[]> {
    const names = (await readdir(folder).catch(() => [])).sort((a, b) => a.localeCompare(b, "en", {numeric: true})).slice(0, 1024);
    const found: string[] = [];
    for (const name of names) {
        const path = join(folder, name);
        if (!name.endsWith(".json") && (await beginsLikeWeights(path))) found.push(path);
        if (found.length >= MAX_FILES) break;
    }
    return found;
}

async function beginsLikeWeights(path: string): Promise<boolean> {
    // Looked at before it is opened: opening a named pipe would wait for its writer.
    const stats = await stat(path).catch(() => undefined);
    if (!stats?.isFile()) return false;
    const handle = await open(path, "r").catch(() => undefined);
    if (!handle) return false;
    try {
        const start = new Uint8Array(MAGIC_BYTES);
        const {bytesRead} = await handle.read(start, 0, MAGIC_BYTES, 0);
        return containerKind(start.subarray(0, bytesRead)) !== undefined;
    } finally {
        await handle.close();
    }
}

function whatIsThere(entries: readonly {readonly name: string; readonly folder: boolean}[]): string {
    const list = (names: readonly string[]) => names.slice(0, 5).join(", ") + (names.length > 5 ? ", …" : "");
    const folders = entries.filter(({folder}) => folder).map(({name}) => name);
    const configs = entries.filter(({name, folder}) => !folder && name.endsWith(".json")).map(({name}) => basename(name));
    const models = entries.filter(({name, folder}) => !folder && /\.gguf$/i.test(name)).map(({name}) => name);
    if (models.length > 0) return `a folder with ${models.length} GGUF file${models.length > 1 ? "s" : ""} (${list(models)}); name one of the files`;
    if (configs.length > 0) return `a folder with ${list(configs)} and no weights beside it (a .safetensors, .npz or .pt)`;
    if (folders.length > 0) return `a folder without weights; one of its folders (${list(folders)}) may have them`;
    return "a folder without weights";
}
