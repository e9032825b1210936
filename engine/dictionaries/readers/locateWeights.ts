import {EngineError} from "../../contract/errors.ts";
import type {StoredTensor} from "../containers/types.ts";
import type {FeatureMatrix, Weights} from "../folding/types.ts";

/** Far beyond any dictionary (a million features, 16,384 wide), and small enough that one number per feature is nothing. */
const MAX_FEATURES = 1 << 24;
const MAX_WIDTH = 1 << 20;

/** `FD`: one row per feature; `DF`: one column per feature. */
export type MatrixLayout = "FD" | "DF";

/**
 * @param tensors by the format's names; both matrices must be there
 * @throws EngineError `dictionary/shape-mismatch`, `dictionary/unsupported`
 */
export function locateWeights(
    path: string,
    tensors: ReadonlyMap<string, StoredTensor>,
    encoder: readonly [name: string, layout: MatrixLayout],
    decoder: readonly [name: string, layout: MatrixLayout]
): Weights {
    const require = (name: string, expected: readonly (number | string)[]) => {
        const tensor = tensors.get(name);
        const fits = tensor?.shape.length === expected.length && expected.every((size, i) => typeof size === "string" || size === tensor.shape[i]);
        if (tensor && fits) return tensor;
        const got = tensor ? `[${tensor.shape.join(", ")}]` : "no such tensor";
        throw new EngineError("dictionary/shape-mismatch", {path, tensor: name, expected: `[${expected.join(", ")}]`, got});
    };
    const order = <Size>(layout: MatrixLayout, features: Size, width: Size): [Size, Size] => (layout === "FD" ? [features, width] : [width, features]);

    const first = require(encoder[0], order(encoder[1], "n_features", "d_model"));
    const [nFeatures, dModel] = order(encoder[1], first.shape[0]!, first.shape[1]!);
    if (nFeatures < 1 || dModel < 1 || nFeatures > MAX_FEATURES || dModel > MAX_WIDTH) {
        throw new EngineError("dictionary/unsupported", {path, detail: `${encoder[0]} has ${nFeatures} features of width ${dModel}`});
    }
    const matrix = ([name, layout]: readonly [string, MatrixLayout]): FeatureMatrix => ({
        tensor: require(name, order(layout, nFeatures, dModel)),
        featureAxis: layout === "FD" ? 0 : 1
    });
    const [encoderMatrix, decoderMatrix] = [matrix(encoder), matrix(decoder)];
    const {type} = encoderMatrix.tensor;
    const isHalf = (type === "F16" || type === "BF16") && decoderMatrix.tensor.type === type;
    return {
        path,
        dModel,
        nFeatures,
        encoder: encoderMatrix,
        decoder: decoderMatrix,
        weightType: isHalf ? type : "F32",
        perFeature: (name) => require(name, [nFeatures]),
        perDimension: (name) => require(name, [dModel])
    };
}
