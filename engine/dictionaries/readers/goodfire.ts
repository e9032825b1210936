import {EngineError} from "../../contract/errors.ts";
import {tensorSource} from "../containers/tensorSource.ts";
import {featureRows} from "../folding/foldedSources.ts";
import {locateWeights} from "./locateWeights.ts";
import type {DictionaryReader, SourceDictionary} from "./types.ts";

const NAMES = ["encoder_linear.weight", "encoder_linear.bias", "decoder_linear.weight", "decoder_linear.bias"] as const;

type Published = Pick<SourceDictionary, "layer" | "name" | "trainedOn" | "license" | "cardL0">;

/** The two dictionaries that Goodfire published, known by [n_features, d_model]; the files themselves do not tell. */
const published: Readonly<Record<string, Published>> = {
    "65536x4096": {
        layer: 19,
        name: "Llama-3.1-8B-Instruct-SAE-l19",
        trainedOn: "meta-llama/Llama-3.1-8B-Instruct",
        license: "llama3.1",
        cardL0: 91
    },
    "65536x8192": {
        layer: 50,
        name: "Llama-3.3-70B-Instruct-SAE-l50",
        trainedOn: "meta-llama/Llama-3.3-70B-Instruct",
        license: "llama3.3",
        cardL0: 121
    }
};

/**
 * Goodfire's state dict: encoder_linear.weight [F, D], .bias [F], decoder_linear.weight [D, F], .bias [D], under any prefix.
 * f = relu(W_enc x + b_enc), xhat = W_dec f + b_dec; no centring, no normalisation.
 * @see https://huggingface.co/Goodfire/Llama-3.3-70B-Instruct-SAE-l50
 */
export const goodfire: DictionaryReader = {
    format: "goodfire",
    async read({path, weights}) {
        if (weights.kind !== "pytorch") return undefined;
        const prefixes = [...weights.tensors.keys()].filter((name) => name.endsWith(NAMES[0])).map((name) => name.slice(0, -NAMES[0].length));
        const complete = prefixes.filter((prefix) => NAMES.every((name) => weights.tensors.has(prefix + name)));
        if (complete.length === 0) return undefined;
        if (complete.length > 1) {
            throw new EngineError("dictionary/unsupported", {path, detail: `${complete.length} dictionaries in one file: ${complete.join(", ")}`});
        }
        const [encoder, encoderBias, decoder, decoderBias] = NAMES.map((name) => complete[0] + name) as [string, string, string, string];
        const located = locateWeights(path, weights.tensors, [encoder, "FD"], [decoder, "DF"]);
        const {dModel, nFeatures, weightType} = located;
        return {
            format: "goodfire",
            architecture: "relu",
            normalization: "none",
            dModel,
            nFeatures,
            weightType,
            ...published[`${nFeatures}x${dModel}`],
            tensors: {
                encoderWeight: featureRows(located.encoder),
                encoderBias: tensorSource(located.perFeature(encoderBias)),
                decoderWeight: featureRows(located.decoder),
                decoderBias: tensorSource(located.perDimension(decoderBias))
            }
        };
    }
};
