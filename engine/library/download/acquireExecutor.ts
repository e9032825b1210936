import {type Acquire, acquireSchema} from "../../contract/index.ts";
import type {Executor, ExecutorContext} from "../../runs/types.ts";
import {ensureFolder} from "../../store/ensureFolder.ts";
import type {Installer} from "../types.ts";
import {assertSpace, type freeBytes} from "./assertSpace.ts";
import {type AcquireCheckpoint, acquireCheckpointSchema, incomingFolder} from "./checkpoint.ts";
import {dictionaryName, sourceFolder, sourceInput} from "./dictionaryNames.ts";
import {fetchModel, unplaceModel, withCopy} from "./fetchModel.ts";
import {bytesThere, fetchSource} from "./fetchSource.ts";
import {installDictionary, isCanonical} from "./installDictionary.ts";
import {oneAtATime} from "./oneAtATime.ts";
import {persevere} from "./persevere.ts";
import {isRefusal, refuseEarly} from "./refuseEarly.ts";
import {removeRunFolder} from "./removeRunFolder.ts";
import {resolveSource} from "./resolveSource.ts";
import type {Hub} from "./types.ts";

export interface AcquireDeps {
    readonly hub: Hub;
    readonly installer: Installer;
    readonly free?: typeof freeBytes;
}

type Context = ExecutorContext<AcquireCheckpoint>;

/** Two, so that a small dictionary need not wait for a large model. */
const AT_ONCE = 2;

