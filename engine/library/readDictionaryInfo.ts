import type {DictionaryInfo} from "../contract/index.ts";
import {type DictionaryFile, readDictionaryFile} from "../dictionaries/index.ts";

/**
 * A `.sae.gguf` as lists show it.
 * @throws EngineError `file/*`, `dictionary/*`
 */
export async function readDictionaryInfo(path: string): Promise<DictionaryInfo> {
    return dictionaryInfo(await readDictionaryFile(path));
}

/** @param nLabels how many features have a label in this workspace */
export function dictionaryInfo(file: DictionaryFile, nLabels = 0): DictionaryInfo {
    const {id, name, path, architecture, dModel, nFeatures, layer, hookSite, weightType, bytes, normalization} = file;
    const {trainedOn, license, purpose, residualNorm, cardL0, format} = file;
    return {
        ...{id, name, path, architecture, dModel, nFeatures, layer, hookSite, weightType, bytes, normalization, nLabels},
        ...(trainedOn !== undefined && {trainedOn}),
        ...(license !== undefined && {license}),
        ...(purpose !== undefined && {purpose}),
        ...(residualNorm !== undefined && {residualNorm}),
        ...(cardL0 !== undefined && {cardL0}),
        ...(format !== undefined && {format})
    };
}
