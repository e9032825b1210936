import {basename} from "node:path";
import {EngineError, isEngineError} from "../contract/errors.ts";
import {recognizeDictionary} from "./readers/index.ts";
import type {SourceDictionary} from "./readers/types.ts";
import {findWeights} from "./sources/findWeights.ts";
import {type OpenedSource, openSource} from "./sources/openSource.ts";
import type {OpenOptions} from "./sources/types.ts";

/** A published dictionary that is understood and still open. */
export interface OpenedDictionary extends OpenedSource {
    readonly dictionary: SourceDictionary;
}

/**
 * Opens what a person named: a file of weights, its configuration, or the folder of both.
 * @throws EngineError what readers throw; `dictionary/unsupported` for a folder of several dictionaries
 */
export async function openDictionarySource(path: string, options: OpenOptions = {}): Promise<OpenedDictionary> {
    const candidates = await findWeights(path);
    const recognized: OpenedDictionary[] = [];
    const broken: {path: string; error: unknown}[] = [];
    try {
        for (const candidate of candidates) {
            try {
                recognized.push(await openOne(candidate, options));
            } catch (error) {
                // Beside the weights there may be other tensors (SAELens' sparsity); a single file is what was meant.
                if (candidates.length === 1 || !isEngineError(error)) throw error;
                broken.push({path: candidate, error});
            }
        }
        const failed = broken.filter(({error}) => !isEngineError(error, "dictionary/unknown-format"));
        const meant = [...recognized.map(({source}) => source.path), ...failed.map(({path}) => path)];
        if (meant.length > 1) {
            const names = meant.slice(0, 6).map((name) => basename(name));
            const detail = `${meant.length} dictionaries in one folder (${names.join(", ")}${meant.length > 6 ? ", …" : ""}); name one of the files`;
            throw new EngineError("dictionary/unsupported", {path, detail});
        }
        if (recognized[0]) return recognized[0];
        throw failed[0]?.error ?? broken[0]?.error;
    } catch (error) {
        for (const opened of recognized) await opened.close();
        throw error;
    }
}

async function openOne(path: string, options: OpenOptions): Promise<OpenedDictionary> {
    const opened = await openSource(path, options);
    try {
        return {...opened, dictionary: await recognizeDictionary(opened.source)};
    } catch (error) {
        await opened.close();
        throw error;
    }
}