/** Fetches a model, a dictionary or both, converts and pairs them: `Acquire` in the contract. */
export function acquireExecutor({hub, installer, free}: AcquireDeps): Executor<Acquire, AcquireCheckpoint, {modelId?: string; dictionary?: string}> {
    const alone = oneAtATime();
    return {
        limit: AT_ONCE,
        resumes: true,
        readInput: (stored) => acquireSchema.parse(stored),
        readCheckpoint: (stored) => acquireCheckpointSchema.parse(stored),

        async execute({id, input, checkpoint}, context) {
            const {signal, onProgress, saveCheckpoint} = context;
            let state = checkpoint ?? (await prepare(input, context));
            const save = (more: AcquireCheckpoint) => {
                state = {...state, ...more};
                saveCheckpoint(state);
            };
            const {model, dictionary} = state;
            const sizes = {model: sizeOf(model), dictionary: sizeOf(dictionary)};
            const total = sizes.model + sizes.dictionary;

            try {
                if (dictionary !== undefined && dictionary.installed === undefined && dictionary.target === undefined)
                    await refuseEarly(hub, dictionary, {runFolder: incomingFolder(dictionary.library, id), signal, onProgress, before: 0, total});
                await bring();
            } catch (error) {
                // what can't be used is not worth its place on the disk; a fact that lacks can still be told
                if (isRefusal(error)) await removeIncoming(id, state);
                throw error;
            }
            await removeIncoming(id, state);
            const result = {modelId: state.model?.modelId, dictionary: state.dictionary?.installed};
            return {...(result.modelId !== undefined && {modelId: result.modelId}), ...(result.dictionary !== undefined && {dictionary: result.dictionary})};

            async function bring(): Promise<void> {
                if (model !== undefined && model.modelId === undefined) {
                    const key = JSON.stringify([model.repo, model.commit, model.files]);
                    const onWait = () => onProgress({stage: "preparing", done: 0, total, unit: "bytes", note: "another run fetches the same model"});
                    await alone(key, {signal, onWait}, async () => {
                        const known = model.folder === undefined ? await withCopy(model, context) : model;
                        save({model: known});
                        await assertSpace(needs(id, state), free);
                        await fetchModel(known, {
                            runFolder: incomingFolder(model.library, id),
                            hub,
                            installer,
                            signal,
                            onProgress,
                            before: 0,
                            total,
                            save: (now) => save({model: now})
                        });
                    });
                }
                if (dictionary !== undefined && dictionary.installed === undefined) {
                    await assertSpace(needs(id, state), free);
                    const installed = await bringDictionary({id, input, state, save, before: sizes.model, total}, context);
                    const pairWith = state.model?.modelId ?? input.pairWith;
                    const {path} = await installer.dictionaryArrived(installed, pairWith);
                    save({dictionary: {...state.dictionary!, installed: path}});
                }
            }
        },

        async discard({id, checkpoint}) {
            if (checkpoint === undefined) return;
            if (checkpoint.model !== undefined) await unplaceModel(checkpoint.model);
            await removeIncoming(id, checkpoint);
        }
    };

    /** Asks the hub what exactly is to be fetched, and keeps it: a resumed run fetches the same, whatever was published meanwhile. */
    async function prepare(input: Acquire, {signal, onProgress, saveCheckpoint}: Context): Promise<AcquireCheckpoint> {
        const onNote = (note: string) => onProgress({stage: "preparing", done: 0, total: 1, unit: "items", note});
        const resolve = (source: NonNullable<Acquire["model"]>) =>
            persevere(() => resolveSource(hub, source, signal), {patience: hub.patience, signal, onNote});
        onProgress({stage: "preparing", done: 0, total: 1, unit: "items"});
        const model = input.model && {...(await resolve(input.model)), library: installer.modelsFolder()};
        const dictionary = input.dictionary && {...(await resolve(input.dictionary)), library: installer.dictionariesFolder()};
        const state = {...(model && {model}), ...(dictionary && {dictionary})};
        saveCheckpoint(state);
        return state;
    }

    async function bringDictionary({id, input, state, save, before, total}: Bringing, {signal, onProgress}: Context): Promise<string> {
        const dictionary = state.dictionary!;
        const conversion = input.dictionary!.conversion;
        const incoming = incomingFolder(dictionary.library, id);
        const folder = sourceFolder(incoming, dictionary);
        if (dictionary.target === undefined) await fetchSource(hub, dictionary, folder, {runFolder: incoming, signal, onProgress, before, total});
        return installDictionary({
            input: sourceInput(dictionary, folder),
            ours: true,
            incoming,
            dictionariesFolder: dictionary.library,
            name: conversion.name ?? dictionaryName(dictionary),
            conversion,
            target: dictionary.target,
            keepTarget: (target) => save({dictionary: {...dictionary, target}}),
            signal,
            onProgress
        });
    }
}

interface Bringing {
    readonly id: string;
    readonly input: Acquire;
    readonly state: AcquireCheckpoint;
    readonly save: (more: AcquireCheckpoint) => void;
    readonly before: number;
    readonly total: number;
}

function sizeOf(source: AcquireCheckpoint["model"]): number {
    return source?.files.reduce((sum, {bytes}) => sum + bytes, 0) ?? 0;
}

/** What is still to be written. A converted dictionary takes as much as its source, at most, and both are there at once. */
function needs(id: string, {model, dictionary}: AcquireCheckpoint) {
    const list: {folder: string; bytes: number}[] = [];
    if (model !== undefined && model.folder === undefined)
        list.push({folder: model.library, bytes: sizeOf(model) - bytesThere(model, incomingFolder(model.library, id))});
    if (dictionary !== undefined && dictionary.installed === undefined) {
        const there = bytesThere(dictionary, sourceFolder(incomingFolder(dictionary.library, id), dictionary));
        const copies = dictionary.files.every(({path}) => isCanonical(path)) ? 1 : 2;
        list.push({folder: dictionary.library, bytes: copies * sizeOf(dictionary) - there});
    }
    for (const {folder} of list) ensureFolder(folder);
    return list;
}

async function removeIncoming(id: string, {model, dictionary}: AcquireCheckpoint): Promise<void> {
    for (const one of [model, dictionary]) if (one !== undefined) await removeRunFolder(one.library, id);
}
