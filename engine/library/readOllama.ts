import type {Dirent} from "node:fs";
import {readdir, readFile} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import {z} from "zod";
import {statFile} from "./statFile.ts";

/** A model as Ollama keeps it: a blob that is named by its hash, and a manifest that knows what it is called. */
export interface OllamaModel {
    /** as `ollama run` takes it: `llama3.1:8b` */
    readonly name: string;
    readonly path: string;
    readonly problem?: string;
}

const manifestSchema = z.object({layers: z.array(z.object({mediaType: z.string(), digest: z.string()}))});
const MODEL_LAYER = "application/vnd.ollama.image.model";
const MAX_MANIFEST_BYTES = 1 << 20;
const MOST = 2000;

/**
 * What Ollama has fetched. A manifest that makes no sense, or whose blob is gone, becomes a `problem`.
 * @param folder its `models` folder, with `manifests/<registry>/<namespace>/<model>/<tag>` and `blobs/sha256-…`
 */
export async function readOllama(folder: string): Promise<readonly OllamaModel[]> {
    const manifests = await filesAt(join(folder, "manifests"), 4);
    const models: OllamaModel[] = [];
    for (const parts of manifests.slice(0, MOST)) models.push(...(await readManifest(folder, parts)));
    return models;
}

/** What Ollama calls a blob of its own; undefined for any other file. */
export async function ollamaName(path: string): Promise<string | undefined> {
    if (!/^sha256[-:][0-9a-f]{64}$/.test(basename(path)) || basename(dirname(path)) !== "blobs") return undefined;
    return (await readOllama(dirname(dirname(path)))).find((model) => basename(model.path) === basename(path))?.name;
}

async function readManifest(folder: string, parts: readonly string[]): Promise<OllamaModel[]> {
    const manifest = join(folder, "manifests", ...parts);
    const name = nameOf(parts);
    try {
        const size = (await statFile(manifest))?.size ?? 0;
        if (size > MAX_MANIFEST_BYTES) throw new Error(`its manifest has ${size} bytes`);
        const {layers} = manifestSchema.parse(JSON.parse(await readFile(manifest, "utf8")));
        const digest = layers.find(({mediaType}) => mediaType === MODEL_LAYER)?.digest;
        // models that Ollama runs elsewhere have no weights
        if (digest === undefined) return [];
        // what is not a plain hash could lead anywhere on this machine
        if (!/^sha256:[0-9a-f]{64}$/.test(digest)) throw new Error(`its manifest names ${digest.slice(0, 80)}`);
        for (const file of [digest.replace(":", "-"), digest]) {
            const path = join(folder, "blobs", file);
            if ((await statFile(path))?.isFile()) return [{name, path}];
        }
        return [{name, path: join(folder, "blobs", digest.replace(":", "-")), problem: "its weights are gone"}];
    } catch (error) {
        const problem = error instanceof z.ZodError ? "its manifest is not what Ollama writes" : error instanceof Error ? error.message : String(error);
        return [{name, path: manifest, problem}];
    }
}

function nameOf([registry, namespace, model, tag]: readonly string[]): string {
    const ours = registry === "registry.ollama.ai";
    return `${[...(ours ? [] : [registry]), ...(ours && namespace === "library" ? [] : [namespace]), model].join("/")}:${tag}`;
}

/** Files exactly `depth` names below a folder, as those names. */
async function filesAt(folder: string, depth: number, above: readonly string[] = []): Promise<(readonly string[])[]> {
    const entries: Dirent[] = await readdir(join(folder, ...above), {withFileTypes: true}).catch(() => []);
    const found: (readonly string[])[] = [];
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        if (entry.name.startsWith(".") || found.length > MOST) continue;
        const parts = [...above, entry.name];
        if (parts.length === depth && entry.isFile()) found.push(parts);
        else if (parts.length < depth && entry.isDirectory()) found.push(...(await filesAt(folder, depth, parts)));
    }
    return found;
}
