import {type DictionaryInfo, EngineError, type Label, type LabelImport} from "../contract/index.ts";
import {type DictionaryFile, readDictionaryFile} from "../dictionaries/index.ts";
import {labelFeature} from "../features/labelFeature.ts";
import {importLabels} from "../features/labels/importLabels.ts";
import {removeLabels} from "../features/labels/removeLabels.ts";
import type {Engine} from "./engine.ts";
import {learnWeights} from "./learnWeights.ts";

export interface ImportInput {
    readonly dictionary: string;
    readonly path?: string | undefined;
    readonly file?: File | undefined;
    readonly source?: string | undefined;
}

/**
 * Reads labels for a dictionary, loaded or not, and tells the status.
 * @throws EngineError `input/invalid`, `dictionary/not-found`, and what `importLabels` throws
 */
export async function* importLabelsInto(engine: Engine, {dictionary, path, file, source}: ImportInput, signal?: AbortSignal): AsyncGenerator<LabelImport> {
    const input = path ?? file;
    if (input === undefined || (path !== undefined && file !== undefined)) throw new EngineError("input/invalid", {detail: "give a path or a file"});
    yield* importLabels(engine.store, {dictionary: await findDictionary(engine, dictionary), input, source, signal});
    tellLabelCount(engine, dictionary);
}

/** @throws EngineError `store/*` */
export async function removeLabelsOf(engine: Engine, input: {readonly dictionary: string; readonly source: string}): Promise<{removed: number}> {
    const removed = await removeLabels(engine.store, input);
    tellLabelCount(engine, input.dictionary);
    return {removed};
}

/** @throws EngineError `dictionary/not-loaded`, `feature/not-found` */
export function labelOneFeature(engine: Engine, input: {readonly dictionary: string; readonly feature: number; readonly description: string}): Label[] {
    const labels = labelFeature(engine.features, input);
    tellLabelCount(engine, input.dictionary);
    return labels;
}

/**
 * A dictionary that is loaded, in the library, or was loaded here before.
 * @throws EngineError `dictionary/not-found`
 */
export async function findDictionary(engine: Engine, id: string): Promise<DictionaryFile> {
    const loaded = engine.features.dictionary(id);
    if (loaded !== undefined) return loaded.file;
    const entry = (await engine.library.dictionaries.list()).find(({info}) => info?.id === id);
    const path = entry?.path ?? engine.store.dictionaries.find(id)?.path;
    if (path === undefined) throw new EngineError("dictionary/not-found", {path: id});
    const file = await readDictionaryFile(path);
    if (file.id !== id) throw new EngineError("dictionary/not-found", {path});
    await learnWeights(engine.store);
    // what is asked of it, its list among it, is asked of its weights
    engine.store.dictionaries.remember(file);
    return file;
}

/** Brings the status level with the store; while a model is being loaded, when that has ended. */
export function tellLabelCount(engine: Pick<Engine, "status" | "store">, dictionary: string): void {
    const {status, store} = engine;
    const now = status.get();
    // the engine may end before that, and then there is nobody to tell
    if (now.state === "loading")
        whenLoaded(engine)
            .then(
                () => tellLabelCount(engine, dictionary),
                () => undefined
            )
            .catch(() => undefined);
    if (now.state !== "ready") return;
    const counted = (info: DictionaryInfo) => (info.id === dictionary ? {...info, nLabels: store.labels.count(dictionary)} : info);
    const dictionaries = now.model.dictionaries.map(counted);
    if (dictionaries.every(({nLabels}, i) => nLabels === now.model.dictionaries[i]!.nLabels)) return;
    status.set({...now, model: {...now.model, dictionaries}});
}

async function whenLoaded({status}: Pick<Engine, "status">): Promise<void> {
    for await (const {state} of status.follow()) if (state !== "loading") return;
}
