import type {DictionaryMetadata} from "../types.ts";
import {FORMAT_VERSION} from "./dictionaryKeys.ts";
import type {GgufEntry} from "./encodeGgufHeader.ts";

/** The canonical metadata, in the order of the file; the reverse of `readMetadata`. */
export function metadataEntries(about: DictionaryMetadata): GgufEntry[] {
    const text = (key: string, value: string | undefined): GgufEntry[] => (value === undefined ? [] : [{key, type: "string", value}]);
    const u32 = (key: string, value: number | undefined): GgufEntry[] => (value === undefined ? [] : [{key, type: "u32", value}]);
    return [
        ...text("general.architecture", "sae"),
        ...text("general.name", about.name),
        ...text("general.license", about.license),
        ...u32("sae.format_version", FORMAT_VERSION),
        ...text("sae.architecture", about.architecture),
        ...u32("sae.d_model", about.dModel),
        ...u32("sae.n_features", about.nFeatures),
        ...u32("sae.hook.layer", about.layer),
        ...text("sae.hook.site", about.hookSite),
        ...u32("sae.topk.k", about.topK),
        ...(about.topKSigned === true ? [{key: "sae.topk.signed", type: "u32" as const, value: 1}] : []),
        ...text("sae.normalization", about.normalization === "none" ? "folded" : about.normalization),
        ...text("sae.model.name", about.trainedOn),
        ...text("sae.purpose", about.purpose),
        ...text("sae.source.format", about.format),
        ...text("sae.source.file", about.sourceFile),
        ...text("sae.source.sha256", about.sourceSha256),
        ...(about.cardL0 === undefined ? [] : [{key: "sae.card.l0", type: "f32" as const, value: about.cardL0}]),
        ...(about.residualNorm === undefined ? [] : [{key: "sae.calibration.residual_norm", type: "f32" as const, value: about.residualNorm}])
    ];
}
