import {basename} from "node:path";
import {z} from "zod";
import {conversionOptionsSchema} from "../../contract/index.ts";
import type {Executor} from "../../runs/types.ts";
import {statFile} from "../statFile.ts";
import type {Installer} from "../types.ts";
import {assertSpace} from "./assertSpace.ts";
import {type ConvertCheckpoint, convertCheckpointSchema, incomingFolder} from "./checkpoint.ts";
import {installDictionary} from "./installDictionary.ts";
import {removeRunFolder} from "./removeRunFolder.ts";

const inputSchema = z.object({path: z.string(), conversion: conversionOptionsSchema, pairWith: z.string().optional()});
type Input = z.infer<typeof inputSchema>;

/** Turns a published dictionary on this machine into a `.sae.gguf` in the library, and pairs it. What it is made of stays. */
export function convertExecutor({installer}: {readonly installer: Installer}): Executor<Input, ConvertCheckpoint, {dictionary: string}> {
    return {
        // each keeps a disk and a processor busy
        limit: 1,
        resumes: true,
        readInput: (stored) => inputSchema.parse(stored),
        readCheckpoint: (stored) => convertCheckpointSchema.parse(stored),

        async execute({id, input: {path, conversion, pairWith}, checkpoint}, {signal, onProgress, saveCheckpoint}) {
            const state = checkpoint ?? {library: installer.dictionariesFolder()};
            saveCheckpoint(state);
            const stats = await statFile(path);
            if (stats?.isFile()) await assertSpace([{folder: state.library, bytes: stats.size}]);
            const written = await installDictionary({
                input: path,
                ours: false,
                incoming: incomingFolder(state.library, id),
                dictionariesFolder: state.library,
                name: conversion.name ?? basename(path).replace(/(?:\.sae)?\.(?:pth?|npz|safetensors|json)$/i, ""),
                conversion,
                target: state.target,
                keepTarget: (target) => saveCheckpoint({...state, target}),
                signal,
                onProgress
            });
            const {path: dictionary} = await installer.dictionaryArrived(written, pairWith);
            await removeRunFolder(state.library, id);
            return {dictionary};
        },

        async discard({id, checkpoint}) {
            if (checkpoint !== undefined) await removeRunFolder(checkpoint.library, id);
        }
    };
}
