import {z} from "zod";
import {layerIndexSchema} from "./ids.ts";
import {samplingSchema} from "./sampling.ts";

export const activationRuleSchema = z.enum(["relu", "jumprelu", "topk"]);
export type ActivationRule = z.infer<typeof activationRuleSchema>;

export const weightTypeSchema = z.enum(["F32", "F16", "BF16", "Q8_0"]);
export type WeightType = z.infer<typeof weightTypeSchema>;

/** How a token's residual is scaled before the encoder, and edits after it: not at all, to length sqrt(d_model), or to unit standard deviation. */
export const normalizationSchema = z.enum(["none", "rms", "layer_norm"]);
export type Normalization = z.infer<typeof normalizationSchema>;

export const dictionaryInfoSchema = z.object({
    /** first 16 hex digits of the SHA-256 of the file's metadata and tensor directory: the same file has the same id everywhere */
    id: z.string(),
    name: z.string(),
    path: z.string(),
    architecture: activationRuleSchema,
    dModel: z.number(),
    nFeatures: z.number(),
    layer: layerIndexSchema,
    hookSite: z.literal("resid_post"),
    weightType: weightTypeSchema,
    bytes: z.number(),
    trainedOn: z.string().optional(),
    license: z.string().optional(),
    /** `steering`, `classification`, …: what its maker says it is for */
    purpose: z.string().optional(),
    /** R, the layer's median residual norm over ordinary tokens, in the model's units; absent until calibrated */
    residualNorm: z.number().optional(),
    /** mean number of features that fire on a token, as its card says */
    cardL0: z.number().optional(),
    normalization: normalizationSchema,
    /** family that it was published as: `saelens` */
    format: z.string().optional(),
    nLabels: z.number()
});
export type DictionaryInfo = z.infer<typeof dictionaryInfoSchema>;

/** What a GGUF language model says about itself, read from its header alone. */
export const modelFactsSchema = z.object({
    name: z.string(),
    architecture: z.string(),
    nLayers: z.number(),
    dModel: z.number(),
    nParameters: z.number().optional(),
    /** llama.cpp's name: `Q4_K_M` */
    quantization: z.string().optional(),
    trainedContextSize: z.number(),
    /** all parts of a split file together */
    bytes: z.number(),
    license: z.string().optional(),
    /** whether it carries a chat template: a base model does not */
    chat: z.boolean()
});
export type ModelFacts = z.infer<typeof modelFactsSchema>;

export const kvTypeSchema = z.enum(["F32", "F16", "Q8_0", "Q4_0"]);
export type KvType = z.infer<typeof kvTypeSchema>;

/** How a model is loaded; what is absent is chosen by the engine. */
export const loadOptionsSchema = z.object({
    /** tokens */
    contextSize: z.number().int().min(64).max(10_000_000).optional(),
    gpuLayers: z.number().int().min(0).max(10_000).optional(),
    /** of the keys and values that a context keeps; absent: F16 */
    kvType: kvTypeSchema.optional()
});
export type LoadOptions = z.infer<typeof loadOptionsSchema>;

/** Where model and dictionary do not belong together. An `error` will not load; a `warning` will, and readings are in doubt. */
export const pairWarningSchema = z.object({
    about: z.enum(["d-model", "layer-count", "model", "base-instruct", "architecture"]),
    level: z.enum(["error", "warning"]),
    expected: z.string(),
    got: z.string()
});
export type PairWarning = z.infer<typeof pairWarningSchema>;

export const modelInfoSchema = z.object({
    /** first 16 hex digits of the SHA-256 of the file's metadata and tensor directory, as of a dictionary */
    id: z.string(),
    name: z.string(),
    path: z.string(),
    architecture: z.string(),
    nLayers: z.number(),
    dModel: z.number(),
    nVocab: z.number(),
    nParameters: z.number().optional(),
    contextSize: z.number(),
    trainedContextSize: z.number(),
    weightBytes: z.number(),
    backend: z.string(),
    gpuLayers: z.number(),
    threads: z.number(),
    quantization: z.string().optional(),
    kvType: kvTypeSchema.optional(),
    dictionaries: z.array(dictionaryInfoSchema)
});
export type ModelInfo = z.infer<typeof modelInfoSchema>;

/** What a person can choose in the model picker. */
export const modelEntrySchema = z.object({
    id: z.string(),
    name: z.string(),
    path: z.string(),
    dictionaries: z.array(z.string()),
    bytes: z.number(),
    bundled: z.boolean(),
    available: z.boolean(),
    /** with Saelor; fetched into the library's folder; a file that stays where it is */
    origin: z.enum(["bundled", "library", "linked"]),
    /** absent when the file is gone or is no model */
    facts: modelFactsSchema.optional(),
    /** why it can't be loaded, where that is known */
    problem: z.string().optional(),
    options: loadOptionsSchema,
    /** per dictionary that does not belong with it */
    warnings: z.array(z.object({dictionary: z.string(), warnings: z.array(pairWarningSchema)})),
    /** suggestions for an empty chat */
    prompts: z.array(z.string()),
    sampling: samplingSchema.partial().optional()
});
export type ModelEntry = z.infer<typeof modelEntrySchema>;

export const engineStatusSchema = z.discriminatedUnion("state", [
    z.object({state: z.literal("empty")}),
    z.object({
        state: z.literal("loading"),
        modelId: z.string(),
        name: z.string(),
        stage: z.enum(["model", "context", "dictionaries", "warm-up"]),
        progress: z.number().min(0).max(1)
    }),
    z.object({state: z.literal("ready"), modelId: z.string(), model: modelInfoSchema, memoryBytes: z.number()}),
    z.object({
        state: z.literal("failed"),
        modelId: z.string(),
        name: z.string(),
        code: z.string(),
        data: z.record(z.string(), z.unknown()),
        message: z.string()
    })
]);
export type EngineStatus = z.infer<typeof engineStatusSchema>;
