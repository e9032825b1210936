import {EngineError} from "../../contract/errors.ts";
import type {CheckpointTensor} from "../checkpoint/Checkpoint.ts";
import {tensorSource} from "../checkpoint/tensorSource.ts";
import type {WeightType} from "../types.ts";
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
    read({path, checkpoint}) {
        const prefixes = [...checkpoint.tensors.keys()].filter((name) => name.endsWith(NAMES[0])).map((name) => name.slice(0, -NAMES[0].length));
        const complete = prefixes.filter((prefix) => NAMES.every((name) => checkpoint.tensors.has(prefix + name)));
        if (complete.length === 0) return undefined;
        if (complete.length > 1) {
            throw new EngineError("dictionary/unsupported", {path, detail: `${complete.length} dictionaries in one file: ${complete.join(", ")}`});
        }
        const [encoderWeight, encoderBias, decoderWeight, decoderBias] = NAMES.map((name) => checkpoint.tensors.get(complete[0] + name)!) as [
            CheckpointTensor,
            CheckpointTensor,
            CheckpointTensor,
            CheckpointTensor
        ];
        const [nFeatures = 0, dModel = 0] = encoderWeight.shape;
        if (encoderWeight.shape.length !== 2 || nFeatures === 0 || dModel === 0) throw mismatch(path, encoderWeight, ["n_features", "d_model"]);
        assertShape(path, encoderBias, [nFeatures]);
        assertShape(path, decoderWeight, [dModel, nFeatures]);
        assertShape(path, decoderBias, [dModel]);
        const {file} = checkpoint;
        return {
            format: "goodfire",
            architecture: "relu",
            normalization: "none",
            dModel,
            nFeatures,
            weightType: precisionOf([encoderWeight, decoderWeight]),
            ...published[`${nFeatures}x${dModel}`],
            tensors: {
                encoderWeight: tensorSource(file, encoderWeight),
                encoderBias: tensorSource(file, encoderBias),
                decoderWeight: tensorSource(file, decoderWeight, {transposed: true}),
                decoderBias: tensorSource(file, decoderBias)
            }
        };
    }
};

/** The type that keeps both weights exactly; F64 is rounded to F32, which no model exceeds. */
function precisionOf([first, ...rest]: readonly CheckpointTensor[]): WeightType {
    const type = first!.type;
    return (type === "F16" || type === "BF16") && rest.every((other) => other.type === type) ? type : "F32";
}

function assertShape(path: string, tensor: CheckpointTensor, expected: readonly number[]): void {
    if (tensor.shape.join() !== expected.join()) throw mismatch(path, tensor, expected);
}

function mismatch(path: string, {name, shape}: CheckpointTensor, expected: readonly (number | string)[]) {
    return new EngineError("dictionary/shape-mismatch", {path, tensor: name, expected: `[${expected.join(", ")}]`, got: `[${shape.join(", ")}]`});
}
