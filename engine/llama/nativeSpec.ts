import {EngineError} from "../contract/index.ts";
import type {DictionaryFile} from "../dictionaries/types.ts";
import type {NativeDictionarySpec} from "../native/AddonTypes.ts";

/** A dictionary file as the addon maps it. */
export function nativeSpec(file: DictionaryFile): NativeDictionarySpec {
    const {encoderWeight, encoderBias, decoderWeight, decoderBias, threshold} = file.tensors;
    if (encoderBias.type !== "F32" || decoderBias.type !== "F32" || (threshold !== undefined && threshold.type !== "F32"))
        throw new EngineError("file/malformed", {path: file.path, format: ".sae.gguf", detail: "biases and thresholds must be F32"});
    return {
        path: file.path,
        dModel: file.dModel,
        nFeatures: file.nFeatures,
        layer: file.layer,
        rule: file.architecture,
        k: file.topK ?? 0,
        topKSigned: file.topKSigned ?? false,
        normalization: file.normalization,
        encoderType: encoderWeight.type,
        decoderType: decoderWeight.type,
        encoderOffset: encoderWeight.offset,
        encoderBiasOffset: encoderBias.offset,
        decoderOffset: decoderWeight.offset,
        decoderBiasOffset: decoderBias.offset,
        thresholdOffset: threshold?.offset ?? 0
    };
}
