import {readdir} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import {EngineError} from "../../contract/index.ts";
import type {DictionaryFile} from "../../dictionaries/index.ts";
import {malformedLabels} from "./labelFileErrors.ts";
import {contradiction} from "./trainedFor.ts";

/** `v1/<model>/<source>/explanations` and a folder around it */
const MAX_DEPTH = 5;
/** Neuronpedia has thousands of sources; a folder with more folders than this is no download of theirs. */
const MAX_FOLDERS = 20_000;
const BATCH = /^batch-(\d+)\.jsonl(\.gz)?$/;

/**
 * The files of one source of Neuronpedia's export, in their order: `v1/<model>/<source>/explanations/batch-N.jsonl.gz`. The folder may be
 * any on that path; of several sources, the one that is this dictionary's.
 * @throws EngineError `file/malformed` when there is none, `input/invalid` when it is unclear which; and what `readdir` throws
 */
export async function neuronpediaFiles(folder: string, dictionary: DictionaryFile): Promise<string[]> {
    const found = await explanationFolders(folder);
    if (found.length === 0) throw malformedLabels(folder, "no explanations/batch-N.jsonl.gz in this folder or the folders in it");
    const fitting = found.filter(({model, source}) => contradiction({modelId: model, layer: source}, dictionary) === undefined);
    const chosen = found.length === 1 ? found[0] : fitting.length === 1 ? fitting[0] : undefined;
    if (chosen === undefined) {
        const names = (fitting.length > 1 ? fitting : found).map(({model, source}) => `${model}/${source}`);
        const listed = `${names.slice(0, 20).join(", ")}${names.length > 20 ? ` and ${names.length - 20} more` : ""}`;
        throw new EngineError("input/invalid", {detail: `the folder holds labels of ${found.length} dictionaries: give the folder of one of ${listed}`});
    }
    return chosen.files;
}

interface ExplanationFolder {
    readonly model: string;
    readonly source: string;
    readonly files: string[];
}

async function explanationFolders(folder: string): Promise<ExplanationFolder[]> {
    const found: ExplanationFolder[] = [];
    let folders = 0;
    const walk = async (at: string, depth: number): Promise<void> => {
        if (++folders > MAX_FOLDERS) throw malformedLabels(folder, `more than ${MAX_FOLDERS} folders`);
        const entries = await readdir(at, {withFileTypes: true});
        // `features/` and `activations/` beside it have batches too
        const files = entries.filter((entry) => entry.isFile() && BATCH.test(entry.name)).map(({name}) => name);
        if (files.length > 0 && (basename(at) === "explanations" || depth === 0)) {
            const source = dirname(at);
            const ordered = files.sort((a, b) => Number(BATCH.exec(a)![1]) - Number(BATCH.exec(b)![1]));
            found.push({source: basename(source), model: basename(dirname(source)), files: ordered.map((name) => join(at, name))});
        }
        if (depth < MAX_DEPTH) for (const entry of entries) if (entry.isDirectory()) await walk(join(at, entry.name), depth + 1);
    };
    await walk(folder, 0);
    return found;
}
