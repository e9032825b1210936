import {tensorSource} from "../containers/tensorSource.ts";
import type {FeatureMatrix} from "./types.ts";

/**
 * One number per feature out of one pass over a matrix, in the order in which it lies in the file, in double precision.
 * @param vector of d_model numbers: the result is each feature's product with it; absent: each feature's L2 norm
 * @returns [nFeatures]
 */
async function reduceFeatures({tensor, featureAxis}: FeatureMatrix, vector?: Float64Array): Promise<Float64Array> {
    // Rows as they lie: turning a matrix to sum it up would cost several times the reading.
    const liesInColumns = tensor.strides[0] === 1 && tensor.shape[0] !== 1;
    const source = tensorSource(tensor, {transposed: liesInColumns});
    const [columns = 0] = source.shape;
    const rowsAreFeatures = (featureAxis === 0) !== liesInColumns;
    const sums = new Float64Array(tensor.shape[featureAxis]!);
    let row = 0;
    for await (const chunk of source.chunks()) {
        for (let start = 0; start < chunk.length; start += columns, row++) {
            if (rowsAreFeatures) sums[row] = vector ? dot(chunk, start, vector) : squares(chunk, start, columns);
            else if (vector) addScaled(sums, chunk, start, vector[row]!);
            else addSquares(sums, chunk, start);
        }
    }
    if (!vector) for (let i = 0; i < sums.length; i++) sums[i] = Math.sqrt(sums[i]!);
    return sums;
}

/** Each feature's product with a vector of d_model numbers: W v. */
export const featureProducts = (matrix: FeatureMatrix, vector: Float64Array) => reduceFeatures(matrix, vector);

/** Each feature's L2 norm. */
export const featureNorms = (matrix: FeatureMatrix) => reduceFeatures(matrix);

function dot(chunk: Float32Array, start: number, vector: Float64Array): number {
    let sum = 0;
    for (let i = 0; i < vector.length; i++) sum += chunk[start + i]! * vector[i]!;
    return sum;
}

function squares(chunk: Float32Array, start: number, count: number): number {
    let sum = 0;
    for (let i = start; i < start + count; i++) sum += chunk[i]! * chunk[i]!;
    return sum;
}

function addScaled(sums: Float64Array, chunk: Float32Array, start: number, factor: number): void {
    for (let i = 0; i < sums.length; i++) sums[i]! += chunk[start + i]! * factor;
}

function addSquares(sums: Float64Array, chunk: Float32Array, start: number): void {
    for (let i = 0; i < sums.length; i++) sums[i]! += chunk[start + i]! * chunk[start + i]!;
}
