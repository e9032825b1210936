import {limitConcurrency} from "./files/limitConcurrency.ts";
import {readTensorF32} from "./readTensorF32.ts";
import type {DictionaryFile} from "./types.ts";

/** A dictionary file with what is needed to speak of strengths: R, M and |d|. */
export interface CalibratedDictionary {
    readonly file: DictionaryFile;
    /** R: median L2 norm of the layer's residual over ordinary tokens; undefined: not calibrated */
    readonly residualNorm: number | undefined;
    /** M: the feature's maximum activation over the reference corpus; undefined: not calibrated, or dead */
    maxActivation(feature: number): number | undefined;
    /** share of ordinary tokens on which it fires, 0..1 */
    density(feature: number): number | undefined;
    /** |d|: L2 norm of the feature's decoder row */
    decoderNorm(feature: number): Promise<number>;
    /** d: the feature's decoder row, [dModel] float32, read from the file each time */
    decoderRow(feature: number): Promise<Float32Array>;
}

/** Reads of rows at a time: each opens the file, and a process may open only so many. */
const READS_AT_ONCE = 8;

/**
 * @throws EngineError `file/*` when the calibration tensors cannot be read
 */
export async function calibratedDictionary(file: DictionaryFile): Promise<CalibratedDictionary> {
    const {maxActivation, density, decoderWeight} = file.tensors;
    const [maxima, densities] = await Promise.all([maxActivation, density].map((tensor) => (tensor === undefined ? undefined : readTensorF32(file, tensor))));
    const norms = new Map<number, number>();
    const inTurn = limitConcurrency(READS_AT_ONCE);
    const decoderRow = (feature: number) => inTurn(() => readTensorF32(file, decoderWeight, {rows: [feature]}));
    return {
        file,
        residualNorm: file.residualNorm,
        maxActivation: (feature) => positive(maxima?.[feature]),
        density: (feature) => densities?.[feature],
        async decoderNorm(feature) {
            let norm = norms.get(feature);
            if (norm === undefined) {
                norm = Math.hypot(...(await decoderRow(feature)));
                norms.set(feature, norm);
            }
            return norm;
        },
        decoderRow
    };
}

const positive = (value: number | undefined) => (value !== undefined && value > 0 ? value : undefined);
