import {z} from "zod";
import {layerIndexSchema} from "./ids.ts";
import {samplingSchema} from "./sampling.ts";

export const activationRuleSchema = z.enum(["relu", "jumprelu", "topk"]);
export type ActivationRule = z.infer<typeof activationRuleSchema>;

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
    weightType: z.enum(["F32", "F16", "BF16", "Q8_0"]),
    bytes: z.number(),
    trainedOn: z.string().optional(),
    license: z.string().optional(),
    /** `steering`, `classification`, …: what its maker says it is for */
    purpose: z.string().optional(),
    /** R, the layer's median residual norm over ordinary tokens, in the model's units; absent until calibrated */
    residualNorm: z.number().optional(),
    nLabels: z.number()
});
export type DictionaryInfo = z.infer<typeof dictionaryInfoSchema>;

export const modelInfoSchema = z.object({
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
