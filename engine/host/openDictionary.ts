import type {DictionaryInfo} from "../contract/index.ts";
import {type CalibratedDictionary, calibratedDictionary, readDictionaryFile} from "../dictionaries/index.ts";
import {takeLabelsBeside} from "../features/labels/takeLabelsBeside.ts";
import {withMeasured} from "../features/withMeasured.ts";
import type {Store} from "../store/openStore.ts";
import type {ModelRecipe} from "./bundledDemo.ts";
import {learnWeights} from "./learnWeights.ts";

/** A dictionary of the loaded model, and how the picker describes it. */
export interface OpenDictionary {
    readonly calibrated: CalibratedDictionary;
    readonly info: DictionaryInfo;
}

/**
 * Reads what a dictionary says about itself and takes its labels into the store.
 * @throws EngineError `file/*`, `dictionary/*`
 */
export async function openDictionary(store: Store, {path, labels, purpose}: ModelRecipe["dictionaries"][number]): Promise<OpenDictionary> {
    const file = await readDictionaryFile(path);
    await learnWeights(store);
    store.dictionaries.remember(file);
    if (labels !== undefined) await takeLabelsBeside(store, file, labels);
    const calibrated = withMeasured(await calibratedDictionary(file), store);
    const {id, name, architecture, dModel, nFeatures, layer, hookSite, weightType, bytes, trainedOn, license, residualNorm, normalization, cardL0, format} =
        file;
    const saidPurpose = file.purpose ?? purpose;
    return {
        calibrated,
        info: {
            ...{id, name, path, architecture, dModel, nFeatures, layer, hookSite, weightType, bytes, normalization},
            ...(trainedOn !== undefined && {trainedOn}),
            ...(license !== undefined && {license}),
            ...(saidPurpose !== undefined && {purpose: saidPurpose}),
            ...(residualNorm !== undefined && {residualNorm}),
            ...(cardL0 !== undefined && {cardL0}),
            ...(format !== undefined && {format}),
            nLabels: store.labels.count(id)
        }
    };
}
