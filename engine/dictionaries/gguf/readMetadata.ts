import {EngineError} from "../../contract/errors.ts";
import {layerIndex} from "../../contract/ids.ts";
import {activationRuleSchema, type Normalization} from "../../contract/models.ts";
import type {DictionaryMetadata} from "../types.ts";
import {FORMAT_VERSION} from "./dictionaryKeys.ts";
import type {GgufHeader, GgufValue} from "./ggufTypes.ts";

/** `folded`: nothing is left to do per token. */
const NORMALIZATIONS: Readonly<Record<string, Normalization>> = {folded: "none", rms: "rms", layer_norm: "layer_norm"};

const MAX_U32 = 0xffff_ffff;

/**
 * What a canonical header says about the dictionary, every value checked.
 * @param path for errors only
 * @throws EngineError `dictionary/unknown-format` for another kind of GGUF, `dictionary/unsupported` for what is read by no version of Saelor
 * up to this one, `file/malformed` for values that are missing or make no sense
 */
export function readMetadata({metadata}: GgufHeader, path: string): DictionaryMetadata {
    const read = reader(metadata, path);
    const kind = read.text("general.architecture");
    if (kind !== "sae") throw new EngineError("dictionary/unknown-format", {path, detail: `a GGUF of kind ${kind}, not a dictionary`});
    const version = read.count("sae.format_version", 1, MAX_U32);
    if (version !== FORMAT_VERSION) throw unsupported(path, `sae.format_version ${version}; this version reads ${FORMAT_VERSION}`);
    const normalization = NORMALIZATIONS[read.text("sae.normalization")];
    if (normalization === undefined) {
        throw unsupported(path, `sae.normalization ${read.text("sae.normalization")}; ${Object.keys(NORMALIZATIONS).join(", ")} are read`);
    }
    const hookSite = read.text("sae.hook.site");
    if (hookSite !== "resid_post") throw unsupported(path, `sae.hook.site ${hookSite}; resid_post is expected`);
    const rule = activationRuleSchema.safeParse(read.text("sae.architecture"));
    if (!rule.success) throw unsupported(path, `sae.architecture ${read.text("sae.architecture")}; ${activationRuleSchema.options.join(", ")} are read`);
    const nFeatures = read.count("sae.n_features", 1, MAX_U32);

    return {
        name: read.text("general.name"),
        architecture: rule.data,
        dModel: read.count("sae.d_model", 1, MAX_U32),
        nFeatures,
        layer: layerIndex(read.count("sae.hook.layer", 0, 4096)),
        hookSite,
        ...(rule.data === "topk" && {topK: read.count("sae.topk.k", 1, nFeatures)}),
        ...(rule.data === "topk" && metadata.has("sae.topk.signed") && {topKSigned: read.count("sae.topk.signed", 0, 1) === 1}),
        normalization,
        ...read.optionalText("license", "general.license"),
        ...read.optionalText("purpose", "sae.purpose"),
        ...read.optionalText("trainedOn", "sae.model.name"),
        ...read.optionalText("format", "sae.source.format"),
        ...read.optionalText("sourceFile", "sae.source.file"),
        ...read.optionalText("sourceSha256", "sae.source.sha256"),
        ...(metadata.has("sae.card.l0") && {cardL0: read.positive("sae.card.l0")}),
        ...(metadata.has("sae.calibration.residual_norm") && {residualNorm: read.positive("sae.calibration.residual_norm")})
    };
}

function reader(metadata: ReadonlyMap<string, GgufValue>, path: string) {
    const malformed = (key: string, expected: string) => {
        const value = metadata.get(key);
        const got = value === undefined ? "missing" : JSON.stringify(value)?.slice(0, 100);
        return new EngineError("file/malformed", {path, format: "sae.gguf", detail: `${key}: expected ${expected}, got ${got}`});
    };
    const text = (key: string) => {
        const value = metadata.get(key);
        if (typeof value !== "string") throw malformed(key, "text");
        return value;
    };
    return {
        text,
        /** Empty text is what some writers put for "not known". */
        optionalText: <Field extends string>(field: Field, key: string): {[Name in Field]?: string} =>
            metadata.has(key) && text(key) !== "" ? ({[field]: text(key)} as {[Name in Field]?: string}) : {},
        /** @param least inclusive @param most inclusive */
        count: (key: string, least: number, most: number) => {
            const value = metadata.get(key);
            if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most) {
                throw malformed(key, `a whole number from ${least} to ${most}`);
            }
            return value;
        },
        positive: (key: string) => {
            const value = metadata.get(key);
            if (typeof value !== "number" || !(value > 0 && Number.isFinite(value))) throw malformed(key, "a number above 0");
            return value;
        }
    };
}

function unsupported(path: string, detail: string) {
    return new EngineError("dictionary/unsupported", {path, detail});
}
