import {tensorSource} from "../containers/tensorSource.ts";
import type {TensorSource} from "../types.ts";
import type {LaterNumbers} from "./laterNumbers.ts";
import type {FeatureMatrix} from "./types.ts";

/** One row of d_model numbers per feature, as they were published. */
export function featureRows({tensor, featureAxis}: FeatureMatrix): TensorSource {
    return tensorSource(tensor, {transposed: featureAxis === 1});
}

/** Each row times its own number. */
export function scaledRows(source: TensorSource, factors: LaterNumbers): TensorSource {
    const [columns = 0] = source.shape;
    return {
        ...source,
        async *chunks() {
            const byRow = await factors();
            let row = 0;
            for await (const chunk of source.chunks()) {
                for (let start = 0; start < chunk.length; start += columns, row++) {
                    const factor = byRow[row]!;
                    if (factor !== 1) for (let i = start; i < start + columns; i++) chunk[i]! *= factor;
                }
                yield chunk;
            }
        }
    };
}

/** Each row without its mean, so that the mean of what it is multiplied with does not count. */
export function centredRows(source: TensorSource): TensorSource {
    const [columns = 0] = source.shape;
    return {
        ...source,
        async *chunks() {
            for await (const chunk of source.chunks()) {
                for (let start = 0; start < chunk.length; start += columns) {
                    let sum = 0;
                    for (let i = start; i < start + columns; i++) sum += chunk[i]!;
                    const mean = sum / columns;
                    for (let i = start; i < start + columns; i++) chunk[i]! -= mean;
                }
                yield chunk;
            }
        }
    };
}

/** A vector that is worked out rather than read. */
export function workedOut(path: string, name: string, length: number, numbers: LaterNumbers): TensorSource {
    return {
        path,
        name,
        shape: [length],
        async *chunks() {
            yield Float32Array.from(await numbers());
        }
    };
}
