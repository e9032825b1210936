import {basename, extname, resolve} from "node:path";
import {EngineError} from "../contract/errors.ts";
import {layerIndex} from "../contract/ids.ts";
import {assertAbsent} from "./files/assertAbsent.ts";
import {hashFile} from "./files/hashFile.ts";
import {OpenFile} from "./files/OpenFile.ts";
import {recognizeDictionary} from "./readers/index.ts";
import {openSourceFile} from "./readers/openSourceFile.ts";
import type {SourceDictionary} from "./readers/types.ts";
import type {DictionaryFile, DictionaryMetadata, RunOptions, WeightType} from "./types.ts";
import {writeDictionaryFile} from "./writeDictionaryFile.ts";

export interface Conversion {
    /** a published dictionary */
    readonly input: string;
    /** the `.sae.gguf` to write */
    readonly output: string;
    /** layer after which the dictionary reads the residual; absent: what the source tells */
    readonly layer?: number | undefined;
    /** absent: the source's own precision */
    readonly weightType?: WeightType | undefined;
    readonly name?: string | undefined;
    /** model that it was trained on */
    readonly model?: string | undefined;
    readonly overwrite?: boolean | undefined;
}

/**
 * Turns a published dictionary into a `.sae.gguf`: recognise, hash, write. Memory stays bounded whatever the size; a failure or an abort
 * leaves the output as it was.
 * @throws EngineError what the readers and `writeDictionaryFile` throw; `input/invalid` without a layer; the signal's reason when aborted
 */
export async function convertDictionary(conversion: Conversion, {signal, onProgress}: RunOptions = {}): Promise<DictionaryFile> {
    const {input, output, overwrite} = conversion;
    if (resolve(input) === resolve(output)) throw new EngineError("input/invalid", {detail: "input and output are the same file"});
    const file = await OpenFile.open(input);
    try {
        signal?.throwIfAborted();
        // Known now, not after minutes of hashing.
        if (!overwrite) await assertAbsent(output);
        const source = recognizeDictionary(await openSourceFile(file));
        const metadata = describeConverted(source, conversion);
        const onBytes = (doneBytes: number) => onProgress?.({stage: "hash", doneBytes, totalBytes: file.size});
        const sourceSha256 = await hashFile(file, {signal, onBytes});
        return await writeDictionaryFile(
            output,
            {metadata: {...metadata, sourceSha256}, weightType: conversion.weightType ?? source.weightType, tensors: source.tensors},
            {overwrite, signal, onProgress}
        );
    } finally {
        await file.close();
    }
}

function describeConverted(source: SourceDictionary, {input, layer: chosen, name, model}: Conversion): DictionaryMetadata {
    const layer = chosen ?? source.layer;
    if (layer === undefined) throw new EngineError("input/invalid", {detail: `${input} does not tell its layer: --layer is needed`});
    if (!Number.isInteger(layer) || layer < 0 || layer > 4096)
        throw new EngineError("input/invalid", {detail: `layer ${layer}; a whole number from 0 is expected`});
    // What is known of a published dictionary holds only where the user does not say that it is another one.
    const known = layer === source.layer ? source : undefined;
    const trainedOn = model ?? known?.trainedOn;
    const sourceFile = basename(input);
    return {
        name: name ?? known?.name ?? basename(sourceFile, extname(sourceFile)),
        ...(known?.license !== undefined && {license: known.license}),
        ...(trainedOn !== undefined && {trainedOn}),
        sourceFile,
        architecture: source.architecture,
        ...(source.topK !== undefined && {topK: source.topK}),
        ...(source.topKSigned && {topKSigned: true}),
        normalization: source.normalization,
        format: source.format,
        ...(known?.cardL0 !== undefined && {cardL0: known.cardL0}),
        dModel: source.dModel,
        nFeatures: source.nFeatures,
        layer: layerIndex(layer),
        hookSite: "resid_post"
    };
}
