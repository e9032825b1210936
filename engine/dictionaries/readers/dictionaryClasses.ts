import type {ActivationRule} from "../../contract/index.ts";
import type {StoredTensor} from "../containers/types.ts";
import type {Folding} from "../folding/foldWeights.ts";
import {gatedRule} from "../folding/gatedRule.ts";
import {numbersOf, repeated} from "../folding/laterNumbers.ts";
import type {Weights} from "../folding/types.ts";

/** What one of the library's classes computes. */
export interface DictionaryClass {
    readonly architecture: ActivationRule;
    /** `linear`: encoder.weight [F, D], decoder.weight [D, F]; `plain`: W_enc [D, F], W_dec [F, D] */
    readonly layout: "linear" | "plain";
    /** tensors that it has beside the two matrices */
    readonly tensors: readonly string[];
    /** `threshold` is a single number for all features */
    readonly sharesThreshold?: boolean;
    fold(weights: Weights, threshold: number): Folding;
}

const vector = (tensor: StoredTensor) => numbersOf(tensor);

/** A threshold for all features, and none where it was never set: -1. */
const sharedThreshold = ({nFeatures}: Weights, threshold: number) => repeated(threshold, nFeatures);

/**
 * By the name that the configuration gives: what each class takes off its input, and when a feature fires. AutoEncoderTopK has a threshold too, which
 * it does not use unless asked; the others decide by theirs, as training on whole batches can't be repeated for one token.
 * @see https://github.com/saprmarks/dictionary_learning/blob/main/dictionary_learning/dictionary.py and trainers/
 */
export const dictionaryClasses: Readonly<Record<string, DictionaryClass>> = {
    AutoEncoder: {
        architecture: "relu",
        layout: "linear",
        tensors: ["encoder.bias", "bias"],
        fold: (weights) => {
            const bias = vector(weights.perDimension("bias"));
            return {encoderBias: vector(weights.perFeature("encoder.bias")), inputShift: bias, decoderBias: bias};
        }
    },
    AutoEncoderNew: {
        architecture: "relu",
        layout: "linear",
        tensors: ["encoder.bias", "decoder.bias"],
        fold: (weights) => ({encoderBias: vector(weights.perFeature("encoder.bias")), decoderBias: vector(weights.perDimension("decoder.bias"))})
    },
    GatedAutoEncoder: {
        architecture: "jumprelu",
        layout: "linear",
        tensors: ["decoder_bias", "r_mag", "gate_bias", "mag_bias"],
        fold: (weights) => {
            const perFeature = (name: string) => vector(weights.perFeature(name));
            const bias = vector(weights.perDimension("decoder_bias"));
            return {...gatedRule(perFeature("gate_bias"), perFeature("mag_bias"), perFeature("r_mag")), inputShift: bias, decoderBias: bias};
        }
    },
    AutoEncoderTopK: {
        architecture: "topk",
        layout: "linear",
        tensors: ["encoder.bias", "b_dec"],
        fold: (weights) => {
            const bias = vector(weights.perDimension("b_dec"));
            return {encoderBias: vector(weights.perFeature("encoder.bias")), inputShift: bias, decoderBias: bias};
        }
    },
    BatchTopKSAE: {
        architecture: "jumprelu",
        layout: "linear",
        tensors: ["encoder.bias", "b_dec", "threshold"],
        sharesThreshold: true,
        fold: (weights, threshold) => {
            const bias = vector(weights.perDimension("b_dec"));
            return {
                encoderBias: vector(weights.perFeature("encoder.bias")),
                inputShift: bias,
                decoderBias: bias,
                threshold: sharedThreshold(weights, threshold)
            };
        }
    },
    MatryoshkaBatchTopKSAE: {
        architecture: "jumprelu",
        layout: "plain",
        tensors: ["b_enc", "b_dec", "threshold", "group_sizes"],
        sharesThreshold: true,
        fold: (weights, threshold) => {
            const bias = vector(weights.perDimension("b_dec"));
            return {encoderBias: vector(weights.perFeature("b_enc")), inputShift: bias, decoderBias: bias, threshold: sharedThreshold(weights, threshold)};
        }
    },
    JumpReluAutoEncoder: {
        architecture: "jumprelu",
        layout: "plain",
        tensors: ["b_enc", "b_dec", "threshold"],
        fold: (weights) => ({
            encoderBias: vector(weights.perFeature("b_enc")),
            decoderBias: vector(weights.perDimension("b_dec")),
            threshold: vector(weights.perFeature("threshold"))
        })
    }
};
