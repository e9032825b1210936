import {availableParallelism} from "node:os";
import {tensorTypeNumbers} from "../dictionaries/gguf/ggufTypes.ts";
import type {DictionaryFile} from "../dictionaries/index.ts";
import type {NativeDictionary, NativeMatrix} from "../native/AddonTypes.ts";
import {nativeAddon} from "./nativeAddon.ts";
import {native} from "./nativeErrors.ts";
import {nativeSpec} from "./nativeSpec.ts";

export interface Neighbour {
    readonly feature: number;
    /** cosine of the decoder rows, -1..1 */
    readonly cosine: number;
}

/** Which features write in nearly the same direction. */
export interface DecoderNeighbours {
    /**
     * Nearest to the sum of the features' unit decoder rows, themselves left out; nearest first, ties by index.
     * The first call reads the whole decoder for its rows' lengths.
     * @param features at least one
     */
    near(features: readonly number[], k: number): Promise<Neighbour[]>;
}

/** @throws EngineError `native/failed` */
export function decoderNeighbours(file: DictionaryFile): DecoderNeighbours {
    const {type, offset} = file.tensors.decoderWeight;
    const spec = {path: file.path, type: tensorTypeNumbers[type], offset, columns: file.dModel, rows: file.nFeatures};
    const matrix: NativeMatrix = native(() => new (nativeAddon().Matrix)(spec));
    const dictionary: NativeDictionary = native(() => new (nativeAddon().Dictionary)(nativeSpec(file)));
    const threads = availableParallelism();
    let norms: Promise<Float32Array> | undefined;
    return {
        async near(features, k) {
            norms ??= matrix.rowNorms(threads);
            const lengths = await norms;
            const direction = new Float32Array(file.dModel);
            for (const feature of features) {
                const row = dictionary.decoderRow(feature);
                const length = lengths[feature]! || 1;
                for (let j = 0; j < direction.length; j++) direction[j]! += row[j]! / length;
            }
            const length = Math.hypot(...direction) || 1;
            const products = await matrix.multiply(direction, threads);
            const own = new Set(features);
            return Array.from(products, (product, feature) => ({feature, cosine: product / (length * (lengths[feature]! || Infinity))}))
                .filter(({feature}) => !own.has(feature) && lengths[feature]! > 0)
                .sort((a, b) => b.cosine - a.cosine || a.feature - b.feature)
                .slice(0, k);
        }
    };
}
