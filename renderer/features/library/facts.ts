import type {CatalogueDictionary, DictionaryEntry, ModelShape} from "../../../engine/contract/library.ts";
import type {DictionaryInfo, ModelEntry, ModelFacts, WeightType} from "../../../engine/contract/models.ts";
import {bytes, count, parameters, shown} from "../../widgets/numbers.ts";
import {tells} from "../models/index.ts";

const origins: Record<ModelEntry["origin"], string> = {bundled: "comes with Saelor", library: "in the library's folder", linked: "linked where it lies"};
export const originWords = (origin: ModelEntry["origin"]) => origins[origin];

/** `4.9 GB`, `llama, 32 layers × 4,096`, `8 B parameters`: what a model's header tells. */
export function modelFacts(facts: ModelFacts | undefined): readonly string[] {
    if (facts === undefined) return [];
    return [
        bytes(facts.bytes),
        `${facts.architecture}, ${facts.nLayers} layers × ${count(facts.dModel)}`,
        ...(facts.nParameters === undefined ? [] : [`${parameters(facts.nParameters)} parameters`]),
        `context up to ${count(facts.trainedContextSize)}`,
        ...(facts.chat ? [] : ["base model, no chat template"]),
        ...(facts.license === undefined ? [] : [facts.license])
    ];
}

/** `layer 19`, `65,536 features`, `L0 91`: what tells one dictionary from another, and is not told by its name already. */
export function dictionaryFacts(info: DictionaryInfo | undefined): readonly string[] {
    if (info === undefined) return [];
    return [
        ...(tells(info.name, `layer ${info.layer}`) ? [] : [`after layer ${info.layer}`]),
        ...(tells(info.name, `${info.nFeatures} features`) ? [] : [`${count(info.nFeatures)} features`]),
        ...(info.cardL0 === undefined ? [] : [`L0 ${shown(info.cardL0, 1)}`]),
        info.architecture,
        info.weightType,
        bytes(info.bytes),
        ...(info.nLabels > 0 ? [`${count(info.nLabels)} labels`] : []),
        ...(info.license === undefined ? [] : [info.license])
    ];
}

/** What a dictionary that is not here yet is. */
export function catalogueFacts({title, layer, nFeatures, l0, bytes: size, license, format}: CatalogueDictionary): readonly string[] {
    // what its title says already is not said twice
    const news = (fact: string, said: string) => (tells(title, said) ? [] : [fact]);
    return [
        ...news(`after layer ${layer}`, `layer ${layer}`),
        ...news(`${count(nFeatures)} features`, `${nFeatures} features`),
        ...(l0 === undefined ? [] : [`L0 ${shown(l0, 1)}`]),
        format,
        bytes(size),
        ...(license === undefined ? [] : [license])
    ];
}

export const shapeFacts = ({nLayers, dModel}: ModelShape) => `${nLayers} layers × ${count(dModel)}`;

const BYTES_PER_WEIGHT: Record<WeightType, number> = {F32: 4, F16: 2, BF16: 2, Q8_0: 34 / 32};

/** Bytes of a converted dictionary: its encoder and its decoder, which are all but a thousandth of it. */
export const convertedBytes = (type: WeightType, {dModel, nFeatures}: {readonly dModel: number; readonly nFeatures: number}) =>
    2 * dModel * nFeatures * BYTES_PER_WEIGHT[type];

/** The type that a published dictionary's weights have, by its size: F16 and BF16 take the same room. */
export function publishedType({bytes: size, dModel, nFeatures}: Pick<CatalogueDictionary, "bytes" | "dModel" | "nFeatures">): WeightType {
    // biases and headers add a thousandth
    return Math.round(size / (2 * dModel * nFeatures)) === 2 ? "F16" : "F32";
}

/** Whether a dictionary reads vectors of the width that a model has; unknown widths might. */
export const mayBelong = (entry: DictionaryEntry, facts: ModelFacts | undefined) =>
    entry.info === undefined || facts === undefined || entry.info.dModel === facts.dModel;
