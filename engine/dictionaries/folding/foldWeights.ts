import type {DictionaryTensors, TensorSource, WeightType} from "../types.ts";
import {centredRows, featureRows, scaledRows, workedOut} from "./foldedSources.ts";
import {combined, type LaterNumbers, later} from "./laterNumbers.ts";
import {featureProducts} from "./perFeature.ts";
import type {Weights} from "./types.ts";

/** A published rule in the words of ours: h = encoderScale * W_enc (x - inputShift) + encoderBias, xhat = W_dec (decoderScale * f) + decoderBias. */
export interface Folding {
    /** [F] */
    readonly encoderBias: LaterNumbers;
    /** [F], absent: 1 */
    readonly encoderScale?: LaterNumbers | undefined;
    /** [D], taken off the normalised input; absent: 0 */
    readonly inputShift?: LaterNumbers | undefined;
    /** the reader takes the input's mean off, which centred rows do as well */
    readonly centreInput?: boolean;
    /** [F], absent: 1 */
    readonly decoderScale?: LaterNumbers | undefined;
    /** [D] */
    readonly decoderBias: LaterNumbers;
    /** [F], for `jumprelu` */
    readonly threshold?: LaterNumbers | undefined;
}

export interface Folded {
    readonly dModel: number;
    readonly nFeatures: number;
    readonly weightType: WeightType;
    readonly tensors: DictionaryTensors<TensorSource>;
}

/**
 * The canonical tensors of a published dictionary. Matrices stream, in a pass of their own where a sum over one is needed; sums are double
 * precision, because b_enc - W_enc b_dec is a small difference of large numbers.
 */
export function foldWeights(weights: Weights, folding: Folding): Folded {
    const {path, dModel, nFeatures, encoder, decoder} = weights;
    const {encoderScale, inputShift, centreInput = false, decoderScale, decoderBias, threshold} = folding;
    const centred = centreInput ? centredRows(featureRows(encoder)) : featureRows(encoder);
    const changed = centreInput || encoderScale !== undefined || decoderScale !== undefined;
    const vector = (name: string, length: number, numbers: LaterNumbers) => workedOut(path, name, length, numbers);
    return {
        dModel,
        nFeatures,
        // What was rounded to half precision is no longer so after a multiplication.
        weightType: changed ? "F32" : weights.weightType,
        tensors: {
            encoderWeight: encoderScale ? scaledRows(centred, encoderScale) : centred,
            encoderBias: vector("encoder bias", nFeatures, shiftedBias(weights, folding, inputShift)),
            decoderWeight: decoderScale ? scaledRows(featureRows(decoder), decoderScale) : featureRows(decoder),
            decoderBias: vector("decoder bias", dModel, decoderBias),
            ...(threshold && {threshold: vector("threshold", nFeatures, threshold)})
        }
    };
}

/** b - s * (W v): what is left of the bias when the shift is not taken off the input. */
function shiftedBias({encoder}: Weights, {encoderBias, encoderScale}: Folding, inputShift: LaterNumbers | undefined): LaterNumbers {
    if (!inputShift) return encoderBias;
    const products = later(async () => featureProducts(encoder, await inputShift()));
    if (!encoderScale) return combined((bias, product) => bias - product, encoderBias, products);
    return combined((bias, product, scale) => bias - scale * product, encoderBias, products, encoderScale);
}
