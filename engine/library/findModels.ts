import {basename} from "node:path";
import type {FoundModel, Place} from "../contract/index.ts";
import type {FactsCache} from "./factsCache.ts";
import {fileIdentity} from "./fileIdentity.ts";
import {readOllama} from "./readOllama.ts";
import {isDictionaryName, scanFolder} from "./scanFolder.ts";
import {modelFileName, splitParts} from "./splitParts.ts";
import {statFile} from "./statFile.ts";

interface Deps {
    readonly facts: FactsCache;
    /** id of the model that a file was added as */
    readonly idOf: (identity: string) => string | undefined;
}

/**
 * Models in one's own folders and in those of other programs, each file once: nothing is copied, and nothing but headers is read. GGUF files that
 * are no language models are left out.
 */
export async function findModels(places: readonly Place[], {facts, idOf}: Deps): Promise<FoundModel[]> {
    const found: FoundModel[] = [];
    const seen = new Set<string>();
    for (const place of places) {
        if (!place.exists) continue;
        for (const {path, name, problem} of await candidates(place)) {
            const identity = await fileIdentity(path);
            if (seen.has(identity)) continue;
            seen.add(identity);
            const read = problem === undefined ? await facts.model(path) : undefined;
            if (read?.code === "model/wrong-kind") continue;
            const whole = await Promise.all(splitParts(path).map(async (part) => (await statFile(part))?.size ?? 0));
            const wrong = problem ?? read?.problem;
            const modelId = idOf(identity);
            found.push({
                path,
                name: name ?? modelFileName(path),
                place: place.kind,
                ...(read?.info !== undefined && {facts: read.info}),
                bytes: whole.reduce((sum, size) => sum + size, 0),
                ...(wrong !== undefined && {problem: wrong}),
                ...(modelId !== undefined && {modelId})
            });
        }
    }
    return found;
}

interface Candidate {
    readonly path: string;
    readonly name?: string;
    readonly problem?: string;
}

async function candidates({path, kind}: Place): Promise<readonly Candidate[]> {
    if (kind === "ollama") return readOllama(path);
    const files = (await scanFolder(path)).filter((file) => !isDictionaryName(file));
    return files.filter((file) => !/^mmproj/i.test(basename(file))).map((file) => ({path: file}));
}
