import type {Folding} from "./foldWeights.ts";
import {combined, type LaterNumbers, later} from "./laterNumbers.ts";
import {featureNorms} from "./perFeature.ts";
import type {FeatureMatrix} from "./types.ts";

/**
 * A rule that sees h times the decoder's norm, and decodes f divided by it: the norms move into the encoder, and the decoder's rows get length 1. A
 * feature without a direction keeps its row of zeros.
 */
export function unitDecoderRule(decoder: FeatureMatrix, encoderBias: LaterNumbers): Pick<Folding, "encoderBias" | "encoderScale" | "decoderScale"> {
    const norms = later(() => featureNorms(decoder));
    return {
        encoderBias: combined((bias, norm) => bias * norm, encoderBias, norms),
        encoderScale: norms,
        decoderScale: combined((norm) => (norm === 0 ? 1 : 1 / norm), norms)
    };
}
