import type {StoredTensor} from "../containers/types.ts";
import type {WeightType} from "../types.ts";

/** A matrix of weights with one vector of d_model numbers per feature, as it was published. */
export interface FeatureMatrix {
    readonly tensor: StoredTensor;
    /** dimension of the tensor that counts the features */
    readonly featureAxis: 0 | 1;
}

/** The two matrices of a published dictionary, and its vectors by name, checked against each other's sizes. */
export interface Weights {
    readonly path: string;
    readonly dModel: number;
    readonly nFeatures: number;
    readonly encoder: FeatureMatrix;
    readonly decoder: FeatureMatrix;
    /** the type that keeps both matrices exactly; F64 is rounded to F32, which no model exceeds */
    readonly weightType: WeightType;
    /** A tensor of one number per feature. @throws EngineError `dictionary/shape-mismatch`, also when it is missing */
    perFeature(name: string): StoredTensor;
    /** A tensor of d_model numbers. @throws the same */
    perDimension(name: string): StoredTensor;
}
