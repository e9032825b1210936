import type {Look} from "../contract/library.ts";
import {elementTypes} from "./numbers/elementTypes.ts";
import {openDictionarySource} from "./openDictionarySource.ts";
import type {WeightType} from "./types.ts";

export type SourceLook = Extract<Look, {kind: "source"}>;

const WEIGHT_TYPES: readonly WeightType[] = ["F32", "F16", "BF16", "Q8_0"];

/**
 * What a published dictionary is, without reading its weights.
 * @param path a file of weights, its configuration, or the folder of both
 * @throws EngineError what `convertDictionary` would throw for it before reading the weights
 */
export async function lookAtSource(path: string, options: {readonly signal?: AbortSignal | undefined} = {}): Promise<SourceLook> {
    const {dictionary, source, close} = await openDictionarySource(path, options);
    try {
        const {format, architecture, dModel, nFeatures, layer, trainedOn, topK} = dictionary;
        return {
            kind: "source",
            path,
            format,
            architecture,
            dModel,
            nFeatures,
            ...(layer !== undefined && {layer}),
            ...(trainedOn !== undefined && {trainedOn}),
            needs: [...(layer === undefined ? (["layer"] as const) : []), ...(architecture === "topk" && topK === undefined ? (["k"] as const) : [])],
            weightTypes: WEIGHT_TYPES.filter((type) => dModel % elementTypes[type].block === 0),
            bytes: source.weights.bytes
        };
    } finally {
        await close();
    }
}
